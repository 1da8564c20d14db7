/**
 * Training steps that are recorded once and replayed. A recording is of one batch size; it is made anew when a variable has been given
 * other memory, which also happens when a stage goes back to earlier weights.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './dataset.ts';
import { type BatchTensors, batchLoss } from './loss.ts';
import type { Model } from './model.ts';
import type { Recorder, Recording } from './ops/recording.ts';
import { numbersOf, type Optimizer, type StepPlace, takeStep, type Update } from './optimizer.ts';

/** Recordings kept at once; reinforcement learning has batches of different sizes. */
const recordingsKept = 3;

interface RecordedStep {
  recording: Recording;
  rows: number;
  length: number;
  maxGradNorm: number;
}

export function createRecordedSteps(model: Model, optimizer: Optimizer, recorder: Recorder) {
  let steps: RecordedStep[] = [];
  let isImpossible = false;
  const drop = (unwanted: RecordedStep[]): void => {
    for (const { recording } of unwanted) recording.dispose();
    steps = steps.filter((step) => !unwanted.includes(step));
  };

  const makeStep = async (batch: Batch, maxGradNorm: number): Promise<RecordedStep | undefined> => {
    const { rows, length } = batch;
    const recording = await recorder.record(
      (tensors) => {
        const { numbers, ...batchTensors } = tensors as unknown as BatchTensors & { numbers: tf.Tensor1D };
        const loss = () => batchLoss(model, batchTensors);
        const { apply, ...figures } = takeStep(model, optimizer, loss, numbers, maxGradNorm);
        if (apply) throw new Error('the kernels cannot judge a step by themselves');
        return figures;
      },
      {
        inputs: { values: batch.inputs, shape: [rows, length] },
        targets: { values: batch.targets, shape: [rows * length] },
        weights: { values: batch.weights, shape: [rows * length] },
        numbers: { values: numbersOf({ step: 1, scale: 0 }), shape: [3] },
      },
      [...Object.values(model.parameters), ...optimizer.variables],
      { isAnnounced: true },
    );
    return recording && { recording, rows, length, maxGradNorm };
  };

  /** The recording for a batch: of its size or a little larger; a new one where there is none. */
  const stepFor = async (batch: Batch, maxGradNorm: number): Promise<RecordedStep | undefined> => {
    drop(steps.filter(({ recording }) => !recording.isCurrent()));
    const [fitting] = steps
      .filter((step) => step.length === batch.length && step.maxGradNorm === maxGradNorm)
      .filter(({ rows }) => rows >= batch.rows && rows <= 1.25 * batch.rows + 2)
      .sort((a, b) => a.rows - b.rows);
    if (fitting) {
      steps = [...steps.filter((step) => step !== fitting), fitting];
      return fitting;
    }
    drop(steps.slice(0, Math.max(0, steps.length - recordingsKept + 1)));
    // Where one size did not do, others will come: a multiple of four serves several.
    const rows = steps.length === 0 ? batch.rows : 4 * Math.ceil(batch.rows / 4);
    const made = await makeStep(padRows(batch, rows), maxGradNorm);
    if (made) steps.push(made);
    return made;
  };

  return {
    /**
     * Hands a step over.
     * @returns its figures, to come; undefined when it cannot be recorded: then it has not been made, and none will be
     */
    async begin(batch: Batch, at: StepPlace): Promise<{ figures: Promise<Update> } | undefined> {
      if (isImpossible) return undefined;
      const step = await stepFor(batch, at.maxGradNorm);
      isImpossible = !step;
      if (!step) return undefined;
      const { inputs, targets, weights } = padRows(batch, step.rows);
      const read = step.recording.runAndRead({ inputs, targets, weights, numbers: numbersOf(at) });
      const figures = read.then(({ loss, gradNorm }) => ({
        loss: loss?.[0] as number,
        gradNorm: gradNorm?.[0] as number,
      }));
      return { figures };
    },
    dispose: () => drop(steps),
  };
}

/** The same batch with further rows that weigh nothing. */
function padRows({ inputs, targets, weights, rows, length }: Batch, wanted: number): Batch {
  if (rows === wanted) return { inputs, targets, weights, rows, length };
  const padded = {
    inputs: new Int32Array(wanted * length),
    targets: new Int32Array(wanted * length),
    weights: new Float32Array(wanted * length),
  };
  padded.inputs.set(inputs);
  padded.targets.set(targets);
  padded.weights.set(weights);
  return { ...padded, rows: wanted, length };
}
