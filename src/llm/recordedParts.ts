/**
 * Forward and backward passes that are recorded once and replayed, for a backend that computes beside nobody: there a step is still taken part
 * by part, so that others get a word in, and what comes after the gradients is looked at before it is applied; see `update`.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './dataset.ts';
import { type BatchTensors, batchLoss } from './loss.ts';
import type { Model } from './model.ts';
import { runKernel } from './ops/kernel.ts';
import type { Recorder, Recording } from './ops/recording.ts';
import { gradientsOf, type LossAndGradients, type PartRecorder, type StepPart } from './optimizer.ts';

/** Recordings kept at once: the parts of one step are of two sizes at most. Each keeps the memory of a pass, some 30 MB in the course. */
const recordingsKept = 2;

interface RecordedPart {
  recording: Recording;
  rows: number;
  length: number;
}

export function createRecordedParts(model: Model, recorder: Recorder): PartRecorder {
  let known: RecordedPart[] = [];
  let isImpossible = false;
  /** Of the parts of one step so far. The recordings write into them. */
  const sums = tf.tidy(() => {
    const zeros = Object.entries(model.parameters).map(([name, { shape }]) => [name, tf.variable(tf.zeros(shape))]);
    return { loss: tf.variable(tf.scalar(0)), gradients: Object.fromEntries(zeros) as Record<string, tf.Variable> };
  });
  const lent: LossAndGradients = { loss: sums.loss as unknown as tf.Scalar, gradients: sums.gradients, isLent: true };
  const drop = (unwanted: RecordedPart[]): void => {
    for (const { recording } of unwanted) recording.dispose();
    known = known.filter((part) => !unwanted.includes(part));
  };

  const record = async ({ inputs, targets, weights, rows, length }: Batch): Promise<RecordedPart | undefined> => {
    const recording = await recorder.record(
      (tensors) => {
        const { isFirst, ...batchTensors } = tensors as unknown as BatchTensors & { isFirst: tf.Scalar };
        const { loss, gradients } = gradientsOf(model, () => batchLoss(model, batchTensors));
        const add = (sum: tf.Tensor, x: tf.Tensor) => runKernel('SchoolAccumulate', { sum, x, isFirst });
        add(sums.loss, loss);
        for (const [name, sum] of Object.entries(sums.gradients)) add(sum, gradients[name] as tf.Tensor);
        return {};
      },
      {
        inputs: { values: inputs, shape: [rows, length] },
        targets: { values: targets, shape: [rows * length] },
        weights: { values: weights, shape: [rows * length] },
        isFirst: { values: Float32Array.of(1), shape: [] },
      },
      [...Object.values(model.parameters), sums.loss, ...Object.values(sums.gradients)],
    );
    return recording && { recording, rows, length };
  };

  const partFor = async (batch: Batch): Promise<RecordedPart | undefined> => {
    let part = known.find(({ rows, length }) => rows === batch.rows && length === batch.length);
    if (!part) {
      drop(known.slice(0, Math.max(0, known.length - recordingsKept + 1)));
      part = await record(batch);
    }
    known = [...known.filter((other) => other !== part), ...(part ? [part] : [])];
    return part;
  };

  return {
    async partsFor(batches) {
      if (isImpossible) return undefined;
      drop(known.filter(({ recording }) => !recording.isCurrent()));
      const parts: StepPart[] = [];
      for (const batch of batches) {
        const part = await partFor(batch);
        isImpossible = !part;
        if (!part) return undefined;
        parts.push((before) => {
          const { inputs, targets, weights } = batch;
          part.recording.run({ inputs, targets, weights, isFirst: Float32Array.of(before ? 0 : 1) });
          return lent;
        });
      }
      return parts;
    },
    dispose() {
      drop(known);
      tf.dispose([sums.loss, sums.gradients]);
    },
  };
}
