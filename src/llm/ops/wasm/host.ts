/**
 * The internals of tfjs 4.22's wasm backend that the kernels stand on, and the only place that knows them. They are
 * checked once, in `hostOf`; another version of tfjs that looks different simply runs without the kernels.
 */

import type * as tf from '@tensorflow/tfjs-core';

/** The parts of tfjs's BackendWasm in use. */
interface BackendWasm {
  dataIdMap: { get(dataId: object): { memoryOffset: number; refCount: number } };
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  incRef(dataId: object): void;
  wasm: {
    _malloc(byteLength: number): number;
    _free(pointer: number): void;
    asm: { memory: WebAssembly.Memory };
  };
}

/** tfjs's memory, as kernels use it. Pointers are byte addresses; JavaScript views die whenever memory grows. */
export interface Host {
  memory: WebAssembly.Memory;
  /** Between threads; see `scripts/kernels.mjs` on where such a memory comes from. */
  isShared: boolean;
  /** Where a tensor's values lie. */
  pointer(tensor: tf.TensorInfo): number;
  /** A new, uninitialized tensor. May grow memory. */
  output(shape: number[], dtype?: tf.DataType): tf.TensorInfo;
  /** The same values as another tensor, without a copy. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
  allocate(byteLength: number): number;
  free(pointer: number): void;
  /** Runs `use` with scratch memory that is free again afterwards. */
  withScratch(byteLength: number, use: (pointer: number) => void): void;
  floats(pointer: number, length: number): Float32Array;
  ints(pointer: number, length: number): Int32Array;
  doubles(pointer: number, length: number): Float64Array;
}

/** Undefined when the backend is not shaped as expected. */
export function hostOf(backend: unknown): Host | undefined {
  if (!isBackendWasm(backend)) return undefined;
  const { wasm, dataIdMap } = backend;
  const { memory } = wasm.asm;
  // _malloc answers with a signed number, which is negative above 2 GiB.
  const allocate = (byteLength: number): number => {
    const pointer = wasm._malloc(byteLength) >>> 0;
    if (pointer === 0) throw new RangeError(`no memory for ${byteLength} bytes`);
    return pointer;
  };
  return {
    memory,
    isShared: !(memory.buffer instanceof ArrayBuffer),
    pointer: (tensor) => dataIdMap.get(tensor.dataId).memoryOffset,
    output: (shape, dtype = 'float32') => backend.makeOutput(shape, dtype),
    share: (tensor) => {
      backend.incRef(tensor.dataId);
      return { dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype };
    },
    allocate,
    free: (pointer) => wasm._free(pointer),
    withScratch: (byteLength, use) => {
      const pointer = allocate(byteLength);
      try {
        use(pointer);
      } finally {
        wasm._free(pointer);
      }
    },
    floats: (pointer, length) => new Float32Array(memory.buffer, pointer, length),
    ints: (pointer, length) => new Int32Array(memory.buffer, pointer, length),
    doubles: (pointer, length) => new Float64Array(memory.buffer, pointer, length),
  };
}

function isBackendWasm(backend: unknown): backend is BackendWasm {
  const { dataIdMap, makeOutput, incRef, wasm } = backend as Partial<BackendWasm>;
  return (
    typeof dataIdMap?.get === 'function' &&
    typeof makeOutput === 'function' &&
    typeof incRef === 'function' &&
    typeof wasm?._malloc === 'function' &&
    typeof wasm._free === 'function' &&
    wasm.asm?.memory instanceof WebAssembly.Memory
  );
}
