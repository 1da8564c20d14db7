/** Recorded parts of a training step on wasm do what the same step does when it is computed on the spot, bit for bit. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Batch } from '../../../src/llm/dataset.ts';
import { Halted } from '../../../src/llm/errors.ts';
import { trainOn } from '../../../src/llm/loss.ts';
import { createModel, disposeModel, type Model, parameterValues } from '../../../src/llm/model.ts';
import { runKernel } from '../../../src/llm/ops/kernel.ts';
import { multiply } from '../../../src/llm/ops/linear.ts';
import type { Recorder } from '../../../src/llm/ops/recording.ts';
import { createArena } from '../../../src/llm/ops/wasm/arena.ts';
import { detachKernels, wasmRecorder } from '../../../src/llm/ops/wasm/attach.ts';
import { createOptimizer, type OptimizerSettings } from '../../../src/llm/optimizer.ts';
import { createRandom } from '../../../src/llm/random.ts';
import { createTrainer } from '../../../src/llm/trainer.ts';
import { registerGradients, useWasm } from '../../wasmBackend.ts';

const config = { vocabSize: 40, nLayer: 2, nHead: 2, nEmbd: 16, contextLength: 256, ropeBase: 1000 };
const settings: OptimizerSettings = { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0.05 };
const placeOf = (step: number) => ({ step, scale: Math.min(1, step / 3), maxGradNorm: 0.5 });

/** From 6 rows on it is more than goes through the network together. */
function batchOf(rows: number, seed: number): Batch {
  const rng = createRandom(seed);
  const size = rows * config.contextLength;
  const draw = () => Int32Array.from({ length: size }, () => rng.int(config.vocabSize));
  const weights = Float32Array.from({ length: size }, () => rng.int(3) / size);
  return { inputs: draw(), targets: draw(), weights, rows, length: config.contextLength };
}

let obstacles: string[] = [];
let recordings = 0;
let dispositions: (() => void)[] = [];

/** The recorder, and how often it has recorded. */
function counting(): Recorder {
  const recorder = wasmRecorder((reason) => obstacles.push(reason)) as Recorder;
  return {
    ...recorder,
    record: (...given) => {
      recordings++;
      return recorder.record(...given);
    },
  };
}

/** Two models with the same weights: one whose steps are recorded, one whose are not. */
function twins(own = settings) {
  const make = () => {
    const model = createModel(config, createRandom(1));
    return { model, optimizer: createOptimizer(model, own) };
  };
  const [replayed, eager] = [make(), make()];
  const trainer = createTrainer(replayed.model, replayed.optimizer, counting());
  dispositions.push(() => {
    trainer.dispose();
    eager.optimizer.dispose();
    for (const { model } of [replayed, eager]) disposeModel(model);
  });
  return { replayed: { ...replayed, trainer }, eager };
}

async function expectSameWeights(a: Model, b: Model): Promise<void> {
  const [values, expected] = [await parameterValues(a), await parameterValues(b)];
  for (const name of Object.keys(expected)) expect(values[name]?.values, name).toEqual(expected[name]?.values);
}

beforeEach(async () => {
  await registerGradients();
  await useWasm();
  obstacles = [];
  recordings = 0;
  dispositions = [];
});

afterEach(() => {
  for (const dispose of dispositions) dispose();
  expect(tf.memory().numTensors).toBe(0);
  expect(tf.memory().numDataBuffers).toBe(0);
});

describe('recorded parts of a step', () => {
  it.each([
    { name: 'Muon and AdamW', own: settings },
    { name: 'AdamW', own: { adamLearningRate: 4e-3, weightDecay: 0 } },
  ])('give the curve and the weights of steps computed on the spot, with $name', async ({ own }) => {
    const { replayed, eager } = twins(own);
    for (let step = 1; step <= 5; step++) {
      const batch = batchOf(10, step);
      const expected = await trainOn(eager.model, eager.optimizer, batch, placeOf(step));
      expect(await replayed.trainer.trainOn(batch, placeOf(step))).toEqual(expected);
    }
    expect(obstacles).toEqual([]);
    // Two parts of five rows: one recording.
    expect(recordings).toBe(1);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('are recorded anew for every size of batch, and the last few are kept', async () => {
    const { replayed, eager } = twins();
    for (const [i, rows] of [3, 9, 2, 3, 9, 1, 5, 4, 11].entries()) {
      const expected = await trainOn(eager.model, eager.optimizer, batchOf(rows, i), placeOf(i + 1));
      expect(await replayed.trainer.trainOn(batchOf(rows, i), placeOf(i + 1))).toEqual(expected);
    }
    // Parts of 3; 4, 5; 2; 3; 4, 5; 1; 5, still there; 4; 3, 4, 4: two are kept.
    expect(recordings).toBe(10);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('notice that a weight lies elsewhere, and leave a clone of one alone', async () => {
    const { replayed, eager } = twins();
    for (let step = 1; step <= 4; step++) {
      for (const { model } of [replayed, eager]) {
        // As going back to earlier weights does.
        if (step === 2) tf.tidy(() => model.parameters.finalNorm?.assign(tf.fill([16], 0.5)));
      }
      const clone = step === 3 ? replayed.model.parameters.tokenEmbedding?.clone() : undefined;
      const before = await clone?.data();
      const expected = await trainOn(eager.model, eager.optimizer, batchOf(4, step), placeOf(step));
      expect(await replayed.trainer.trainOn(batchOf(4, step), placeOf(step))).toEqual(expected);
      if (clone) expect(await clone.data()).toEqual(before);
      clone?.dispose();
    }
    expect(recordings).toBeGreaterThan(1);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('leave the weights as they are when a loss is not a number, and are as good as before', async () => {
    const { replayed, eager } = twins();
    await replayed.trainer.trainOn(batchOf(4, 1), placeOf(1));
    await trainOn(eager.model, eager.optimizer, batchOf(4, 1), placeOf(1));
    const spoilt = batchOf(4, 2);
    spoilt.weights[3] = Number.NaN;
    expect((await replayed.trainer.trainOn(spoilt, placeOf(2))).loss).toBeNaN();
    await expectSameWeights(replayed.model, eager.model);
    const expected = await trainOn(eager.model, eager.optimizer, batchOf(4, 3), placeOf(3));
    expect(await replayed.trainer.trainOn(batchOf(4, 3), placeOf(3))).toEqual(expected);
  });

  it('are recorded anew when the kernels have been taken off and put on again, and done without while they are off', async () => {
    const { replayed, eager } = twins();
    for (const [i, change] of [
      async () => {},
      () => useWasm(),
      async () => detachKernels(),
      () => useWasm(),
    ].entries()) {
      await change();
      const expected = await trainOn(eager.model, eager.optimizer, batchOf(4, i), placeOf(i + 1));
      const actual = await replayed.trainer.trainOn(batchOf(4, i), placeOf(i + 1));
      expect(actual).toEqual(expected);
    }
    expect(recordings).toBe(3);
    expect(obstacles).toEqual(['no kernels are attached']);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('are begun anew after a step that was ended between two of them', async () => {
    const { replayed, eager } = twins();
    const { trainer } = replayed;
    let looks = 0;
    trainer.flow.safepoint = async () => {
      if (++looks === 1) throw new Halted();
    };
    await expect(trainer.trainOn(batchOf(10, 1), placeOf(1))).rejects.toBeInstanceOf(Halted);
    const expected = await trainOn(eager.model, eager.optimizer, batchOf(10, 2), placeOf(1));
    expect(await trainer.trainOn(batchOf(10, 2), placeOf(1))).toEqual(expected);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('refuse ids that are not in the table', async () => {
    const { trainer } = twins().replayed;
    await trainer.trainOn(batchOf(2, 1), placeOf(1));
    const outside = batchOf(2, 2);
    outside.inputs[5] = config.vocabSize;
    await expect(trainer.trainOn(outside, placeOf(2))).rejects.toThrow(RangeError);
  });

  it('take no more memory, however often they are made', async () => {
    const { trainer } = twins().replayed;
    const { memory } = (tf.backend() as unknown as { wasm: { asm: { memory: WebAssembly.Memory } } }).wasm.asm;
    const heap = () => memory.buffer.byteLength;
    const goThrough = async () => {
      for (const rows of [1, 2, 3, 4, 5]) await trainer.trainOn(batchOf(rows, rows), placeOf(rows));
    };
    for (let time = 0; time < 3; time++) await goThrough();
    const before = heap();
    for (let time = 0; time < 10; time++) await goThrough();
    expect(heap()).toBe(before);
    expect(recordings).toBe(65);
  });
});

describe('a recording', () => {
  const inputs = { x: { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] } };
  const square = (x: tf.Tensor) => multiply(x as tf.Tensor2D, x as tf.Tensor2D);
  const record = (body: Parameters<Recorder['record']>[0], variables: tf.Variable[] = []) =>
    counting().record(body, inputs, variables);

  it('computes what it is told anew in every run, and keeps inputs that are left out', async () => {
    const recording = await record(({ x }) => ({ y: square(square(x as tf.Tensor)) }));
    expect([...((await recording?.runAndRead({}))?.y ?? [])]).toEqual([199, 290, 435, 634]);
    const identity = Float32Array.of(1, 0, 0, 1);
    expect((await recording?.runAndRead({ x: identity }))?.y).toEqual(identity);
    expect((await recording?.runAndRead({}, 3))?.y).toEqual(identity);
    recording?.dispose();
  });

  it('changes variables in its runs, and not while it is made', async () => {
    const sum = tf.tidy(() => tf.variable(tf.zeros([2, 2])));
    const isFirst = tf.scalar(0);
    const add = (x: tf.Tensor) => runKernel('SchoolAccumulate', { sum, x, isFirst });
    const recording = await record(
      ({ x }) => {
        add(x as tf.Tensor);
        return {};
      },
      [sum],
    );
    expect([...(await sum.data())]).toEqual([0, 0, 0, 0]);
    recording?.run({}, 3);
    expect([...(await sum.data())]).toEqual([3, 6, 9, 12]);
    expect(recording?.isCurrent()).toBe(true);
    tf.tidy(() => sum.assign(tf.ones([2, 2])));
    expect(recording?.isCurrent()).toBe(false);
    recording?.dispose();
    tf.dispose([sum, isFirst]);
  });

  it.each([
    { what: 'a kernel of tfjs', body: (x: tf.Tensor) => tf.relu(x), reason: 'computes at once' },
    { what: 'a sum of unlike shapes', body: (x: tf.Tensor) => tf.add(x, 1), reason: 'computes at once' },
    {
      what: 'a look at a value',
      body: (x: tf.Tensor) => tf.scalar(x.dataSync()[0] as number),
      reason: 'value is read',
    },
  ])('is not made of $what: it says so, and everything goes on', async ({ body, reason }) => {
    expect(await record(({ x }) => ({ y: body(square(x as tf.Tensor)) }))).toBeUndefined();
    expect(obstacles).toEqual([expect.stringContaining(reason)]);
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const y = tf.tidy(() => tf.relu(square(x)));
    expect([...y.dataSync()]).toEqual([7, 10, 15, 22]);
    tf.dispose([x, y]);
  });

  it('is made only where kernels are attached, and does not outlive them', async () => {
    const recording = await record(({ x }) => ({ y: square(x as tf.Tensor) }));
    expect(recording?.isCurrent()).toBe(true);
    detachKernels();
    expect(wasmRecorder()).toBeUndefined();
    expect(recording?.isCurrent()).toBe(false);
    expect(() => recording?.run({})).toThrow('taken off');
    recording?.dispose();
  });
});

describe("a recording's memory", () => {
  const arenaOf = () => {
    let next = 8;
    const freed: number[] = [];
    const malloc = (byteLength: number): number => {
      next += byteLength;
      return next - byteLength;
    };
    return { arena: createArena(malloc, (pointer) => freed.push(pointer)), freed };
  };

  it('serves later results of the same size, but never twice at a time', () => {
    const { arena } = arenaOf();
    const take = (byteLength: number) => arena.forResults(() => arena.take(byteLength));
    const [first, second] = [take(16), take(16)];
    expect(second).not.toBe(first);
    arena.release(first);
    expect(take(32)).not.toBe(first);
    expect(take(16)).toBe(first);
    expect(take(16)).not.toBe(first);
  });

  it('keeps what was filled from this side', () => {
    const { arena, freed } = arenaOf();
    const constant = arena.take(16);
    arena.release(constant);
    expect(arena.forResults(() => arena.take(16))).not.toBe(constant);
    expect(arena.isConstant(constant)).toBe(true);
    arena.free();
    expect(freed).toHaveLength(2);
  });

  it('is not given back by somebody else', () => {
    expect(() => arenaOf().arena.release(4)).toThrow('from outside');
  });
});
