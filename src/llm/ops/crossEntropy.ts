import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * Weighted sum of cross-entropies: sum over rows of weight * -log softmax(logits)[target], in nats. Nothing is divided:
 * a mean is a matter of the weights, which may be zero (row skipped) or negative (unlearn).
 * The gradient of softmax is at hand in the forward pass, so the kernel computes it there, in one pass over the logits.
 * @param logits (R, V)
 * @param targets (R), int32, in 0..V-1
 * @param weights (R)
 * @throws RangeError from the kernel when a target is out of range
 */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor1D, weights: tf.Tensor1D): tf.Scalar {
  if (!hasKernel('SchoolCrossEntropy')) return composed(logits, targets, weights);
  return withGradient<tf.Scalar>([logits], () => {
    const [loss, dLogits] = runKernel('SchoolCrossEntropy', { logits, targets, weights });
    return {
      value: loss!,
      saved: [dLogits!],
      gradient: (dy, [dLogits]) => runKernel('SchoolScale', { x: dLogits!, scale: dy }),
    };
  });
}

/** One-hot in int32, then cast: tfjs 4.22's wasm backend writes integer bits into a float32 one-hot. */
function composed(logits: tf.Tensor2D, targets: tf.Tensor1D, weights: tf.Tensor1D): tf.Scalar {
  const isTarget = tf.cast(tf.oneHot(targets, logits.shape[1]), 'float32');
  const logprobs = tf.sum(tf.mul(tf.logSoftmax(logits), isTarget), 1);
  return tf.neg(tf.sum(tf.mul(logprobs, weights)));
}
