import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, makeOwner, runKernel } from './kernel.ts';
import { numberedInputs, readStepNumbers, type StepTensors } from './stepTensors.ts';

export interface AdamwOptions {
  /** Peak; the step's own scale comes with its numbers. */
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Decoupled: the parameter shrinks by learningRate * weightDecay. */
  weightDecay: number;
}

export interface AdamwSlot {
  parameter: tf.Variable;
  gradient: tf.Tensor;
  /** (2, ...shape of the parameter): running means of the gradient and of its square. */
  moments: tf.Variable;
}

/** One AdamW step (Loshchilov and Hutter 2019) of every parameter, in place. */
export function adamwStep(slots: AdamwSlot[], options: AdamwOptions, at: StepTensors): void {
  for (const { parameter, moments } of slots) {
    makeOwner(parameter);
    makeOwner(moments);
  }
  if (hasKernel('SchoolAdamwAll')) {
    runKernel('SchoolAdamwAll', { ...numberedInputs(slots), ...at }, { ...options, count: slots.length });
    return;
  }
  const { scale, meanScale, squareScale } = readStepNumbers(at.numbers);
  const stepSize = options.learningRate * scale * meanScale;
  const decay = 1 - options.learningRate * scale * options.weightDecay;
  for (const slot of slots) {
    if (hasKernel('SchoolAdamw')) {
      const { beta1, beta2, epsilon } = options;
      runKernel('SchoolAdamw', { ...slot }, { beta1, beta2, epsilon, decay, stepSize, squareScale });
    } else composed(slot, options, { decay, stepSize, squareScale });
  }
}

function composed(
  { parameter, gradient, moments }: AdamwSlot,
  { beta1, beta2, epsilon }: AdamwOptions,
  { decay, stepSize, squareScale }: { decay: number; stepSize: number; squareScale: number },
): void {
  tf.tidy(() => {
    const [m, v] = tf.unstack(moments) as [tf.Tensor, tf.Tensor];
    const mean = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
    const square = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
    moments.assign(tf.stack([mean, square]));
    const denominator = tf.add(tf.sqrt(tf.mul(square, squareScale)), epsilon);
    parameter.assign(tf.sub(tf.mul(parameter, decay), tf.div(tf.mul(mean, stepSize), denominator)));
  });
}
