import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * Rows of a table by id; the gradient adds each row's gradient to its id's row.
 * @param table (V, C)
 * @param ids (R), int32, in 0..V-1
 * @returns (R, C)
 * @throws RangeError from the kernel when an id is out of range
 */
export function embed(table: tf.Tensor2D, ids: tf.Tensor1D): tf.Tensor2D {
  const V = table.shape[0];
  if (!hasKernel('SchoolEmbed')) return composed(table, ids);
  return withGradient<tf.Tensor2D>([table], () => ({
    value: runKernel('SchoolEmbed', { table, ids })[0]!,
    saved: [ids],
    gradient: (dy, [ids]) => runKernel('SchoolEmbedGrad', { dy, ids: ids! }, { V }),
  }));
}

/** A product with a one-hot matrix: the gradient of tf.gather needs UnsortedSegmentSum, which tfjs's wasm backend lacks. */
function composed(table: tf.Tensor2D, ids: tf.Tensor1D): tf.Tensor2D {
  return tf.matMul(tf.cast(tf.oneHot(ids, table.shape[0]), 'float32'), table) as tf.Tensor2D;
}
