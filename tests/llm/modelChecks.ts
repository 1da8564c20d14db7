/** Checks of the whole network against the slow one, for any backend that is active: used in Node (cpu, wasm) and in the browser (webgpu). */
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { ModelConfig } from '../../src/llm/config.ts';
import { generate } from '../../src/llm/generate.ts';
import { createModel, disposeModel, forward, type Model, parameterValues } from '../../src/llm/model.ts';
import { crossEntropy } from '../../src/llm/ops/crossEntropy.ts';
import { createOptimizer, onTape, update } from '../../src/llm/optimizer.ts';
import { createRandom } from '../../src/llm/random.ts';
import { lossAndGradients } from '../reference/model.ts';
import { adamw, muon, type Numbers } from '../reference/ops.ts';

export const smallConfig: ModelConfig = {
  vocabSize: 37,
  nLayer: 2,
  nHead: 2,
  nEmbd: 16,
  contextLength: 12,
  ropeBase: 1000,
};

const B = 3;
const T = 9;

function smallBatch(V: number) {
  const rng = createRandom('batch');
  const draw = () => Array.from({ length: B * T }, () => rng.int(V));
  return { ids: draw(), targets: draw(), weights: draw().map((value) => (value % 3) - 0.5), B, T };
}

/** Largest difference relative to the largest reference value. */
function relativeError(actual: ArrayLike<number>, expected: Numbers): number {
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-6);
  return expected.reduce((max, value, i) => Math.max(max, Math.abs((actual[i] as number) - value)), 0) / scale;
}

async function referenceOf(model: Model, batch: ReturnType<typeof smallBatch>) {
  const values = await parameterValues(model);
  const parameters = Object.fromEntries(
    Object.entries(values).map(([name, { values }]) => [name, Float64Array.from(values)]),
  );
  return { parameters, ...lossAndGradients(model.config, parameters, batch) };
}

function lossOf(model: Model, batch: ReturnType<typeof smallBatch>): () => tf.Scalar {
  return () =>
    crossEntropy(
      forward(model, tf.tensor2d(batch.ids, [B, T], 'int32')),
      tf.tensor1d(batch.targets, 'int32'),
      tf.tensor1d(batch.weights),
    );
}

/** Logits, loss and the gradient of every parameter agree with the slow loops. */
export async function checkGradients(): Promise<void> {
  const model = createModel(smallConfig, createRandom(1));
  const batch = smallBatch(smallConfig.vocabSize);
  const reference = await referenceOf(model, batch);
  const logits = tf.tidy(() => forward(model, tf.tensor2d(batch.ids, [B, T], 'int32')));
  expect(relativeError(await logits.data(), reference.logits)).toBeLessThan(1e-4);
  const { value, grads } = tf.variableGrads(lossOf(model, batch), Object.values(model.parameters));
  expect(relativeError(await value.data(), Float64Array.of(reference.loss))).toBeLessThan(1e-4);
  for (const [name, parameter] of Object.entries(model.parameters)) {
    const gradient = await (grads[parameter.name] as tf.Tensor).data();
    expect(relativeError(gradient, reference.gradients[name] as Numbers), name).toBeLessThan(1e-4);
  }
  tf.dispose([logits, value, grads]);
  disposeModel(model);
}

/** One step of Muon and AdamW, clipped, moves every parameter as the slow loops say. */
export async function checkOptimizerStep(): Promise<void> {
  const model = createModel(smallConfig, createRandom(2));
  const batch = smallBatch(smallConfig.vocabSize);
  const { parameters, gradients } = await referenceOf(model, batch);
  const norm = Math.sqrt(
    Object.values(gradients).reduce((sum, g) => sum + g.reduce((s, value) => s + value * value, 0), 0),
  );
  const maxGradNorm = norm / 2;
  const settings = { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0.05 };
  const optimizer = createOptimizer(model, settings);
  const result = await update(optimizer, [onTape(model, lossOf(model, batch))], { step: 1, scale: 0.5, maxGradNorm });
  expect(Math.abs(result.gradNorm / norm - 1)).toBeLessThan(1e-4);
  const after = await parameterValues(model);
  for (const [name, before] of Object.entries(parameters)) {
    const clipped = (gradients[name] as Numbers).map((value) => value / 2);
    const zeros = () => new Float64Array(before.length);
    const shape = after[name]?.shape as number[];
    const expected =
      name.startsWith('block') && shape.length === 2
        ? muon({ parameter: before, momentum: zeros() }, clipped, shape[0] as number, shape[1] as number, {
            learningRate: 0.01,
            momentum: 0.95,
            weightDecay: 0.05,
            blocks: name.endsWith('qkv') ? 3 : 1,
          }).parameter
        : adamw({ parameter: before, m: zeros(), v: zeros() }, clipped, {
            learningRate: 2e-3,
            beta1: 0.9,
            beta2: 0.95,
            epsilon: 1e-8,
            weightDecay: 0,
            step: 1,
          }).parameter;
    expect(relativeError(after[name]?.values as Float32Array, expected), name).toBeLessThan(1e-4);
  }
  optimizer.dispose();
  disposeModel(model);
}

/**
 * Greedy decoding with the cache writes what greedy decoding of the whole context, again for every token, writes; also when there is room
 * for two rows only, so that places are vacated and taken again.
 */
export async function checkDecoding(): Promise<void> {
  const model = createModel(smallConfig, createRandom(3));
  const prompts = [[5], [1, 2, 3, 4], [30, 7], [1, 2, 3, 4], [9, 9, 9, 9, 9, 9]];
  const options = {
    maxNewTokens: 7,
    stopTokenIds: [11],
    sampling: { temperature: 0, topK: 0, topP: 1 },
    rng: createRandom(0),
  };
  const before = tf.memory().numTensors;
  const completions = await generate(model, prompts, options);
  const written = completions.map(({ tokenIds }) => tokenIds);
  const maxNewTokens = [3, 7, 0, 1, 5];
  const cut = await generate(model, prompts, { ...options, maxNewTokens, rowsAtOnce: 2 });
  expect(cut.map(({ tokenIds }) => tokenIds)).toEqual(written.map((ids, i) => ids.slice(0, maxNewTokens[i])));
  expect(await generate(model, [], options)).toEqual([]);
  expect(tf.memory().numTensors).toBe(before);
  for (const [i, prompt] of prompts.entries()) {
    const sequence = [...prompt];
    while (sequence.length < smallConfig.contextLength && sequence.length < prompt.length + 7) {
      const logits = tf.tidy(() => forward(model, tf.tensor2d(sequence, [1, sequence.length], 'int32')));
      const last = (await logits.data()).slice(-smallConfig.vocabSize);
      logits.dispose();
      const next = last.indexOf(Math.max(...last));
      sequence.push(next);
      if (next === 11) break;
    }
    expect(completions[i]?.tokenIds).toEqual(sequence.slice(prompt.length));
  }
  disposeModel(model);
}
