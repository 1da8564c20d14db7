/** A recorded training step does what the same step does when it is computed on the spot. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/engine/capture.ts';
import type { Batch } from '../../src/llm/dataset.ts';
import { Halted } from '../../src/llm/errors.ts';
import { generate, nextTokenLogits } from '../../src/llm/generate.ts';
import { trainOn } from '../../src/llm/loss.ts';
import { createModel, disposeModel, type Model, parameterValues } from '../../src/llm/model.ts';
import { type Recorder, setRecorder } from '../../src/llm/ops/recording.ts';
import { attachWebgpuKernels } from '../../src/llm/ops/webgpu/attach.ts';
import { type BackendWebgpu, trimReserve } from '../../src/llm/ops/webgpu/host.ts';
import { createOptimizer, type OptimizerSettings, type Update } from '../../src/llm/optimizer.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTrainer, type Trainer } from '../../src/llm/trainer.ts';

const config = { vocabSize: 40, nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 8, ropeBase: 1000 };
const settings: OptimizerSettings = { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0.05 };

function batchOf(rows: number, seed: number): Batch {
  const rng = createRandom(seed);
  const draw = () => Int32Array.from({ length: rows * 8 }, () => rng.int(40));
  const weights = Float32Array.from({ length: rows * 8 }, () => rng.int(3) / (rows * 8));
  return { inputs: draw(), targets: draw(), weights, rows, length: 8 };
}

const placeOf = (step: number) => ({ step, scale: Math.min(1, step / 3), maxGradNorm: 0.5 });
const numbersOf = ({ loss, gradNorm }: Update) => [loss, gradNorm];

function device(): GPUDevice {
  return (tf.backend() as unknown as { device: GPUDevice }).device;
}

let recorder: Recorder;
let obstacles: string[] = [];
const deviceErrors: string[] = [];
let made: { model: Model; trainer: Trainer }[] = [];

beforeAll(async () => {
  expect(await tf.setBackend('webgpu')).toBe(true);
  await tf.ready();
  device().addEventListener('uncapturederror', (event) => {
    deviceErrors.push(event.error.message);
  });
  attachWebgpuKernels('software');
});

beforeEach(() => {
  obstacles = [];
  recorder = createRecorder({ onImpossible: (reason) => obstacles.push(reason) }) as Recorder;
});

afterEach(async () => {
  for (const { model, trainer } of made) {
    trainer.dispose();
    disposeModel(model);
  }
  made = [];
  await device().queue.onSubmittedWorkDone();
  expect(deviceErrors.splice(0)).toEqual([]);
  expect(tf.memory().numTensors).toBe(0);
});

/** Two models with the same weights: one whose steps are recorded, one whose are not. */
function twins(own = settings) {
  const [replayed, eager] = [recorder, undefined].map((used) => {
    const model = createModel(config, createRandom(1));
    const optimizer = createOptimizer(model, own);
    const trainer = createTrainer(model, optimizer, used);
    made.push({ model, trainer });
    return { model, optimizer, trainer };
  });
  return { replayed: replayed!, eager: eager! };
}

async function expectSameWeights(a: Model, b: Model): Promise<void> {
  const [values, expected] = [await parameterValues(a), await parameterValues(b)];
  for (const name of Object.keys(expected)) expect(values[name]?.values, name).toEqual(expected[name]?.values);
}

describe('recorded steps', () => {
  it.each([
    { name: 'Muon and AdamW', own: settings },
    { name: 'AdamW', own: { adamLearningRate: 4e-3, weightDecay: 0 } },
  ])('give the curve and the weights of steps computed on the spot, bit for bit, with $name', async ({ own }) => {
    const { replayed, eager } = twins(own);
    for (let step = 1; step <= 5; step++) {
      const batch = batchOf(4, step);
      const expected = await trainOn(eager.model, eager.optimizer, batch, placeOf(step));
      expect(await replayed.trainer.trainOn(batch, placeOf(step))).toEqual(expected);
    }
    expect(obstacles).toEqual([]);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('give the curve of another backend', async () => {
    const batches = [1, 2, 3, 4].map((step) => batchOf(4, step));
    const { trainer } = twins().replayed;
    const curve: Update[] = [];
    for (const [i, batch] of batches.entries()) curve.push(await trainer.trainOn(batch, placeOf(i + 1)));
    await tf.setBackend('cpu');
    const model = createModel(config, createRandom(1));
    const optimizer = createOptimizer(model, settings);
    for (const [i, batch] of batches.entries()) {
      const { loss, gradNorm } = await trainOn(model, optimizer, batch, placeOf(i + 1));
      expect(curve[i]?.loss).toBeCloseTo(loss, 4);
      expect((curve[i]?.gradNorm as number) / gradNorm).toBeCloseTo(1, 3);
    }
    optimizer.dispose();
    disposeModel(model);
    await tf.setBackend('webgpu');
  });

  it('serve batches of other sizes, and are made anew for those that do not fit', async () => {
    const { replayed, eager } = twins();
    for (const [i, rows] of [6, 5, 6, 12, 3, 11, 1].entries()) {
      const batch = batchOf(rows, i);
      const expected = numbersOf(await trainOn(eager.model, eager.optimizer, batch, placeOf(i + 1)));
      const actual = numbersOf(await replayed.trainer.trainOn(batch, placeOf(i + 1)));
      for (const [n, value] of actual.entries()) expect(value / (expected[n] as number)).toBeCloseTo(1, 4);
    }
  });

  it('notice that a weight lies elsewhere', async () => {
    const { replayed, eager } = twins();
    for (let step = 1; step <= 4; step++) {
      for (const { model } of [replayed, eager]) {
        // As going back to earlier weights does.
        if (step === 2) tf.tidy(() => model.parameters.finalNorm?.assign(tf.fill([16], 0.5)));
      }
      // As anybody may who looks at the weights.
      const clone = step === 3 ? replayed.model.parameters.tokenEmbedding?.clone() : undefined;
      const before = await clone?.data();
      const expected = await trainOn(eager.model, eager.optimizer, batchOf(4, step), placeOf(step));
      expect(await replayed.trainer.trainOn(batchOf(4, step), placeOf(step))).toEqual(expected);
      if (clone) expect(await clone.data()).toEqual(before);
      clone?.dispose();
    }
    await expectSameWeights(replayed.model, eager.model);
  });

  it('leave the weights as they are when a loss is not a number', async () => {
    const { replayed } = twins();
    await replayed.trainer.trainOn(batchOf(4, 1), placeOf(1));
    const before = await parameterValues(replayed.model);
    const spoilt = batchOf(4, 2);
    spoilt.weights[3] = Number.NaN;
    expect((await replayed.trainer.trainOn(spoilt, placeOf(2))).loss).toBeNaN();
    expect(await parameterValues(replayed.model)).toEqual(before);
    const { loss } = await replayed.trainer.trainOn(batchOf(4, 3), placeOf(3));
    expect(Number.isFinite(loss)).toBe(true);
    expect(await parameterValues(replayed.model)).not.toEqual(before);
  });

  it('make no new buffer after the first', async () => {
    const { replayed } = twins();
    await replayed.trainer.trainOn(batchOf(4, 1), placeOf(1));
    const { createBuffer } = device();
    let buffers = 0;
    device().createBuffer = (descriptor) => {
      buffers++;
      return createBuffer.call(device(), descriptor);
    };
    for (let step = 2; step <= 20; step++) await replayed.trainer.trainOn(batchOf(4, step), placeOf(step));
    device().createBuffer = createBuffer;
    expect(buffers).toBe(0);
  });
});

describe('a row of steps', () => {
  const planned = (depth: number, trainer: Trainer, landsAt: (step: number) => boolean) => {
    trainer.flow.depth = depth;
    const plan = (step: number) => ({ batch: batchOf(4, step), scale: placeOf(step).scale });
    return trainer.steps({ from: 1, to: 9, maxGradNorm: 0.5, plan, landsAt });
  };

  it('is handed over ahead, and gives each step its own figures', async () => {
    const { replayed, eager } = twins();
    let most = 0;
    for await (const { step, loss, gradNorm } of planned(4, replayed.trainer, (step) => step === 5)) {
      most = Math.max(most, replayed.trainer.flow.step - step);
      const expected = await trainOn(eager.model, eager.optimizer, batchOf(4, step), placeOf(step));
      expect({ loss, gradNorm }).toEqual(expected);
      if (step === 5) await expectSameWeights(replayed.model, eager.model);
    }
    expect(most).toBe(3);
    await expectSameWeights(replayed.model, eager.model);
  });

  it('comes to rest when it is told to go singly', async () => {
    const { flow } = twins().replayed.trainer;
    const seen: number[] = [];
    for await (const { step } of planned(4, made[0]!.trainer, () => false)) {
      flow.isSingle = step >= 2;
      seen.push(flow.step - step);
    }
    expect(seen).toEqual([3, 3, 2, 1, 0, 0, 0, 0, 0]);
  });
});

describe('recorded writing', () => {
  const write = (model: Model, prompts: number[][], temperature: number, used?: Recorder, stopTokenIds = [11]) => {
    setRecorder(used);
    const sampling = { temperature, topK: 0, topP: 1 };
    return generate(model, prompts, { maxNewTokens: 40, stopTokenIds, sampling, rng: createRandom(3) });
  };
  const longConfig = { ...config, contextLength: 48 };
  afterEach(() => setRecorder(undefined));

  it('is greedy writing, token by token', async () => {
    const model = createModel(longConfig, createRandom(2));
    const prompts = [[5], [1, 2, 3, 4], [30, 7], [1, 2, 3, 4], [9, 9, 9, 9, 9, 9], Array(48).fill(3)];
    // A stop token that the second prompt comes to in its second burst.
    const stop = (await write(model, prompts, 0))[1]?.tokenIds.slice(17, 18);
    const expected = await write(model, prompts, 0, undefined, stop);
    const written = await write(model, prompts, 0, recorder, stop);
    for (const [row, { tokenIds, logprobs, isFinished }] of written.entries()) {
      expect({ tokenIds, isFinished }).toEqual({
        tokenIds: expected[row]?.tokenIds,
        isFinished: expected[row]?.isFinished,
      });
      for (const [i, logprob] of logprobs.entries())
        expect(logprob).toBeCloseTo(expected[row]?.logprobs[i] as number, 3);
    }
    expect(written.at(-1)?.tokenIds).toEqual([]);
    expect(written[1]?.isFinished).toBe(true);
    disposeModel(model);
  });

  it('draws what is drawn one by one from the same random numbers', async () => {
    const model = createModel(longConfig, createRandom(2));
    const [expected] = await write(model, [[5, 6]], 1);
    const [written] = await write(model, [[5, 6]], 1, recorder);
    expect(written?.tokenIds).toEqual(expected?.tokenIds);
    disposeModel(model);
  });

  it('can be ended while steps are under way, and the next writing is not troubled', async () => {
    const model = createModel(longConfig, createRandom(2));
    const expected = await write(model, [[5, 6]], 1, recorder);
    const sampling = { temperature: 1, topK: 0, topP: 1 };
    const options = { maxNewTokens: 40, stopTokenIds: [], sampling, rng: createRandom(3) };
    const safepoint = (): Promise<void> => Promise.reject(new Halted());
    await expect(generate(model, [[5, 6]], { ...options, safepoint })).rejects.toBeInstanceOf(Halted);
    expect(await write(model, [[5, 6]], 1, recorder)).toEqual(expected);
    disposeModel(model);
  });

  it('says that a model is broken', async () => {
    const model = createModel(longConfig, createRandom(2));
    tf.tidy(() => model.parameters.finalNorm?.assign(tf.fill([16], Number.NaN)));
    await expect(write(model, [[5]], 1, recorder)).rejects.toThrow('notANumber');
    disposeModel(model);
  });
});

it('what tfjs keeps in reserve is given back when it is too much', async () => {
  const backend = tf.backend() as unknown as BackendWebgpu;
  const write = async (length: number): Promise<void> => {
    const model = createModel(config, createRandom(2));
    await nextTokenLogits(model, Array(length).fill(3));
    disposeModel(model);
  };
  for (const length of [1, 2, 3]) await write(length);
  const reserve = (): number => {
    const { numBytesAllocatedInGPU, numBytesInGPU } = tf.memory() as unknown as Record<string, number>;
    return (numBytesAllocatedInGPU as number) - (numBytesInGPU as number);
  };
  const before = reserve();
  trimReserve(backend, before);
  expect(reserve()).toBe(before);
  trimReserve(backend, before - 1);
  expect(reserve()).toBe(0);
  await write(3);
});

it('steps that cannot be recorded are said to be, and computed on the spot with the same result', async () => {
  // Without this kernel somebody has to look at a step's figures before the weights may change.
  tf.unregisterKernel('SchoolClipFactor', 'webgpu');
  const { replayed, eager } = twins();
  for (let step = 1; step <= 2; step++) {
    const expected = await trainOn(eager.model, eager.optimizer, batchOf(2, step), placeOf(step));
    expect(await replayed.trainer.trainOn(batchOf(2, step), placeOf(step))).toEqual(expected);
  }
  expect(obstacles).toHaveLength(1);
});
