import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, makeOwner, runKernel } from './kernel.ts';

export interface AdamwOptions {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Decoupled: the parameter shrinks by learningRate * weightDecay. */
  weightDecay: number;
  /** Counted from 1; corrects the bias of the young averages. */
  step: number;
}

/**
 * One AdamW step (Loshchilov and Hutter 2019), in place: parameter and both moment averages are updated.
 * @param m running mean of the gradient, the parameter's shape
 * @param v running mean of its square
 */
export function adamwStep(
  parameter: tf.Variable,
  gradient: tf.Tensor,
  m: tf.Variable,
  v: tf.Variable,
  { learningRate, beta1, beta2, epsilon, weightDecay, step }: AdamwOptions,
): void {
  const meanScale = 1 / (1 - beta1 ** step);
  const squareScale = 1 / (1 - beta2 ** step);
  const decay = 1 - learningRate * weightDecay;
  if (hasKernel('SchoolAdamw')) {
    for (const variable of [parameter, m, v]) makeOwner(variable);
    const attrs = { beta1, beta2, epsilon, decay, stepSize: learningRate * meanScale, squareScale };
    runKernel('SchoolAdamw', { parameter, gradient, m, v }, attrs);
    return;
  }
  tf.tidy(() => {
    m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
    v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const denominator = tf.add(tf.sqrt(tf.mul(v, squareScale)), epsilon);
    const update = tf.div(tf.mul(m, learningRate * meanScale), denominator);
    parameter.assign(tf.sub(tf.mul(parameter, decay), update));
  });
}
