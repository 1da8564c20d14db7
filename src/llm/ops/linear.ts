/** Matrix products: the linear layers without bias, the tied language-model head, and the bare product. */

import * as tf from '@tensorflow/tfjs-core';
import { gelu } from './gelu.ts';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * y = x @ w (+ bias) (+ residual).
 * @param x (R, K)
 * @param w (K, N)
 * @param added bias (N), added to every row; residual (R, N)
 * @returns (R, N)
 */
export function linear(
  x: tf.Tensor2D,
  w: tf.Tensor2D,
  { bias, residual }: { bias?: tf.Tensor1D; residual?: tf.Tensor2D } = {},
): tf.Tensor2D {
  if (!hasKernel('SchoolMatMul')) {
    const product = tf.matMul(x, w) as tf.Tensor2D;
    const shifted = bias ? addBias(product, bias) : product;
    return residual ? tf.add(shifted, residual) : shifted;
  }
  if (bias && !hasKernel('SchoolBiasedMatMul')) return addBias(linear(x, w, residual ? { residual } : {}), bias);
  const inputs = [x, w, ...(bias ? [bias] : []), ...(residual ? [residual] : [])];
  return withGradient<tf.Tensor2D>(inputs, () => ({
    value: product(x, w, false, false, { bias, residual }),
    saved: [x, w],
    gradient: (dy, [x, w]) => [
      product(dy, w!, false, true),
      product(x!, dy, true, false),
      ...(bias ? [columnSum(dy)] : []),
      // A clone: tfjs disposes the gradients it is given, and dy is its own.
      ...(residual ? [dy.clone()] : []),
    ],
  }));
}

/**
 * gelu(x @ w), an MLP's hidden units. The kernel also gives the slope of gelu there, so that the gradient need not compute it again.
 * @param x (R, K)
 * @param w (K, N)
 * @returns (R, N)
 */
export function linearGelu(x: tf.Tensor2D, w: tf.Tensor2D): tf.Tensor2D {
  if (!hasKernel('SchoolGeluMatMul')) return gelu(linear(x, w));
  return withGradient<tf.Tensor2D>([x, w], () => {
    const [active, slope] = runKernel('SchoolGeluMatMul', { a: x, b: w }, { transposeA: false, transposeB: false });
    return {
      value: active!,
      saved: [x, w, slope!],
      gradient: (dy, [x, w, slope]) => {
        const dHidden = runKernel('SchoolTimes', { a: dy, b: slope! })[0]!;
        return [product(dHidden, w!, false, true), product(x!, dHidden, true, false)];
      },
    };
  });
}

function addBias(x: tf.Tensor2D, bias: tf.Tensor1D): tf.Tensor2D {
  return withGradient<tf.Tensor2D>([x, bias], () => ({
    value: tf.add(x, bias),
    saved: [],
    gradient: (dy) => [dy.clone(), columnSum(dy)],
  }));
}

/** tfjs's own sum over rows transposes first. */
function columnSum(x: tf.Tensor): tf.Tensor {
  return hasKernel('SchoolColumnSum') ? runKernel('SchoolColumnSum', { x })[0]! : tf.sum(x, 0);
}

/**
 * Logits of the tied head: x @ embedding^T.
 * @param x (R, C)
 * @param embedding (V, C), the token embedding
 * @returns (R, V)
 */
export function project(x: tf.Tensor2D, embedding: tf.Tensor2D): tf.Tensor2D {
  if (!hasKernel('SchoolMatMul')) return tf.matMul(x, embedding, false, true) as tf.Tensor2D;
  return withGradient<tf.Tensor2D>([x, embedding], () => ({
    value: product(x, embedding, false, true),
    saved: [x, embedding],
    gradient: (dy, [x, embedding]) => [product(dy, embedding!, false, false), product(dy, x!, true, false)],
  }));
}

/** op(a) @ op(b), op = transpose where asked for. No gradient: for the optimizer's own arithmetic. */
export function multiply(a: tf.Tensor2D, b: tf.Tensor2D, transposeA = false, transposeB = false): tf.Tensor2D {
  if (!hasKernel('SchoolMatMul')) return tf.matMul(a, b, transposeA, transposeB) as tf.Tensor2D;
  return product(a, b, transposeA, transposeB);
}

function product(
  a: tf.Tensor,
  b: tf.Tensor,
  transposeA: boolean,
  transposeB: boolean,
  { bias, residual }: { bias?: tf.Tensor1D | undefined; residual?: tf.Tensor2D | undefined } = {},
): tf.Tensor2D {
  const inputs: Record<string, tf.Tensor> = { a, b, ...(bias && { bias }), ...(residual && { residual }) };
  const name = bias ? 'SchoolBiasedMatMul' : 'SchoolMatMul';
  return runKernel(name, inputs, { transposeA, transposeB })[0] as tf.Tensor2D;
}
