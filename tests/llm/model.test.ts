import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomBatch } from '../../src/llm/dataset.ts';
import { Halted } from '../../src/llm/errors.ts';
import { batchLoss, joinBatches, meanLoss, trainOn } from '../../src/llm/loss.ts';
import {
  createModel,
  disposeModel,
  forward,
  type Model,
  modelFrom,
  parameterCount,
  parameterValues,
} from '../../src/llm/model.ts';
import { createOptimizer, type Optimizer, onTape, type Update, update } from '../../src/llm/optimizer.ts';
import { createRandom } from '../../src/llm/random.ts';
import { useCpu, useWasm } from '../wasmBackend.ts';
import { checkDecoding, checkGradients, checkOptimizerStep, smallConfig } from './modelChecks.ts';

describe.each([
  ['cpu', useCpu],
  ['wasm', useWasm],
] as const)('the model on %s', (_, useBackend) => {
  beforeAll(async () => {
    await useBackend();
  });

  it('agrees with slow loops in logits, loss and every gradient', checkGradients);
  it('takes one optimizer step as the slow loops do', checkOptimizerStep);
  it('decodes with a cache what it decodes without', checkDecoding);

  it('does not look ahead: changing a token leaves the logits before it alone', async () => {
    const model = createModel(smallConfig, createRandom(4));
    const logits = async (ids: number[]) => {
      const tensor = tf.tidy(() => forward(model, tf.tensor2d(ids, [1, ids.length], 'int32')));
      const values = await tensor.data();
      tensor.dispose();
      return values;
    };
    const [a, b] = [await logits([1, 2, 3, 4, 5]), await logits([1, 2, 3, 9, 5])];
    const V = smallConfig.vocabSize;
    expect(a.slice(0, 3 * V)).toEqual(b.slice(0, 3 * V));
    expect(a.slice(3 * V, 4 * V)).not.toEqual(b.slice(3 * V, 4 * V));
    disposeModel(model);
  });

  it('knows nothing at first: the loss is about ln V', async () => {
    const model = createModel(smallConfig, createRandom(5));
    const rng = createRandom(6);
    const ids = Int32Array.from({ length: 200 }, () => rng.int(smallConfig.vocabSize));
    expect(Math.abs((await meanLoss(model, ids)) - Math.log(smallConfig.vocabSize))).toBeLessThan(0.1);
    disposeModel(model);
  });
});

describe('a step in parts', () => {
  it('moves the weights as a step of the whole batch does, and leaves no tensor behind', async () => {
    await useWasm();
    const ids = Int32Array.from({ length: 400 }, (_, i) => (i * i) % smallConfig.vocabSize);
    const batch = joinBatches([
      { batch: randomBatch(ids, 200, 12, createRandom(1)), share: 1 },
      { batch: randomBatch(ids, 30, 12, createRandom(2)), share: 0.5 },
    ]);
    const at = { step: 1, scale: 1, maxGradNorm: 1 };
    const outcomeOf = async (step: (model: Model, optimizer: Optimizer) => Promise<Update>) => {
      const model = createModel(smallConfig, createRandom(3));
      const optimizer = createOptimizer(model, { adamLearningRate: 4e-3, weightDecay: 0 });
      const before = tf.memory().numTensors;
      const figures = await step(model, optimizer);
      expect(tf.memory().numTensors).toBe(before);
      const values = await parameterValues(model);
      optimizer.dispose();
      disposeModel(model);
      return { figures, values };
    };
    const inParts = await outcomeOf((model, optimizer) => trainOn(model, optimizer, batch, at));
    const atOnce = await outcomeOf((model, optimizer) =>
      update(
        optimizer,
        [
          onTape(model, () =>
            batchLoss(model, {
              inputs: tf.tensor2d(batch.inputs, [230, 12], 'int32'),
              targets: tf.tensor1d(batch.targets, 'int32'),
              weights: tf.tensor1d(batch.weights),
            }),
          ),
        ],
        at,
      ),
    );
    expect(inParts.figures.loss).toBeCloseTo(atOnce.figures.loss, 5);
    expect(inParts.figures.gradNorm).toBeCloseTo(atOnce.figures.gradNorm, 5);
    // Adam's first step moves every weight by the sign of its gradient: where that is next to nothing, rounding decides.
    for (const [name, { values }] of Object.entries(inParts.values)) {
      const whole = atOnce.values[name]?.values as Float32Array;
      const apart = values.filter((value, i) => Math.abs(value - (whole[i] as number)) > 1e-4).length;
      expect(apart / values.length, name).toBeLessThan(0.01);
    }
  });
});

describe('a step that is given up after its first part', () => {
  it('leaves the weights, the memory of the optimizer and no tensor', async () => {
    await useWasm();
    const model = createModel(smallConfig, createRandom(3));
    const optimizer = createOptimizer(model, { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0 });
    const ids = Int32Array.from({ length: 300 }, (_, i) => (i * 7) % smallConfig.vocabSize);
    const batch = randomBatch(ids, 120, 12, createRandom(1));
    const stateOf = async () => [await parameterValues(model), await optimizer.state()];
    const before = { state: await stateOf(), tensors: tf.memory().numTensors };
    let parts = 0;
    const giveUp = async (): Promise<void> => {
      parts++;
      throw new Halted();
    };
    const at = { step: 1, scale: 1, maxGradNorm: 1 };
    await expect(trainOn(model, optimizer, batch, at, giveUp)).rejects.toBeInstanceOf(Halted);
    expect(parts).toBe(1);
    expect({ state: await stateOf(), tensors: tf.memory().numTensors }).toEqual(before);
    optimizer.dispose();
    disposeModel(model);
  });
});

describe('training on wasm', () => {
  beforeAll(async () => {
    await useWasm();
  });

  const train = async (steps: number) => {
    const model = createModel(smallConfig, createRandom(7));
    const optimizer = createOptimizer(model, { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0 });
    const ids = Int32Array.from({ length: 40 }, (_, i) => (i * 7) % smallConfig.vocabSize);
    const batch = joinBatches([{ batch: randomBatch(ids, 4, 12, createRandom(8)), share: 1 }]);
    const losses: number[] = [];
    const tensors: number[] = [];
    for (let step = 1; step <= steps; step++) {
      losses.push((await trainOn(model, optimizer, batch, { step, scale: 1, maxGradNorm: 1 })).loss);
      tensors.push(tf.memory().numTensors);
    }
    const values = await parameterValues(model);
    optimizer.dispose();
    disposeModel(model);
    return { losses, tensors, values };
  };

  it('can learn one batch by heart', async () => {
    const { losses } = await train(250);
    expect(losses.at(-1)).toBeLessThan(0.1);
  });

  it('gives the same curve for the same seed, bit for bit, and leaks no tensor', async () => {
    const before = tf.memory().numTensors;
    const [a, b] = [await train(5), await train(5)];
    expect(a.losses).toEqual(b.losses);
    expect(a.values).toEqual(b.values);
    expect(new Set(a.tensors).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('counts its parameters and refuses weights of another shape', async () => {
    const model = createModel(smallConfig, createRandom(9));
    const values = await parameterValues(model);
    expect(parameterCount(smallConfig)).toBe(Object.values(values).reduce((sum, { values }) => sum + values.length, 0));
    const tensors = tf.memory().numTensors;
    expect(() => modelFrom({ ...smallConfig, nEmbd: 20 }, values)).toThrow('checkpointMismatch');
    expect(tf.memory().numTensors).toBe(tensors);
    disposeModel(model);
  });

  it('keeps the last good weights when the loss is not a number', async () => {
    const model = createModel(smallConfig, createRandom(10));
    const optimizer = createOptimizer(model, { adamLearningRate: 4e-3, weightDecay: 0 });
    const batch = joinBatches([
      {
        batch: randomBatch(
          Int32Array.from({ length: 40 }, (_, i) => i % 30),
          2,
          12,
          createRandom(1),
        ),
        share: 1,
      },
    ]);
    batch.weights.fill(Number.NaN);
    const before = await parameterValues(model);
    const { loss } = await trainOn(model, optimizer, batch, { step: 1, scale: 1, maxGradNorm: 1 });
    expect(loss).toBeNaN();
    expect(await parameterValues(model)).toEqual(before);
    optimizer.dispose();
    disposeModel(model);
  });
});
