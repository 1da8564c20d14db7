/**
 * Two optimizers as data plus a function: Muon (Jordan 2024) for the matrices of the blocks, AdamW (Loshchilov & Hutter 2019) for the rest,
 * or AdamW for everything.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from './dataset.ts';
import type { Safepoint } from './errors.ts';
import type { Model, TensorValues } from './model.ts';
import { type AdamwSlot, adamwStep } from './ops/adamw.ts';
import { clipByGlobalNorm } from './ops/gradNorm.ts';
import { type MuonSlot, muonStep } from './ops/muon.ts';
import { type StepTensors, stepNumbers } from './ops/stepTensors.ts';

export interface OptimizerSettings {
  /** Peak learning rate of Muon; without it every parameter is AdamW's. */
  muonLearningRate?: number;
  adamLearningRate: number;
  weightDecay: number;
}

export interface Optimizer {
  /**
   * Updates all parameters in place.
   * @param gradients by parameter name
   */
  apply(gradients: Record<string, tf.Tensor>, at: StepTensors): void;
  /** What it remembers from step to step. */
  variables: tf.Variable[];
  state(): Promise<TensorValues>;
  dispose(): void;
}

const adam = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0 };

/** @param state continues from a saved optimizer state */
export function createOptimizer(model: Model, settings: OptimizerSettings, state?: TensorValues): Optimizer {
  const { muonLearningRate } = settings;
  const slots: Record<string, tf.Variable> = {};
  const usesMuon = (name: string, parameter: tf.Variable) =>
    muonLearningRate !== undefined && name.startsWith('block') && parameter.rank === 2;
  const addSlot = (name: string, shape: number[]) => {
    const saved = state?.[name];
    const slot = tf.tidy(() => tf.variable(saved ? tf.tensor(saved.values.slice(), shape) : tf.zeros(shape)));
    slots[name] = slot;
    return slot;
  };
  const matrices: Omit<MuonSlot, 'gradient'>[] = [];
  const others: Omit<AdamwSlot, 'gradient'>[] = [];
  const names = { matrices: [] as string[], others: [] as string[] };
  for (const [name, parameter] of Object.entries(model.parameters)) {
    if (usesMuon(name, parameter)) {
      names.matrices.push(name);
      const momentum = addSlot(`${name}/momentum`, parameter.shape);
      matrices.push({ parameter, momentum, blocks: name.endsWith('qkv') ? 3 : 1 });
    } else {
      names.others.push(name);
      others.push({ parameter, moments: addSlot(`${name}/moments`, [2, ...parameter.shape]) });
    }
  }
  const withGradients = <Slot>(some: Slot[], named: string[], gradients: Record<string, tf.Tensor>) =>
    some.map((slot, i) => ({ ...slot, gradient: gradients[named[i] as string] as tf.Tensor }));
  return {
    variables: Object.values(slots),
    apply(gradients, at) {
      if (muonLearningRate !== undefined) {
        const options = { learningRate: muonLearningRate, momentum: 0.95, weightDecay: settings.weightDecay };
        muonStep(withGradients(matrices, names.matrices, gradients), options, at);
      }
      const options = { ...adam, learningRate: settings.adamLearningRate };
      adamwStep(withGradients(others, names.others, gradients), options, at);
    },
    async state() {
      const values: TensorValues = {};
      for (const [name, slot] of Object.entries(slots)) {
        values[name] = { shape: slot.shape, values: Float32Array.from(await slot.data()) };
      }
      return values;
    },
    dispose() {
      for (const slot of Object.values(slots)) slot.dispose();
    },
  };
}

export interface Update {
  loss: number;
  /** Before clipping. */
  gradNorm: number;
}

/** Where a step stands in its stage. */
export interface StepPlace {
  /** 1-based, for Adam's bias correction. */
  step: number;
  /** What the schedule makes of the peak learning rates. */
  scale: number;
  maxGradNorm: number;
}

/** What a step has computed, and nobody has waited for yet. */
export interface StepTaken {
  loss: tf.Scalar;
  gradNorm: tf.Scalar;
  /**
   * Where the kernels cannot see by themselves that a step is spoilt: changes the weights, to be called when the figures above
   * have turned out to be finite. Absent where it is done.
   */
  apply?: () => void;
}

export const numbersOf = ({ step, scale }: Pick<StepPlace, 'step' | 'scale'>): Float32Array =>
  stepNumbers(step, scale, adam);

/**
 * One optimization step without a look at any value: gradients of `loss`, clipped to a global norm, applied.
 * @param numbers see `numbersOf`
 */
export function takeStep(
  model: Model,
  optimizer: Optimizer,
  loss: () => tf.Scalar,
  numbers: tf.Tensor1D,
  maxGradNorm: number,
): StepTaken {
  const { clipped, apply, ...taken } = finishStep(optimizer, gradientsOf(model, loss), numbers, maxGradNorm);
  if (apply) return { ...taken, apply };
  tf.dispose(clipped);
  return taken;
}

export interface LossAndGradients {
  loss: tf.Scalar;
  /** By parameter name. */
  gradients: Record<string, tf.Tensor>;
  /** Not to be disposed of: whoever made them fills them anew in the next step. */
  isLent?: boolean;
}

/** Adds the loss and the gradients of one part of a step to those of the parts before, which are used up. */
export type StepPart = (before?: LossAndGradients) => LossAndGradients;

/** Knows how to take parts of a step without tfjs's tape. */
export interface PartRecorder {
  /** @returns undefined when they cannot be recorded: then none ever will be */
  partsFor(batches: readonly Batch[]): Promise<StepPart[] | undefined>;
  dispose(): void;
}

/** The part of a step whose loss this is, by tfjs's tape. */
export function onTape(model: Model, loss: () => tf.Scalar): StepPart {
  return (before) => {
    const own = gradientsOf(model, loss);
    return before ? sumOf(before, own) : own;
  };
}

export function gradientsOf(model: Model, loss: () => tf.Scalar): LossAndGradients {
  const { value, grads } = tf.variableGrads(loss, Object.values(model.parameters));
  const named = Object.entries(model.parameters).map(([name, { name: id }]) => [name, grads[id] as tf.Tensor]);
  return { loss: value as tf.Scalar, gradients: Object.fromEntries(named) };
}

/** The given tensors are used up. */
function sumOf(a: LossAndGradients, b: LossAndGradients): LossAndGradients {
  const sum = {
    loss: tf.add<tf.Scalar>(a.loss, b.loss),
    gradients: Object.fromEntries(
      Object.entries(a.gradients).map(([name, value]) => [name, tf.add(value, b.gradients[name] as tf.Tensor)]),
    ),
  };
  tf.dispose([a.loss, a.gradients, b.loss, b.gradients]);
  return sum;
}

function finishStep(
  optimizer: Optimizer,
  { loss, gradients }: LossAndGradients,
  numbers: tf.Tensor1D,
  maxGradNorm: number,
): StepTaken & { clipped: Record<string, tf.Tensor> } {
  const { gradients: clipped, norm, factor } = clipByGlobalNorm(gradients, maxGradNorm, loss);
  const apply = (by: tf.Scalar): void => optimizer.apply(clipped, { numbers, factor: by });
  const taken = { loss, gradNorm: norm, clipped };
  if (!factor) return { ...taken, apply: () => tf.tidy(() => apply(tf.scalar(1))) };
  apply(factor);
  factor.dispose();
  return taken;
}

/**
 * One optimization step, with its figures. When the loss or the norm is not finite nothing is applied, so the last good
 * weights stay.
 * @param parts the step is that of their sum. After each of them, as at every read, others get a word in, and the step can be held
 *   up or ended
 */
export async function update(
  optimizer: Optimizer,
  parts: readonly StepPart[],
  at: StepPlace,
  safepoint?: Safepoint,
): Promise<Update> {
  const numbers = tf.tensor1d(numbersOf(at));
  let sum: LossAndGradients | undefined;
  let used: Record<string, tf.Tensor> = {};
  try {
    for (const part of parts) {
      sum = part(sum);
      await sum.loss.data();
      await safepoint?.();
    }
    if (!sum) throw new RangeError('a step of no parts');
    const { gradNorm: norm, clipped, apply } = finishStep(optimizer, sum, numbers, at.maxGradNorm);
    if (clipped !== sum.gradients) used = clipped;
    const loss = (await sum.loss.data())[0] as number;
    const gradNorm = (await norm.data())[0] as number;
    if (Number.isFinite(loss) && Number.isFinite(gradNorm)) apply?.();
    norm.dispose();
    return { loss, gradNorm };
  } finally {
    tf.dispose([numbers, used]);
    if (sum && !sum.isLent) tf.dispose([sum.loss, sum.gradients]);
  }
}
