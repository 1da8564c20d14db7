/**
 * The one place where an op meets tfjs's kernel registry. Every op asks `hasKernel` whether one of this project's own
 * kernels is registered for the active backend, runs it if so, and is composed of plain tfjs ops otherwise.
 */

import * as tf from '@tensorflow/tfjs-core';

/** Kernels that only webgpu has, so that little is dispatched and nothing is read back. */
export type WebgpuKernelName = 'SchoolClipFactor' | 'SchoolAdamwAll' | 'SchoolCopy' | 'SchoolDraw';

/** Kernels that only wasm has, where writing in place is simple. */
export type WasmKernelName = 'SchoolAccumulate' | 'SchoolAdamw' | 'SchoolAdd' | 'SchoolClip' | 'SchoolMoveRows';

export type KernelName =
  | WebgpuKernelName
  | WasmKernelName
  | 'SchoolMatMul'
  | 'SchoolLayerNorm'
  | 'SchoolLayerNormGrad'
  | 'SchoolGeluMatMul'
  | 'SchoolTimes'
  | 'SchoolColumnSum'
  | 'SchoolRope'
  | 'SchoolAttention'
  | 'SchoolAttentionGrad'
  | 'SchoolCrossEntropy'
  | 'SchoolScale'
  | 'SchoolEmbed'
  | 'SchoolEmbedGrad'
  | 'SchoolDecodeAttention'
  | 'SchoolBiasedMatMul'
  | 'SchoolMuonAll';

/** True when the active backend has this kernel. */
export function hasKernel(name: KernelName): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** Runs a registered kernel and returns its outputs, in the kernel's order. */
export function runKernel(
  name: KernelName,
  inputs: Record<string, tf.Tensor>,
  attrs: Record<string, number | boolean> = {},
): tf.Tensor[] {
  return tf.engine().runKernel<tf.Tensor[]>(name, inputs, attrs);
}

interface Differentiable {
  value: tf.Tensor;
  /** Kept for `gradient` only while a gradient is being taken. */
  saved: tf.Tensor[];
  /** One gradient for each input, in order. */
  gradient: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[];
}

/** Runs `forward` as one step of tfjs's tape, with a gradient written by hand. */
export function withGradient<T extends tf.Tensor>(inputs: tf.Tensor[], forward: () => Differentiable): T {
  const differentiable = tf.customGrad((...args) => {
    const save = args[args.length - 1] as unknown as tf.GradSaveFunc;
    const { value, saved, gradient } = forward();
    save(saved);
    return { value, gradFunc: (dy: tf.Tensor, kept: tf.Tensor[]) => gradient(dy, kept) };
  });
  return differentiable(...inputs) as T;
}

/** True when no other tensor shares this one's memory, so that a kernel may write into it. */
export function ownsItsData(tensor: tf.Tensor): boolean {
  return tf.backend().refCount(tensor.dataId) === 1;
}

/** The same values in memory of their own. */
export function copyTensor<T extends tf.Tensor>(tensor: T): T {
  if (hasKernel('SchoolCopy')) return runKernel('SchoolCopy', { x: tensor })[0] as T;
  return tf.add(tensor, 0) as T;
}

/** Gives a variable memory of its own if a clone shares it; for kernels that update a variable in place. */
export function makeOwner(variable: tf.Variable): void {
  if (ownsItsData(variable)) return;
  const copy = copyTensor(variable as tf.Tensor);
  variable.assign(copy);
  copy.dispose();
}
