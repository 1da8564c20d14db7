/**
 * The internals of tfjs 4.22's webgpu backend that the kernels stand on, and the only place that knows them. They are
 * checked once, in `hostOf`; another version of tfjs that looks different simply runs without the kernels.
 *
 * Kernels do not go through tfjs's own `runWebGPUProgram`: it allows a program one output and no input that is written, so
 * an optimizer would need a copy of every weight. They are dispatched into the same command encoder instead, in order with
 * everything else.
 */

import type * as tf from '@tensorflow/tfjs-core';

interface TensorData {
  /** A copy on this side, kept by tfjs from an upload not yet made or a readback. */
  values: tf.TypedArray | null | undefined;
  resource: GPUBuffer | null | undefined;
}

/** What of tfjs's buffer manager a recording puts its own in the place of. */
export interface BufferManager {
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
}

/** Buffers that tensors have let go of, by size, kept for later ones. */
interface Reserve {
  freeBuffers: Map<string, GPUBuffer[]>;
  numFreeBuffers: number;
  numBytesUsed: number;
  numBytesAllocated: number;
}

/** The parts of tfjs's WebGPUBackend in use. */
export interface BackendWebgpu {
  device: GPUDevice;
  queue: GPUQueue;
  bufferManager: BufferManager;
  tensorMap: { get(dataId: object): TensorData };
  computePassEncoder: GPUComputePassEncoder | null;
  commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  uploadToGPU(dataId: object): void;
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
  makeTensorInfo(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  runWebGPUProgram(...args: unknown[]): tf.TensorInfo;
}

export type Attrs = Record<string, number>;
export type Inputs = Record<string, tf.TensorInfo>;
export type Kernel = (inputs: Inputs, attrs: Attrs) => tf.TensorInfo[];

export interface Dispatch {
  pipeline: GPUComputePipeline;
  bindGroup: GPUBindGroup;
  workgroups: readonly [number, number, number];
}

/** tfjs's device and tensors, as kernels use them. */
export interface Host {
  device: GPUDevice;
  /** The buffer that holds a tensor's values, uploaded if they were not there yet. */
  buffer(tensor: tf.TensorInfo): GPUBuffer;
  /** The same for a tensor that a kernel writes into: whatever copy this side has of its values becomes stale. */
  writable(tensor: tf.TensorInfo): GPUBuffer;
  /** A new, uninitialized tensor. */
  output(shape: number[], dtype?: tf.DataType): tf.TensorInfo;
  /** The same values as another tensor, without a copy. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
  /** Ends a tensor that only a kernel knew. Its buffer may serve a later dispatch: the device keeps their order. */
  discard(tensor: tf.TensorInfo): void;
  /** A tensor's values where this side has them; reading others would mean waiting for the device. */
  knownValues(tensor: tf.TensorInfo): tf.TypedArray | undefined;
  /** Appends a copy of a whole buffer to one of the same size. */
  copy(from: GPUBuffer, to: GPUBuffer): void;
  /** Appends a dispatch to tfjs's command encoder. */
  dispatch(dispatch: Dispatch): void;
}

/**
 * tfjs never frees what it keeps in reserve, and every new length of a prompt asks for buffers of new sizes. More than a training
 * step of the largest preset takes, so that nothing is freed that is needed again at once.
 */
const largestReserve = 256 * 2 ** 20;

/** Dispatches in one submit of work that is not replayed; tfjs's own are 15. */
const dispatchesInSubmit = 64;

/** Undefined when the backend is not shaped as expected. */
export function hostOf(backend: unknown): Host | undefined {
  if (!isBackendWebgpu(backend)) return undefined;
  const buffer = (tensor: tf.TensorInfo): GPUBuffer => {
    backend.uploadToGPU(tensor.dataId);
    return backend.tensorMap.get(tensor.dataId).resource as GPUBuffer;
  };
  return {
    device: backend.device,
    buffer,
    writable(tensor) {
      const written = buffer(tensor);
      backend.tensorMap.get(tensor.dataId).values = null;
      return written;
    },
    output: (shape, dtype = 'float32') => backend.makeTensorInfo(shape, dtype),
    share(tensor) {
      backend.incRef(tensor.dataId);
      return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
    },
    discard: (tensor) => void backend.disposeData(tensor.dataId),
    knownValues: (tensor) => backend.tensorMap.get(tensor.dataId).values ?? undefined,
    copy(from, to) {
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.commandEncoder?.copyBufferToBuffer(from, 0, to, 0, to.size);
    },
    dispatch({ pipeline, bindGroup, workgroups }) {
      backend.ensureCommandEncoderReady();
      backend.computePassEncoder ??= backend.commandEncoder?.beginComputePass() ?? null;
      const pass = backend.computePassEncoder;
      pass?.setPipeline(pipeline);
      pass?.setBindGroup(0, bindGroup);
      pass?.dispatchWorkgroups(...workgroups);
      backend.dispatchCountInPass++;
      if (backend.dispatchCountInPass < dispatchesInSubmit) return;
      submit(backend);
      trimReserve(backend, largestReserve);
    },
  };
}

/** Sends off what has been encoded so far. tfjs's own submitQueue throws when that is nothing. */
export function submit(backend: BackendWebgpu): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** Frees the reserve when it is larger than so many bytes. Nothing may be encoded and not yet sent off. */
export function trimReserve({ bufferManager }: BackendWebgpu, largest: number): void {
  const reserve = bufferManager as BufferManager & Partial<Reserve>;
  const { freeBuffers, numBytesAllocated = 0, numBytesUsed = 0 } = reserve;
  if (!freeBuffers || numBytesAllocated - numBytesUsed <= largest) return;
  for (const buffers of freeBuffers.values()) {
    for (const buffer of buffers.splice(0)) {
      reserve.numBytesAllocated = (reserve.numBytesAllocated ?? 0) - buffer.size;
      reserve.numFreeBuffers = (reserve.numFreeBuffers ?? 0) - 1;
      buffer.destroy();
    }
  }
}

export function isBackendWebgpu(backend: unknown): backend is BackendWebgpu {
  const { device, queue, bufferManager, tensorMap, ...own } = backend as Partial<BackendWebgpu>;
  const methods = [
    'uploadToGPU',
    'incRef',
    'disposeData',
    'makeTensorInfo',
    'ensureCommandEncoderReady',
    'endComputePassEncoder',
    'submitQueue',
    'runWebGPUProgram',
  ] as const;
  return (
    typeof device?.createComputePipeline === 'function' &&
    queue === device.queue &&
    typeof bufferManager?.acquireBuffer === 'function' &&
    typeof bufferManager.releaseBuffer === 'function' &&
    typeof tensorMap?.get === 'function' &&
    'commandEncoder' in own &&
    'computePassEncoder' in own &&
    typeof own.dispatchCountInPass === 'number' &&
    methods.every((name) => typeof (backend as BackendWebgpu)[name] === 'function')
  );
}
