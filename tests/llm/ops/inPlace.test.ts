/** The ops that keep state: the key/value cache, the optimizers, gradient clipping. */

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adamwStep } from '../../../src/llm/ops/adamw.ts';
import { attention } from '../../../src/llm/ops/attention.ts';
import { decodeAttention, prefillCache } from '../../../src/llm/ops/decodeAttention.ts';
import { clipByGlobalNorm } from '../../../src/llm/ops/gradNorm.ts';
import { muonStep } from '../../../src/llm/ops/muon.ts';
import * as reference from '../../reference/ops.ts';
import { at, backends, expectClose, ids, matrix, randomNumbers, vector } from './compare.ts';

/** A variable and, as in training, nobody else who holds its memory. */
function variable(tensor: tf.Tensor): tf.Variable {
  const made = tf.variable(tensor);
  tensor.dispose();
  return made;
}

describe.each(backends)('$name', ({ name, use }) => {
  beforeAll(async () => {
    await use();
  });

  it.each([
    { B: 3, T: 5, steps: 4, C: 96, nHead: 4 },
    { B: 1, T: 1, steps: 17, C: 64, nHead: 4 },
    { B: 2, T: 2, steps: 1, C: 12, nHead: 2 },
  ])('decoding $steps tokens after $T equals attention over all', ({ B, T, steps, C, nHead }) => {
    const total = T + steps;
    const capacity = total + 3;
    const qkv = randomNumbers(B * total * 3 * C, 'qkv');
    const whole = reference.attention(qkv, B, total, nHead, C);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const rows = tf.reshape(matrix(qkv, B * total, 3 * C), [B, total, 3 * C]);
      const prompt = tf.reshape(tf.slice(rows, [0, 0, 0], [B, T, 3 * C]), [B * T, 3 * C]) as tf.Tensor2D;
      const output = attention(prompt, T, nHead);
      let cache = prefillCache(prompt, B, T, capacity);
      const outputs = [tf.reshape(output, [B, T, C])];
      for (let t = T; t < total; t++) {
        const row = tf.reshape(tf.slice(rows, [0, t, 0], [B, 1, 3 * C]), [B, 3 * C]) as tf.Tensor2D;
        const step = decodeAttention(row, cache, ids(new Array(B).fill(t)), nHead);
        cache = step.cache;
        outputs.push(tf.reshape(step.output, [B, 1, C]));
      }
      expectClose(tf.concat(outputs, 1), whole);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('decodes rows at positions of their own', () => {
    const [B, C, nHead, capacity] = [2, 16, 2, 9];
    const positions = [6, 2];
    const qkv = randomNumbers(B * capacity * 3 * C, 'qkv');
    tf.tidy(() => {
      const rows = tf.reshape(matrix(qkv, B * capacity, 3 * C), [B, capacity, 3 * C]);
      const now = tf.concat(positions.map((t, b) => tf.reshape(tf.slice(rows, [b, t, 0], [1, 1, 3 * C]), [1, 3 * C])));
      const cache = prefillCache(matrix(qkv, B * capacity, 3 * C), B, capacity, capacity);
      const { output } = decodeAttention(now as tf.Tensor2D, cache, ids(positions), nHead);
      const whole = reference.attention(qkv, B, capacity, nHead, C);
      const expected = positions.flatMap((t, b) => [
        ...whole.slice((b * capacity + t) * C, (b * capacity + t + 1) * C),
      ]);
      expectClose(output, expected);
    });
  });

  it.each([4, 33, 512])('adamw on %i numbers, two steps', (size) => {
    const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 };
    let state: Record<'parameter' | 'm' | 'v', reference.Numbers> = {
      parameter: randomNumbers(size, 'p'),
      m: new Float64Array(size),
      v: new Float64Array(size),
    };
    const parameter = variable(vector(state.parameter));
    const moments = variable(matrix(new Float64Array(2 * size), 2, size));
    const before = tf.memory().numTensors;
    for (const step of [1, 2]) {
      const gradient = randomNumbers(size, `gradient ${step}`);
      tf.tidy(() => adamwStep([{ parameter, gradient: vector(gradient), moments }], options, at(step, 0.5)));
      state = reference.adamw(state, gradient, { ...options, learningRate: options.learningRate / 2, step });
    }
    expect(tf.memory().numTensors).toBe(before);
    expectClose(parameter, state.parameter);
    expectClose(moments, [...state.m, ...state.v]);
    tf.dispose([parameter, moments]);
  });

  it.each([
    { rows: 96, columns: 96, blocks: 1 },
    { rows: 64, columns: 192, blocks: 3 },
    { rows: 33, columns: 99, blocks: 3 },
    { rows: 64, columns: 256, blocks: 1 },
    { rows: 384, columns: 96, blocks: 1 },
    { rows: 13, columns: 6, blocks: 1 },
  ])('muon on ($rows, $columns) in $blocks blocks, two steps', ({ rows, columns, blocks }) => {
    const options = { learningRate: 0.02, momentum: 0.95, weightDecay: 0.05 };
    const size = rows * columns;
    let state: Record<'parameter' | 'momentum', reference.Numbers> = {
      parameter: randomNumbers(size, 'p').map((x) => x / 20),
      momentum: new Float64Array(size),
    };
    const parameter = variable(matrix(state.parameter, rows, columns));
    const momentum = variable(matrix(state.momentum, rows, columns));
    const before = tf.memory().numTensors;
    for (const step of [1, 2]) {
      const gradient = randomNumbers(size, `gradient ${step}`);
      tf.tidy(() =>
        muonStep([{ parameter, gradient: matrix(gradient, rows, columns), momentum, blocks }], options, at(step)),
      );
      state = reference.muon(state, gradient, rows, columns, { ...options, blocks });
    }
    expect(tf.memory().numTensors).toBe(before);
    expectClose(parameter, state.parameter);
    expectClose(momentum, state.momentum);
    tf.dispose([parameter, momentum]);
  });

  it('an update leaves a clone of the parameter alone', () => {
    const start = randomNumbers(12, 'p');
    const parameter = variable(vector(start));
    const moments = variable(matrix(new Float64Array(24), 2, 12));
    const clone = parameter.clone();
    const options = { learningRate: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0 };
    tf.tidy(() => adamwStep([{ parameter, gradient: vector(randomNumbers(12, 'gradient')), moments }], options, at(1)));
    expectClose(clone, start);
    tf.dispose([parameter, moments, clone]);
  });

  it.each([0.5, 1e6])('clips to a norm of %d', (maxNorm) => {
    const values = { a: randomNumbers(33, 'a'), b: randomNumbers(5000, 'b') };
    const expectedNorm = Math.hypot(...values.a, ...values.b);
    const scale = Math.min(1, maxNorm / expectedNorm);
    const before = tf.memory().numTensors;
    const loss = tf.scalar(1);
    const { gradients, norm } = clipByGlobalNorm({ a: vector(values.a), b: vector(values.b) }, maxNorm, loss);
    expectClose(norm, [expectedNorm]);
    expectClose(
      gradients.a!,
      values.a.map((value) => value * scale),
    );
    expectClose(
      gradients.b!,
      values.b.map((value) => value * scale),
    );
    tf.dispose([gradients.a!, gradients.b!, norm, loss]);
    expect(tf.memory().numTensors).toBe(before);
  });

  if (name.includes('kernels')) {
    it('refuses positions past the cache, with the memory untouched', () => {
      tf.tidy(() => {
        const cache = tf.zeros([1, 4, 16]) as tf.Tensor3D;
        expect(() => decodeAttention(tf.ones([1, 24]), cache, ids([4]), 2)).toThrow(RangeError);
        expectClose(cache, new Float64Array(64));
      });
    });
  }
});
