import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/** Added to the variance, so that a constant row does not divide by zero. */
export const layerNormEpsilon = 1e-5;

/**
 * LayerNorm with a gain and no bias: each row is brought to mean 0 and variance 1, then scaled by channel
 * (Ba et al. 2016, "Layer Normalization").
 * @param x (R, C)
 * @param gain (C)
 * @returns (R, C)
 */
export function layerNorm(x: tf.Tensor2D, gain: tf.Tensor1D): tf.Tensor2D {
  const C = x.shape[1];
  if (!hasKernel('SchoolLayerNorm') || C % 4 !== 0) return composed(x, gain);
  return withGradient<tf.Tensor2D>([x, gain], () => {
    const [value, statistics] = runKernel('SchoolLayerNorm', { x, gain }, { epsilon: layerNormEpsilon });
    return {
      value: value!,
      saved: [x, gain, statistics!],
      gradient: (dy, [x, gain, statistics]) =>
        runKernel('SchoolLayerNormGrad', { dy, x: x!, gain: gain!, statistics: statistics! }),
    };
  });
}

function composed(x: tf.Tensor2D, gain: tf.Tensor1D): tf.Tensor2D {
  const centered = tf.sub(x, tf.mean(x, 1, true));
  const variance = tf.mean(tf.square(centered), 1, true);
  return tf.mul(tf.mul(centered, tf.rsqrt(tf.add(variance, layerNormEpsilon))), gain);
}
