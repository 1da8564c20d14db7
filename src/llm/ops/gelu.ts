import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * GELU in its tanh form (Hendrycks and Gimpel 2016): x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), any shape.
 * The gradient recomputes the activation from x, so only x is kept.
 */
export function gelu<T extends tf.Tensor>(x: T): T {
  if (!hasKernel('SchoolGelu')) return composed(x);
  return withGradient<T>([x], () => ({
    value: runKernel('SchoolGelu', { x })[0]!,
    saved: [x],
    gradient: (dy, [x]) => runKernel('SchoolGeluGrad', { dy, x: x! }),
  }));
}

/** Half of 1 + tanh(u) is sigmoid(2u): fewer ops, the same function. */
function composed<T extends tf.Tensor>(x: T): T {
  const cubic = tf.mul(x, tf.add(tf.mul(tf.square(x), 0.044715), 1));
  return tf.mul(x, tf.sigmoid(tf.mul(cubic, 2 * Math.sqrt(2 / Math.PI)))) as T;
}
