/**
 * What training minimizes: cross-entropy of the next token, each target with its own weight. Several kinds of examples (a stage's own and
 * rehearsed ones) go through the network as one batch; the weights say how much each counts.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './dataset.ts';
import type { Safepoint } from './errors.ts';
import { forward, type Model } from './model.ts';
import { crossEntropy } from './ops/crossEntropy.ts';
import { type Optimizer, onTape, type PartRecorder, type StepPlace, type Update, update } from './optimizer.ts';

export interface BatchPart {
  batch: Batch;
  share: number;
  /** What the weights are divided by; their sum when left out. */
  normalizer?: number;
}

/** A batch whose weights are scaled so that each part's loss is its mean a weighted token, times the part's share. */
export function joinBatches(parts: BatchPart[]): Batch {
  const length = (parts[0] as BatchPart).batch.length;
  const rows = parts.reduce((sum, part) => sum + part.batch.rows, 0);
  const joined: Batch = {
    inputs: new Int32Array(rows * length),
    targets: new Int32Array(rows * length),
    weights: new Float32Array(rows * length),
    rows,
    length,
  };
  let at = 0;
  for (const { batch, share, normalizer } of parts) {
    const total = normalizer ?? batch.weights.reduce((sum, weight) => sum + weight, 0);
    joined.inputs.set(batch.inputs, at);
    joined.targets.set(batch.targets, at);
    if (total > 0)
      joined.weights.set(
        batch.weights.map((weight) => (weight * share) / total),
        at,
      );
    at += batch.rows * length;
  }
  return joined;
}

/** Tokens that go through the network together in an optimization step. More at once are no faster, and nobody gets a word in meanwhile. */
const tokensAtOnce = 1280;
const rowsAtOnce = (length: number): number => Math.max(1, Math.floor(tokensAtOnce / length));

/**
 * One optimization step on a joined batch, computed on the spot.
 * @param recorded replays the parts that it can; otherwise they go over tfjs's tape
 * @returns the weighted loss and the gradient's norm
 */
export async function trainOn(
  model: Model,
  optimizer: Optimizer,
  batch: Batch,
  at: StepPlace,
  safepoint?: Safepoint,
  recorded?: PartRecorder,
): Promise<Update> {
  const batches = partsOf(batch);
  const parts = await recorded?.partsFor(batches);
  const taped = () => batches.map((part) => onTape(model, () => batchLoss(model, toTensors(part))));
  return update(optimizer, parts ?? taped(), at, safepoint);
}

/** Nearly equal parts of at most `tokensAtOnce` tokens, in whole rows. */
function partsOf({ inputs, targets, weights, rows, length }: Batch): Batch[] {
  const count = Math.ceil(rows / rowsAtOnce(length));
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [Math.floor((i * rows) / count), Math.floor(((i + 1) * rows) / count)];
    const span = [from * length, to * length] as const;
    return {
      ...{ inputs: inputs.subarray(...span), targets: targets.subarray(...span), weights: weights.subarray(...span) },
      ...{ rows: to - from, length },
    };
  });
}

export interface BatchTensors {
  /** (B, T). */
  inputs: tf.Tensor2D;
  /** (B*T). */
  targets: tf.Tensor1D;
  weights: tf.Tensor1D;
}

export function batchLoss(model: Model, { inputs, targets, weights }: BatchTensors): tf.Scalar {
  return crossEntropy(forward(model, inputs), targets, weights);
}

/** Mean cross-entropy in nats a token over the whole of a text, in windows of the context. */
export async function meanLoss(model: Model, tokenIds: Int32Array, safepoint?: Safepoint): Promise<number> {
  const T = Math.min(model.config.contextLength, tokenIds.length - 1);
  const windows = Math.floor((tokenIds.length - 1) / T);
  let sum = 0;
  for (let first = 0; first < windows; first += rowsAtOnce(T)) {
    const rows = Math.min(rowsAtOnce(T), windows - first);
    const start = first * T;
    const batch: Batch = {
      inputs: tokenIds.slice(start, start + rows * T),
      targets: tokenIds.slice(start + 1, start + rows * T + 1),
      weights: new Float32Array(rows * T).fill(1),
      rows,
      length: T,
    };
    const loss = tf.tidy(() => batchLoss(model, toTensors(batch)));
    sum += (await loss.data())[0] as number;
    loss.dispose();
    await safepoint?.();
  }
  return sum / (windows * T);
}

function toTensors(batch: Batch): BatchTensors {
  return {
    inputs: tf.tensor2d(batch.inputs, [batch.rows, batch.length], 'int32'),
    targets: tf.tensor1d(batch.targets, 'int32'),
    weights: tf.tensor1d(batch.weights),
  };
}
