import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * Causal multi-head self-attention over sequences of T rows, straight from the packed (rotated) qkv matrix:
 * softmax(q k^T / sqrt(headDim), columns <= row) v for every sequence and head.
 * @param qkv (B*T, 3C), columns [q | k | v], heads side by side in each
 * @returns (B*T, C)
 * @throws RangeError when T does not divide the rows, or nHead the channels
 */
export function attention(qkv: tf.Tensor2D, T: number, nHead: number): tf.Tensor2D {
  const { headDim } = sizes(qkv, T, nHead);
  if (!hasKernel('SchoolAttention') || headDim % 4 !== 0) return composed(qkv, T, nHead);
  const attrs = { T, nHead };
  return withGradient<tf.Tensor2D>([qkv], () => {
    const [output, probs] = runKernel('SchoolAttention', { qkv }, attrs);
    return {
      value: output!,
      saved: [qkv, output!, probs!],
      gradient: (dy, [qkv, output, probs]) =>
        runKernel('SchoolAttentionGrad', { dy, qkv: qkv!, output: output!, probs: probs! }, attrs),
    };
  });
}

/**
 * The attention weights alone, for pictures; always of plain ops.
 * @param qkv (B*T, 3C)
 * @returns (B, H, T, T): row = the token that looks, column = the token looked at
 */
export function attentionWeights(qkv: tf.Tensor2D, T: number, nHead: number): tf.Tensor4D {
  const { headDim } = sizes(qkv, T, nHead);
  const q = headsOf(qkv, 0, T, nHead);
  const k = headsOf(qkv, 1, T, nHead);
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(headDim)); // (B, H, T, T)
  const index = tf.range(0, T, 1, 'int32');
  const isFuture = tf.greater(tf.reshape(index, [1, T]), tf.reshape(index, [T, 1]));
  return tf.softmax(tf.add(scores, tf.mul(tf.cast(isFuture, 'float32'), -1e9))) as tf.Tensor4D;
}

function composed(qkv: tf.Tensor2D, T: number, nHead: number): tf.Tensor2D {
  const { R, C } = sizes(qkv, T, nHead);
  const v = headsOf(qkv, 2, T, nHead);
  const mixed = tf.matMul(attentionWeights(qkv, T, nHead), v); // (B, H, T, headDim)
  return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [R, C]);
}

/** Part 0 (q), 1 (k) or 2 (v) of qkv as (B, H, T, headDim). */
function headsOf(qkv: tf.Tensor2D, part: number, T: number, nHead: number): tf.Tensor4D {
  const { R, C, headDim } = sizes(qkv, T, nHead);
  const rows = tf.slice(qkv, [0, part * C], [R, C]);
  return tf.transpose(tf.reshape(rows, [R / T, T, nHead, headDim]), [0, 2, 1, 3]);
}

function sizes(qkv: tf.Tensor2D, T: number, nHead: number): { R: number; C: number; headDim: number } {
  const [R, width] = qkv.shape;
  const C = width / 3;
  const headDim = C / nHead;
  if (R % T !== 0) throw new RangeError(`${R} rows are not whole sequences of ${T}`);
  if (!Number.isInteger(headDim)) throw new RangeError(`${width} columns do not hold q, k and v of ${nHead} heads`);
  return { R, C, headDim };
}
