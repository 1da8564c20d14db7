/** Whether a backend computes what it should, found out before it is trusted. */
import * as tf from '@tensorflow/tfjs-core';
import { trainOn } from '../llm/loss.ts';
import { createModel, disposeModel } from '../llm/model.ts';
import { layerNorm } from '../llm/ops/layerNorm.ts';
import { linear } from '../llm/ops/linear.ts';
import { createOptimizer } from '../llm/optimizer.ts';
import { createRandom } from '../llm/random.ts';
import type { BackendName } from './protocol.ts';
import { anyBatch } from './trial.ts';

const rows = [1, 2, 3, 4, 4, 3, 2, 1];
const weights = [1, 0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 0, 1, 0, 0, -1];
const gains = [1, 1, 1, 2];
const product = [5, 4, 3, -3, 5, 6, 2, 3];
const normalized = [-1.34164, -0.447214, 0.447214, 2.683281, 1.34164, 0.447214, -0.447214, -2.683281];

/** A matrix product and a layer norm whose results are known. */
export async function passesSelfTest(): Promise<boolean> {
  try {
    const results = tf.tidy(() => {
      const x = tf.tensor2d(rows, [2, 4]);
      return [linear(x, tf.tensor2d(weights, [4, 4])), layerNorm(x, tf.tensor1d(gains))];
    });
    const [linearValues, normValues] = await Promise.all(results.map((result) => result.data()));
    tf.dispose(results);
    return isClose(linearValues, product) && isClose(normValues, normalized);
  } catch {
    return false;
  }
}

const isClose = (values: ArrayLike<number> | undefined, expected: readonly number[]): boolean =>
  expected.every((value, i) => Math.abs((values?.[i] ?? Number.NaN) - value) < 1e-3);

const tinyConfig = { vocabSize: 36, nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 8, ropeBase: 1000 };
const tolerance = 1e-3;

/**
 * Whether a tiny model's training takes the same course as on the processor with plain operations: it goes through every kernel of a
 * step, and drivers that compile one of them wrongly do exist. Leaves `name` active.
 */
export async function trainsAsTheProcessor(name: BackendName): Promise<boolean> {
  try {
    await tf.setBackend('cpu');
    const expected = await tinyCurve();
    await tf.setBackend(name);
    const curve = await tinyCurve();
    return expected.every((value, i) => Math.abs((curve[i] as number) / value - 1) < tolerance);
  } catch {
    await tf.setBackend(name);
    return false;
  }
}

/** Loss and norm of a few steps. */
async function tinyCurve(): Promise<number[]> {
  const model = createModel(tinyConfig, createRandom('self-test'));
  const optimizer = createOptimizer(model, { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0.05 });
  const curve: number[] = [];
  try {
    for (let step = 1; step <= 3; step++) {
      const at = { step, scale: 1, maxGradNorm: 0.5 };
      const { loss, gradNorm } = await trainOn(model, optimizer, anyBatch(tinyConfig, 3), at);
      curve.push(loss, gradNorm);
    }
  } finally {
    optimizer.dispose();
    disposeModel(model);
  }
  return curve;
}
