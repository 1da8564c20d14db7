import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * Rotary position embedding (Su et al. 2021, "RoFormer") of the queries and keys in a packed qkv matrix. Channel i of a
 * head's first half and channel i of its second half are one plane, turned by position * base^(-2i / headDim).
 * Values are copied. The gradient is the rotation by the opposite angle.
 * @param qkv (R, 3C), columns [q | k | v], heads side by side in each
 * @param positions (R), int32, >= 0
 * @returns (R, 3C)
 * @throws RangeError when headDim is odd
 */
export function rope(qkv: tf.Tensor2D, nHead: number, positions: tf.Tensor1D, base: number): tf.Tensor2D {
  const headDim = qkv.shape[1] / 3 / nHead;
  if (!Number.isInteger(headDim / 2)) throw new RangeError(`headDim ${headDim} is not even`);
  if (!hasKernel('SchoolRope')) return composed(qkv, nHead, positions, base);
  const attrs = { nHead, base };
  return withGradient<tf.Tensor2D>([qkv], () => ({
    value: runKernel('SchoolRope', { qkv, positions }, { ...attrs, isInverse: false })[0]!,
    saved: [positions],
    gradient: (dy, [positions]) =>
      runKernel('SchoolRope', { qkv: dy, positions: positions! }, { ...attrs, isInverse: true }),
  }));
}

/** The angle a plane turns by at each position: base^(-2i / headDim) for plane i of headDim / 2. */
export function ropeFrequencies(headDim: number, base: number): number[] {
  return Array.from({ length: headDim / 2 }, (_, i) => base ** ((-2 * i) / headDim));
}

function composed(qkv: tf.Tensor2D, nHead: number, positions: tf.Tensor1D, base: number): tf.Tensor2D {
  const [R, width] = qkv.shape;
  const C = width / 3;
  const headDim = C / nHead;
  const half = headDim / 2;
  const frequencies = tf.tensor1d(ropeFrequencies(headDim, base));
  const angles = tf.mul(tf.reshape(tf.cast(positions, 'float32'), [R, 1, 1]), frequencies); // (R, 1, half)
  const cos = tf.cos(angles);
  const sin = tf.sin(angles);
  const heads = tf.reshape(tf.slice(qkv, [0, 0], [R, 2 * C]), [R, 2 * nHead, headDim]);
  const first = tf.slice(heads, [0, 0, 0], [R, 2 * nHead, half]);
  const second = tf.slice(heads, [0, 0, half], [R, 2 * nHead, half]);
  const turned = tf.concat(
    [tf.sub(tf.mul(first, cos), tf.mul(second, sin)), tf.add(tf.mul(first, sin), tf.mul(second, cos))],
    2,
  );
  return tf.concat([tf.reshape(turned, [R, 2 * C]), tf.slice(qkv, [0, 2 * C], [R, C])], 1) as tf.Tensor2D;
}
