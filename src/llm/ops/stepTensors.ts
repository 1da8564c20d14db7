import * as tf from '@tensorflow/tfjs-core';

/** What the optimizers are told and what changes from step to step: tensors, so that a recorded step can be given new ones. */
export interface StepTensors {
  /** See `stepNumbers`. */
  numbers: tf.Tensor1D;
  /** What gradients are still to be multiplied with; 0 = change nothing. See `clipByGlobalNorm`. */
  factor: tf.Scalar;
}

export interface StepNumbers {
  /** What the schedule makes of the peak learning rates. */
  scale: number;
  /** 1 / (1 - beta^step) for Adam's two averages: both start at 0 and are too small while young. */
  meanScale: number;
  squareScale: number;
}

/** @param step counted from 1 */
export function stepNumbers(
  step: number,
  scale: number,
  { beta1, beta2 }: { beta1: number; beta2: number },
): Float32Array {
  return Float32Array.of(scale, 1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step));
}

/** For backends whose kernels take plain numbers: there the values are on this side. */
export function readStepNumbers(numbers: tf.Tensor1D): StepNumbers {
  const [scale, meanScale, squareScale] = numbers.dataSync() as unknown as [number, number, number];
  return { scale, meanScale, squareScale };
}

/** The tensors of several slots as inputs of one kernel: parameter0, gradient0, …, parameter1, … */
export function numberedInputs(slots: readonly object[]): Record<string, tf.Tensor> {
  return Object.fromEntries(
    slots.flatMap((slot, i) =>
      Object.entries(slot)
        .filter(([, value]) => value instanceof tf.Tensor)
        .map(([name, tensor]) => [`${name}${i}`, tensor]),
    ),
  );
}
