import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { attention, attentionWeights } from '../../../src/llm/ops/attention.ts';
import { crossEntropy } from '../../../src/llm/ops/crossEntropy.ts';
import { embed } from '../../../src/llm/ops/embedding.ts';
import { hasKernel } from '../../../src/llm/ops/kernel.ts';
import { layerNorm } from '../../../src/llm/ops/layerNorm.ts';
import { linear, linearGelu, multiply, project } from '../../../src/llm/ops/linear.ts';
import { rope } from '../../../src/llm/ops/rope.ts';
import * as reference from '../../reference/ops.ts';
import { backends, expectClose, ids, matrix, randomIds, randomNumbers, vector, withoutLeaks } from './compare.ts';

describe.each(backends)('$name', ({ name, use }) => {
  beforeAll(async () => {
    await use();
  });

  it('runs what it says', () => {
    expect(hasKernel('SchoolMatMul')).toBe(name.includes('kernels'));
  });

  describe.each([
    { R: 1, K: 96, N: 288 },
    { R: 3, K: 64, N: 33 },
    { R: 17, K: 33, N: 65 },
    { R: 85, K: 300, N: 12 },
    { R: 9, K: 5, N: 530 },
  ])('products of ($R, $K) and ($K, $N)', ({ R, K, N }) => {
    const x = randomNumbers(R * K, 'x');
    const w = randomNumbers(K * N, 'w');
    const residual = randomNumbers(R * N, 'residual');
    const dy = randomNumbers(R * N, 'dy');
    const y = reference.matMul(x, w, R, K, N);
    const [dx, dw] = reference.matMulGrad(dy, x, w, R, K, N);

    it('linear', () => {
      withoutLeaks(() => {
        expectClose(linear(matrix(x, R, K), matrix(w, K, N)), y);
        const inputs = [matrix(x, R, K), matrix(w, K, N), matrix(residual, R, N)];
        const run = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) =>
          linear(a as tf.Tensor2D, b as tf.Tensor2D, { residual: c as tf.Tensor2D });
        expectClose(
          run(inputs[0]!, inputs[1]!, inputs[2]!),
          y.map((value, i) => value + residual[i]!),
        );
        const gradients = tf.grads(run)(inputs, matrix(dy, R, N));
        [dx, dw, dy].forEach((expected, i) => {
          expectClose(gradients[i]!, expected);
        });
      });
    });

    it('project', () => {
      withoutLeaks(() => {
        const inputs = [matrix(x, R, K), matrix(reference.transpose(w, K, N), N, K)];
        const run = (a: tf.Tensor, b: tf.Tensor) => project(a as tf.Tensor2D, b as tf.Tensor2D);
        expectClose(run(inputs[0]!, inputs[1]!), y);
        const gradients = tf.grads(run)(inputs, matrix(dy, R, N));
        expectClose(gradients[0]!, dx);
        expectClose(gradients[1]!, reference.transpose(dw, K, N));
      });
    });

    it('multiply, transposed or not', () => {
      withoutLeaks(() => {
        for (const transposeA of [false, true]) {
          for (const transposeB of [false, true]) {
            const a = transposeA ? matrix(reference.transpose(x, R, K), K, R) : matrix(x, R, K);
            const b = transposeB ? matrix(reference.transpose(w, K, N), N, K) : matrix(w, K, N);
            expectClose(multiply(a, b, transposeA, transposeB), y);
          }
        }
      });
    });
  });

  it.each([
    { R: 1, C: 4 },
    { R: 17, C: 96 },
    { R: 5, C: 33 },
  ])('layerNorm of ($R, $C)', ({ R, C }) => {
    const x = randomNumbers(R * C, 'x').map((value) => 3 * value + 1);
    const gain = randomNumbers(C, 'gain');
    const dy = randomNumbers(R * C, 'dy');
    const [dx, dGain] = reference.layerNormGrad(dy, x, gain, R, C);
    withoutLeaks(() => {
      const run = (a: tf.Tensor, b: tf.Tensor) => layerNorm(a as tf.Tensor2D, b as tf.Tensor1D);
      const inputs = [matrix(x, R, C), vector(gain)];
      expectClose(run(inputs[0]!, inputs[1]!), reference.layerNorm(x, gain, R, C));
      const gradients = tf.grads(run)(inputs, matrix(dy, R, C));
      expectClose(gradients[0]!, dx);
      expectClose(gradients[1]!, dGain);
    });
  });

  it.each([
    { R: 1, K: 1, N: 1 },
    { R: 3, K: 8, N: 33 },
    { R: 64, K: 96, N: 36 },
    { R: 27, K: 5, N: 13 },
  ])('linearGelu of ($R, $K) and ($K, $N)', ({ R, K, N }) => {
    const x = randomNumbers(R * K, 'x').map((value) => Math.fround(2 * value));
    const [w, dy] = [randomNumbers(K * N, 'w'), randomNumbers(R * N, 'dy')];
    const hidden = reference.matMul(x, w, R, K, N);
    const [dx, dw] = reference.matMulGrad(reference.geluGrad(dy, hidden), x, w, R, K, N);
    withoutLeaks(() => {
      const run = (a: tf.Tensor, b: tf.Tensor) => linearGelu(a as tf.Tensor2D, b as tf.Tensor2D);
      const inputs = [matrix(x, R, K), matrix(w, K, N)];
      expectClose(run(inputs[0]!, inputs[1]!), reference.gelu(hidden));
      const gradients = tf.grads(run)(inputs, matrix(dy, R, N));
      expectClose(gradients[0]!, dx);
      expectClose(gradients[1]!, dw);
    });
  });

  it.each([
    { R: 1, C: 96, nHead: 4 },
    { R: 17, C: 64, nHead: 4 },
    { R: 5, C: 40, nHead: 2 },
  ])('rope of ($R, 3 * $C), $nHead heads', ({ R, C, nHead }) => {
    const qkv = randomNumbers(R * 3 * C, 'qkv');
    const dy = randomNumbers(R * 3 * C, 'dy');
    const positions = randomIds(R, 200, 'positions');
    withoutLeaks(() => {
      const run = (a: tf.Tensor) => rope(a as tf.Tensor2D, nHead, ids(positions), 1000);
      expectClose(run(matrix(qkv, R, 3 * C)), reference.rope(qkv, R, C, nHead, positions, 1000));
      const gradient = tf.grad(run)(matrix(qkv, R, 3 * C), matrix(dy, R, 3 * C));
      expectClose(gradient, reference.rope(dy, R, C, nHead, positions, 1000, -1));
    });
  });

  it.each([
    { B: 2, T: 1, C: 96, nHead: 4 },
    { B: 3, T: 5, C: 64, nHead: 4 },
    { B: 2, T: 17, C: 96, nHead: 4 },
    { B: 1, T: 37, C: 20, nHead: 1 },
    { B: 1, T: 270, C: 8, nHead: 1 },
    { B: 1, T: 9, C: 12, nHead: 2 },
  ])('attention of $B sequences of $T, $C channels, $nHead heads', ({ B, T, C, nHead }) => {
    const qkv = randomNumbers(B * T * 3 * C, 'qkv').map((value) => 2 * value);
    const dy = randomNumbers(B * T * C, 'dy');
    withoutLeaks(() => {
      const run = (a: tf.Tensor) => attention(a as tf.Tensor2D, T, nHead);
      expectClose(run(matrix(qkv, B * T, 3 * C)), reference.attention(qkv, B, T, nHead, C));
      const gradient = tf.grad(run)(matrix(qkv, B * T, 3 * C), matrix(dy, B * T, C));
      expectClose(gradient, reference.attentionGrad(dy, qkv, B, T, nHead, C));
      const weights = attentionWeights(matrix(qkv, B * T, 3 * C), T, nHead);
      expect(weights.shape).toEqual([B, nHead, T, T]);
      expectClose(tf.sum(weights, 3), new Float64Array(B * nHead * T).fill(1));
    });
  });

  it.each([2, 33, 512])('crossEntropy over %i words', (V) => {
    const weights = [1, 0, -0.5, 0.25, 2];
    const R = weights.length;
    const logits = randomNumbers(R * V, 'logits').map((value) => Math.fround(6 * value));
    const targets = randomIds(R, V, 'targets');
    const { loss, dLogits } = reference.crossEntropy(logits, targets, weights, V);
    withoutLeaks(() => {
      const run = (a: tf.Tensor) => crossEntropy(a as tf.Tensor2D, ids(targets), tf.tensor1d(weights));
      expect(Math.abs(run(matrix(logits, R, V)).dataSync()[0]! - loss)).toBeLessThan(1e-4 * (1 + Math.abs(loss)));
      expectClose(tf.grad(run)(matrix(logits, R, V)), dLogits);
      const halved = tf.grad((a) => tf.mul(run(a), 0.5))(matrix(logits, R, V));
      expectClose(
        halved,
        dLogits.map((value) => value / 2),
      );
    });
  });

  it.each([
    { V: 33, C: 96 },
    { V: 512, C: 7 },
  ])('embed in a table of ($V, $C)', ({ V, C }) => {
    const table = randomNumbers(V * C, 'table');
    const tokenIds = [0, V - 1, 5, 5, ...randomIds(50, V, 'ids')];
    const dy = randomNumbers(tokenIds.length * C, 'dy');
    withoutLeaks(() => {
      const run = (a: tf.Tensor) => embed(a as tf.Tensor2D, ids(tokenIds));
      expectClose(run(matrix(table, V, C)), reference.embed(table, tokenIds, C));
      const gradient = tf.grad(run)(matrix(table, V, C), matrix(dy, tokenIds.length, C));
      expectClose(gradient, reference.embedGrad(dy, tokenIds, V, C));
    });
  });
});
