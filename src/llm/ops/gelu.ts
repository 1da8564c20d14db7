import * as tf from '@tensorflow/tfjs-core';

/**
 * GELU in its tanh form (Hendrycks and Gimpel 2016): x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), any shape. Half of 1 + tanh(u) is
 * sigmoid(2u): fewer ops, the same function. Of plain tfjs ops on every backend: where there are kernels it is part of `linearGelu`.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  const cubic = tf.mul(x, tf.add(tf.mul(tf.square(x), 0.044715), 1));
  return tf.mul(x, tf.sigmoid(tf.mul(cubic, 2 * Math.sqrt(2 / Math.PI)))) as T;
}
