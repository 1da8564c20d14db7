/**
 * Two optimizers as data plus a function: Muon (Jordan 2024) for the matrices of the blocks, AdamW (Loshchilov & Hutter 2019) for the rest,
 * or AdamW for everything. A learning-rate schedule is a function of the step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Model, TensorValues } from './model.ts';
import { adamwStep } from './ops/adamw.ts';
import { clipByGlobalNorm } from './ops/gradNorm.ts';
import { muonStep } from './ops/muon.ts';

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
   * @param step 1-based, for Adam's bias correction
   * @param scale what the schedule makes of the peak learning rates
   */
  apply(gradients: Record<string, tf.Tensor>, step: number, scale: number): void;
  state(): Promise<TensorValues>;
  dispose(): void;
}

/** @param state continues from a saved optimizer state */
export function createOptimizer(model: Model, settings: OptimizerSettings, state?: TensorValues): Optimizer {
  const slots: Record<string, tf.Variable> = {};
  const usesMuon = (name: string, parameter: tf.Variable) =>
    settings.muonLearningRate !== undefined && name.startsWith('block') && parameter.rank === 2;
  const addSlot = (name: string, shape: number[]) => {
    const saved = state?.[name];
    slots[name] = tf.tidy(() => tf.variable(saved ? tf.tensor(saved.values.slice(), shape) : tf.zeros(shape)));
  };
  for (const [name, parameter] of Object.entries(model.parameters)) {
    if (usesMuon(name, parameter)) addSlot(`${name}/momentum`, parameter.shape);
    else {
      addSlot(`${name}/m`, parameter.shape);
      addSlot(`${name}/v`, parameter.shape);
    }
  }
  return {
    apply(gradients, step, scale) {
      for (const [name, parameter] of Object.entries(model.parameters)) {
        const gradient = gradients[name] as tf.Tensor;
        if (usesMuon(name, parameter)) {
          muonStep(parameter, gradient as tf.Tensor2D, slots[`${name}/momentum`] as tf.Variable, {
            learningRate: (settings.muonLearningRate as number) * scale,
            momentum: 0.95,
            weightDecay: settings.weightDecay,
            blocks: name.endsWith('qkv') ? 3 : 1,
          });
        } else {
          adamwStep(parameter, gradient, slots[`${name}/m`] as tf.Variable, slots[`${name}/v`] as tf.Variable, {
            learningRate: settings.adamLearningRate * scale,
            beta1: 0.9,
            beta2: 0.95,
            epsilon: 1e-8,
            weightDecay: 0,
            step,
          });
        }
      }
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

/** Warm up linearly, hold until 40% of the steps, then fall linearly to 5%. @returns the factor for a 0-based step */
export function trapezoid(steps: number, warmupSteps: number): (step: number) => number {
  return (step) => {
    const warmup = Math.min(1, (step + 1) / warmupSteps);
    const decay = step < 0.4 * steps ? 1 : 0.05 + (0.95 * (steps - step)) / (0.6 * steps);
    return warmup * decay;
  };
}

export interface Update {
  loss: number;
  /** Before clipping. */
  gradNorm: number;
}

/**
 * One optimization step: gradients of `loss`, clipped to a global norm, applied.
 * When the loss or the norm is not finite nothing is applied, so the last good weights stay.
 */
export async function update(
  model: Model,
  optimizer: Optimizer,
  loss: () => tf.Scalar,
  at: { step: number; scale: number; maxGradNorm: number },
): Promise<Update> {
  const { value, grads } = tf.variableGrads(loss, Object.values(model.parameters));
  const named: Record<string, tf.Tensor> = {};
  for (const [name, parameter] of Object.entries(model.parameters)) named[name] = grads[parameter.name] as tf.Tensor;
  const { gradients, norm } = clipByGlobalNorm(named, at.maxGradNorm);
  const lossValue = (await value.data())[0] as number;
  const gradNorm = (await norm.data())[0] as number;
  if (Number.isFinite(lossValue) && Number.isFinite(gradNorm))
    tf.tidy(() => optimizer.apply(gradients, at.step, at.scale));
  tf.dispose([value, norm, gradients]);
  return { loss: lossValue, gradNorm };
}
