import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, ownsItsData, runKernel } from './kernel.ts';

export interface Clipped {
  gradients: Record<string, tf.Tensor>;
  /** L2 norm of all gradients together, before clipping. */
  norm: tf.Scalar;
  /**
   * Where the gradients are not scaled yet: what the optimizer is to multiply them with. 0 when the norm or the loss is not
   * finite, which means: change nothing. Absent where they are scaled; then the caller has to look at both numbers.
   */
  factor?: tf.Scalar;
}

/**
 * Scales all gradients down together when their common L2 norm exceeds maxNorm. Nothing is read back: the scale is
 * computed on the device, and the norm is a tensor to be read whenever it suits.
 *
 * Ownership: the given gradients are used up; only the returned ones are valid. The wasm kernel scales in place.
 * A norm that is not finite means the gradients are spoilt: check it before trusting the step.
 */
export function clipByGlobalNorm(gradients: Record<string, tf.Tensor>, maxNorm: number, loss: tf.Scalar): Clipped {
  const entries = Object.entries(gradients);
  if (hasKernel('SchoolClipFactor')) {
    const [norm, factor] = runKernel('SchoolClipFactor', { ...gradients, loss }, { maxNorm });
    return { gradients, norm: norm as tf.Scalar, factor: factor as tf.Scalar };
  }
  if (hasKernel('SchoolClip') && entries.every(([, gradient]) => ownsItsData(gradient))) {
    return { gradients, norm: runKernel('SchoolClip', gradients, { maxNorm })[0] as tf.Scalar };
  }
  return tf.tidy(() => {
    const squares = entries.map(([, gradient]) => tf.sum(tf.square(gradient)));
    // Not addN: tfjs 4.22's on webgpu binds a buffer for each input, silently does nothing past the device's limit (often
    // 8), and takes the whole command buffer with it. Stacking goes in portions.
    const norm = tf.sqrt(tf.sum(tf.stack(squares))) as tf.Scalar;
    const scale = tf.div(maxNorm, tf.maximum(norm, maxNorm));
    const clipped = Object.fromEntries(entries.map(([name, gradient]) => [name, tf.mul(gradient, scale)]));
    for (const [, gradient] of entries) gradient.dispose();
    return { gradients: clipped, norm };
  });
}
