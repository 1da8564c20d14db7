/**
 * Every op on webgpu against the slow loops: composed of plain tfjs ops, and with each of the two sets of kernels. On SwiftShader, a
 * GPU in software, which runs the kernels made for graphics cards too.
 */
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { adamwStep } from '../../src/llm/ops/adamw.ts';
import { attention, attentionWeights } from '../../src/llm/ops/attention.ts';
import { crossEntropy } from '../../src/llm/ops/crossEntropy.ts';
import { decodeAttention, prefillCache } from '../../src/llm/ops/decodeAttention.ts';
import { drawNext } from '../../src/llm/ops/draw.ts';
import { embed } from '../../src/llm/ops/embedding.ts';
import { clipByGlobalNorm } from '../../src/llm/ops/gradNorm.ts';
import { copyTensor } from '../../src/llm/ops/kernel.ts';
import { layerNorm } from '../../src/llm/ops/layerNorm.ts';
import { linear, linearGelu, multiply, project } from '../../src/llm/ops/linear.ts';
import { muonStep } from '../../src/llm/ops/muon.ts';
import { rope } from '../../src/llm/ops/rope.ts';
import { attachWebgpuKernels, detachWebgpuKernels } from '../../src/llm/ops/webgpu/attach.ts';
import { createRandom } from '../../src/llm/random.ts';
import { sampleToken } from '../../src/llm/sampler.ts';
import { at, expectClose, ids, matrix, randomIds, randomNumbers, vector } from '../llm/ops/compare.ts';
import * as reference from '../reference/ops.ts';

// compare.ts also lists the backends of Node, which need its modules.
vi.mock('../wasmBackend.ts', () => ({
  ...Object.fromEntries(['registerGradients', 'useCpu', 'usePlainWasm', 'useWasm'].map((name) => [name, () => {}])),
  kernelBytes: () => ({ relaxed: new Uint8Array() }),
}));

type Numbers = reference.Numbers;

/** A program that the device refuses does nothing, and says so here only. */
const deviceErrors: string[] = [];

let tensorsBefore = 0;

beforeAll(async () => {
  expect(await tf.setBackend('webgpu')).toBe(true);
  await tf.ready();
  device().addEventListener('uncapturederror', (event) => {
    deviceErrors.push(event.error.message);
  });
});

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
  tf.engine().startScope();
});

afterEach(async () => {
  tf.engine().endScope();
  await device().queue.onSubmittedWorkDone();
  expect(deviceErrors.splice(0)).toEqual([]);
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

function device(): GPUDevice {
  return (tf.backend() as unknown as { device: GPUDevice }).device;
}

/** The op's output, and the gradient of every input for the output's gradient dy. */
async function expectOp(
  run: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: tf.Tensor[],
  expected: Numbers,
  dy: tf.Tensor,
  gradients: Numbers[],
): Promise<void> {
  await expectTensor(run(...inputs), expected);
  const actual = tf.grads(run)(inputs, dy);
  for (const [i, gradient] of gradients.entries()) await expectTensor(actual[i]!, gradient);
}

async function expectTensor(tensor: tf.Tensor, expected: ArrayLike<number>): Promise<void> {
  expectClose(await tensor.data(), expected);
}

/** A variable and, as in training, nobody else who holds its memory. */
function variable(tensor: tf.Tensor): tf.Variable {
  const made = tf.variable(tensor);
  tensor.dispose();
  return made;
}

describe.each([
  { name: 'plain ops', attach: () => detachWebgpuKernels() },
  { name: 'kernels for hardware', attach: () => expect(attachWebgpuKernels('hardware')).toBe(true) },
  { name: 'kernels for software', attach: () => expect(attachWebgpuKernels('software')).toBe(true) },
])('$name', ({ name, attach }) => {
  beforeAll(attach);

  describe('products', () => {
    const odd = [
      { R: 1, K: 96, N: 33 },
      { R: 17, K: 33, N: 65 },
      { R: 85, K: 300, N: 12 },
    ];
    // Where all sizes divide by four the kernels for software take another way.
    const even = { R: 72, K: 64, N: 68 };
    it.each(name === 'plain ops' ? odd : [...odd, even])('($R, $K) and ($K, $N)', async ({ R, K, N }) => {
      const [x, w, dy] = [randomNumbers(R * K, 'x'), randomNumbers(K * N, 'w'), randomNumbers(R * N, 'dy')];
      const residual = randomNumbers(R * N, 'residual');
      const y = reference.matMul(x, w, R, K, N);
      const [dx, dw] = reference.matMulGrad(dy, x, w, R, K, N);
      await expectOp(
        (a, b, c) => linear(a as tf.Tensor2D, b as tf.Tensor2D, { residual: c as tf.Tensor2D }),
        [matrix(x, R, K), matrix(w, K, N), matrix(residual, R, N)],
        y.map((value, i) => value + residual[i]!),
        matrix(dy, R, N),
        [dx, dw, dy],
      );
      const turnedX = matrix(reference.transpose(x, R, K), K, R);
      const turnedW = matrix(reference.transpose(w, K, N), N, K);
      await expectOp(
        (a, b) => project(a as tf.Tensor2D, b as tf.Tensor2D),
        [matrix(x, R, K), turnedW],
        y,
        matrix(dy, R, N),
        [dx, reference.transpose(dw, K, N)],
      );
      await expectTensor(multiply(turnedX, matrix(w, K, N), true), y);
      await expectTensor(multiply(turnedX, turnedW, true, true), y);
    });

    it.each([33, 36])('with gelu, %i columns', async (N) => {
      const [R, K] = [7, 12];
      // Small and large hidden units: the logistic function's exponential overflows beyond 88.
      const x = randomNumbers(R * K, 'x').map((value) => Math.fround(8 * value));
      const [w, dy] = [randomNumbers(K * N, 'w'), randomNumbers(R * N, 'dy')];
      const hidden = reference.matMul(x, w, R, K, N);
      await expectOp(
        (a, b) => linearGelu(a as tf.Tensor2D, b as tf.Tensor2D),
        [matrix(x, R, K), matrix(w, K, N)],
        reference.gelu(hidden),
        matrix(dy, R, N),
        reference.matMulGrad(reference.geluGrad(dy, hidden), x, w, R, K, N),
      );
    });

    it('with a bias', async () => {
      const [R, K, N] = [7, 12, 33];
      const [x, w, dy] = [randomNumbers(R * K, 'x'), randomNumbers(K * N, 'w'), randomNumbers(R * N, 'dy')];
      const bias = randomNumbers(N, 'bias');
      await expectOp(
        (a, b, c) => linear(a as tf.Tensor2D, b as tf.Tensor2D, { bias: c as tf.Tensor1D }),
        [matrix(x, R, K), matrix(w, K, N), vector(bias)],
        reference.matMul(x, w, R, K, N).map((value, i) => value + bias[i % N]!),
        matrix(dy, R, N),
        [
          ...reference.matMulGrad(dy, x, w, R, K, N),
          bias.map((_, n) => dy.reduce((sum, value, i) => (i % N === n ? sum + value : sum), 0)),
        ],
      );
    });
  });

  it.each([
    { R: 1, C: 4 },
    { R: 17, C: 96 },
    { R: 5, C: 33 },
  ])('layerNorm of ($R, $C)', async ({ R, C }) => {
    const x = randomNumbers(R * C, 'x').map((value) => 3 * value + 1);
    const [gain, dy] = [randomNumbers(C, 'gain'), randomNumbers(R * C, 'dy')];
    await expectOp(
      (a, b) => layerNorm(a as tf.Tensor2D, b as tf.Tensor1D),
      [matrix(x, R, C), vector(gain)],
      reference.layerNorm(x, gain, R, C),
      matrix(dy, R, C),
      reference.layerNormGrad(dy, x, gain, R, C),
    );
  });

  it('a copy stays as it was when the original changes', async () => {
    const [original, moments] = [variable(vector(randomNumbers(33, 'p'))), variable(tf.zeros([2, 33]))];
    const before = (await original.data()).slice();
    const copy = copyTensor(original as tf.Tensor);
    const options = { learningRate: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0 };
    adamwStep([{ parameter: original, moments, gradient: tf.ones([33]) }], options, at(1));
    await expectTensor(copy, before);
    expect(await original.data()).not.toEqual(before);
    tf.dispose([original, moments]);
  });

  it.each([
    { R: 17, C: 64, nHead: 4, limit: 200 },
    { R: 5, C: 20, nHead: 2, limit: 8192 },
  ])('rope of ($R, 3 * $C), $nHead heads, positions below $limit', async ({ R, C, nHead, limit }) => {
    const [qkv, dy] = [randomNumbers(R * 3 * C, 'qkv'), randomNumbers(R * 3 * C, 'dy')];
    const positions = [0, limit - 1, ...randomIds(R - 2, limit, 'positions')];
    await expectOp(
      (a) => rope(a as tf.Tensor2D, nHead, ids(positions), 1000),
      [matrix(qkv, R, 3 * C)],
      reference.rope(qkv, R, C, nHead, positions, 1000),
      matrix(dy, R, 3 * C),
      [reference.rope(dy, R, C, nHead, positions, 1000, -1)],
    );
  });

  it.each([
    { B: 2, T: 1, C: 96, nHead: 4 },
    { B: 3, T: 17, C: 24, nHead: 2 },
    { B: 1, T: 130, C: 7, nHead: 1 },
  ])('attention of $B sequences of $T, $C channels, $nHead heads', async ({ B, T, C, nHead }) => {
    const qkv = randomNumbers(B * T * 3 * C, 'qkv').map((value) => 2 * value);
    const dy = randomNumbers(B * T * C, 'dy');
    await expectOp(
      (a) => attention(a as tf.Tensor2D, T, nHead),
      [matrix(qkv, B * T, 3 * C)],
      reference.attention(qkv, B, T, nHead, C),
      matrix(dy, B * T, C),
      [reference.attentionGrad(dy, qkv, B, T, nHead, C)],
    );
    const weights = attentionWeights(matrix(qkv, B * T, 3 * C), T, nHead);
    await expectTensor(tf.sum(weights, 3), new Float64Array(B * nHead * T).fill(1));
  });

  it.each([2, 33, 512])('crossEntropy over %i words', async (V) => {
    const weights = [1, 0, -0.5, 0.25, 2];
    const R = weights.length;
    const logits = randomNumbers(R * V, 'logits').map((value) => Math.fround(6 * value));
    const targets = randomIds(R, V, 'targets');
    const { loss, dLogits } = reference.crossEntropy(logits, targets, weights, V);
    await expectOp(
      (a) => crossEntropy(a as tf.Tensor2D, ids(targets), tf.tensor1d(weights)),
      [matrix(logits, R, V)],
      Float64Array.of(loss),
      tf.scalar(0.5),
      [dLogits.map((value) => value / 2)],
    );
  });

  it.each([
    { V: 33, C: 96 },
    { V: 512, C: 7 },
  ])('embed in a table of ($V, $C)', async ({ V, C }) => {
    const table = randomNumbers(V * C, 'table');
    const tokenIds = [0, V - 1, 5, 5, ...randomIds(20, V, 'ids')];
    const dy = randomNumbers(tokenIds.length * C, 'dy');
    await expectOp(
      (a) => embed(a as tf.Tensor2D, ids(tokenIds)),
      [matrix(table, V, C)],
      reference.embed(table, tokenIds, C),
      matrix(dy, tokenIds.length, C),
      [reference.embedGrad(dy, tokenIds, V, C)],
    );
  });

  it('decoding three tokens after a prompt equals attention over all', async () => {
    const [B, T, total, C, nHead] = [3, 5, 8, 24, 2];
    const qkv = randomNumbers(B * total * 3 * C, 'qkv');
    const whole = reference.attention(qkv, B, total, nHead, C);
    const rows = tf.reshape(matrix(qkv, B * total, 3 * C), [B, total, 3 * C]);
    const prompt = tf.reshape(tf.slice(rows, [0, 0, 0], [B, T, 3 * C]), [B * T, 3 * C]) as tf.Tensor2D;
    let cache = prefillCache(prompt, B, T, total + 3);
    for (let t = T; t < total; t++) {
      const row = tf.reshape(tf.slice(rows, [0, t, 0], [B, 1, 3 * C]), [B, 3 * C]) as tf.Tensor2D;
      const step = decodeAttention(row, cache, ids(new Array(B).fill(t)), nHead);
      cache = step.cache;
      const expected = [0, 1, 2].flatMap((b) => [...whole.slice((b * total + t) * C, (b * total + t + 1) * C)]);
      await expectTensor(step.output, expected);
    }
  });

  it('adamw of five parameters, two steps', async () => {
    const options = { learningRate: 0.01, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 };
    const slots = [33, 1, 200, 64, 7].map((size) => {
      const start = randomNumbers(size, `p ${size}`);
      const state: ReturnType<typeof reference.adamw> = {
        parameter: start,
        m: new Float64Array(size),
        v: new Float64Array(size),
      };
      return { size, state, parameter: variable(vector(start)), moments: variable(tf.zeros([2, size])) };
    });
    for (const step of [1, 2]) {
      const gradients = slots.map(({ size }) => randomNumbers(size, `gradient ${step}`));
      adamwStep(
        slots.map(({ parameter, moments }, i) => ({ parameter, moments, gradient: vector(gradients[i]!) })),
        options,
        at(step, 0.5),
      );
      for (const [i, slot] of slots.entries()) {
        slot.state = reference.adamw(slot.state, gradients[i]!, { ...options, learningRate: 0.005, step });
      }
    }
    for (const { state, parameter, moments } of slots) {
      await expectTensor(parameter, state.parameter);
      await expectTensor(moments, [...state.m, ...state.v]);
      tf.dispose([parameter, moments]);
    }
  });

  it('muon of six matrices, two steps', async () => {
    const options = { learningRate: 0.02, momentum: 0.95, weightDecay: 0.05 };
    const slots = [
      { rows: 33, columns: 99, blocks: 3 },
      { rows: 16, columns: 64, blocks: 1 },
      { rows: 64, columns: 17, blocks: 1 },
      { rows: 32, columns: 96, blocks: 3 },
      { rows: 64, columns: 16, blocks: 1 },
      { rows: 12, columns: 12, blocks: 1 },
    ].map((shape) => {
      const size = shape.rows * shape.columns;
      const start = randomNumbers(size, 'p').map((x) => x / 20);
      const state: ReturnType<typeof reference.muon> = { parameter: start, momentum: new Float64Array(size) };
      const of = (values: Numbers) => variable(matrix(values, shape.rows, shape.columns));
      return { ...shape, state, parameter: of(start), momentum: of(state.momentum) };
    });
    for (const step of [1, 2]) {
      const gradients = slots.map(({ rows, columns }) => randomNumbers(rows * columns, `gradient ${step}`));
      muonStep(
        slots.map(({ rows, columns, blocks, parameter, momentum }, i) => ({
          ...{ parameter, momentum, blocks },
          gradient: matrix(gradients[i]!, rows, columns),
        })),
        options,
        at(step, 0.5),
      );
      for (const [i, slot] of slots.entries()) {
        const { rows, columns, blocks } = slot;
        const ownOptions = { ...options, learningRate: 0.01, blocks };
        slot.state = reference.muon(slot.state, gradients[i]!, rows, columns, ownOptions);
      }
    }
    for (const { state, parameter, momentum } of slots) {
      await expectTensor(parameter, state.parameter);
      await expectTensor(momentum, state.momentum);
      tf.dispose([parameter, momentum]);
    }
  });

  // More gradients than a shader may have buffers, several times over.
  it.each([0.5, 1e6])('clips sixty gradients to a norm of %d', async (maxNorm) => {
    const values = Array.from({ length: 60 }, (_, i) => randomNumbers(3 + i, `gradient ${i}`));
    const expectedNorm = Math.sqrt(values.flatMap((g) => [...g]).reduce((sum, value) => sum + value * value, 0));
    const scale = Math.min(1, maxNorm / expectedNorm);
    const given = Object.fromEntries(values.map((g, i) => [i, vector(g)]));
    const { gradients, norm, factor } = clipByGlobalNorm(given, maxNorm, tf.scalar(1));
    await expectTensor(norm, [expectedNorm]);
    for (const [i, g] of values.entries()) {
      const expected = g.map((value) => value * scale);
      await expectTensor(factor ? tf.mul(gradients[i]!, factor) : gradients[i]!, expected);
    }
  });

  if (name !== 'plain ops') {
    it.each([1, 0.7, 0])(
      'draws at temperature %d what the sampler draws from the same numbers',
      async (temperature) => {
        const [B, V, steps] = [40, 133, 2];
        const logits = Float32Array.from(randomNumbers(B * V, 'logits'), (value) => 4 * value);
        // A row of equal numbers, one with nothing but one token, and random numbers at the ends.
        logits.fill(1, V, 2 * V);
        logits.fill(-80, 2 * V, 3 * V);
        logits[2 * V + 132] = 60;
        const rng = createRandom('draws');
        const randoms = Float32Array.from({ length: steps * B }, () => rng.next());
        randoms.set([0, 1 - 2 ** -24, 0.5, 0]);
        const state = {
          tokens: ids(new Array(B).fill(0)),
          positions: ids(new Array(B).fill(6)),
          counts: ids([...new Array(B).fill(0)]),
        };
        let result: ReturnType<typeof drawNext> | undefined;
        const drawnTokens: Int32Array[] = [];
        for (let step = 0; step < steps; step++) {
          result = drawNext(matrix(Float64Array.from(logits), B, V), tf.tensor2d(randoms, [steps, B]), state, {
            temperature,
            capacity: 8,
          });
          const drawn = (await result.drawn.data()) as Int32Array;
          const logprobs = await result.logprobs.data();
          for (let row = 0; row < B; row++) {
            const random = randoms[step * B + row] as number;
            const expected = sampleToken(logits, row * V, V, { temperature, topK: 0, topP: 1 }, random);
            expect(drawn[step * B + row]).toBe(expected.tokenId);
            expect(logprobs[step * B + row]).toBeCloseTo(expected.logprob, 4);
          }
          drawnTokens.push(drawn.slice(step * B, (step + 1) * B));
        }
        expect(await state.tokens.data()).toEqual(drawnTokens.at(-1));
        expect([...(await state.positions.data())]).toEqual(new Array(B).fill(7));
        expect([...(await state.counts.data())]).toEqual(new Array(B).fill(2));
      },
    );

    it('draws nothing from logits that are no numbers', async () => {
      const state = () => ids([0, 0]);
      const logits = tf.tensor2d([1, Number.NaN, 2, 1, 2, Number.POSITIVE_INFINITY], [2, 3]);
      const told = { tokens: state(), positions: state(), counts: state() };
      const { drawn } = drawNext(logits, tf.tensor2d([0.5, 0.5], [1, 2]), told, { temperature: 1, capacity: 9 });
      expect([...(await drawn.data())]).toEqual([-1, -1]);
    });

    it.each([
      { loss: Number.NaN, gradient: 1 },
      { loss: 1, gradient: Number.NaN },
      { loss: 1, gradient: Number.POSITIVE_INFINITY },
    ])('a step with loss $loss and a gradient of $gradient changes nothing', async ({ loss, gradient }) => {
      const gradients = { a: vector(Float64Array.of(1, gradient)), b: matrix(randomNumbers(64, 'b'), 8, 8) };
      const { factor } = clipByGlobalNorm(gradients, 1, tf.scalar(loss));
      await expectTensor(factor!, [0]);
      const told = { ...at(1), factor: factor! };
      const adam = { learningRate: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 };
      const [parameter, moments] = [variable(tf.ones([2])), variable(tf.zeros([2, 2]))];
      adamwStep([{ parameter, moments, gradient: gradients.a }], adam, told);
      await expectTensor(parameter, [1, 1]);
      await expectTensor(moments, [0, 0, 0, 0]);
      const [weights, momentum] = [variable(tf.ones([8, 8])), variable(tf.zeros([8, 8]))];
      const muon = { learningRate: 1, momentum: 0.95, weightDecay: 0.1 };
      muonStep([{ parameter: weights, momentum, gradient: gradients.b, blocks: 1 }], muon, told);
      await expectTensor(weights, new Float64Array(64).fill(1));
      await expectTensor(momentum, new Float64Array(64));
      tf.dispose([parameter, moments, weights, momentum]);
    });
  }
});
