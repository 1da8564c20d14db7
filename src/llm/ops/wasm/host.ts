/**
 * The internals of tfjs 4.22's wasm backend that the kernels stand on, and the only place that knows them. They are
 * checked once, in `hostOf`; another version of tfjs that looks different simply runs without the kernels.
 */

import type * as tf from '@tensorflow/tfjs-core';
import { type Arena, createArena } from './arena.ts';

/** The parts of tfjs's BackendWasm in use. */
interface BackendWasm {
  dataIdMap: { get(dataId: object): { memoryOffset: number; refCount: number } };
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  readSync(dataId: object): tf.BackendValues;
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
  /**
   * Computes a kernel's outputs: at once, or, while a recording is made, in each of its runs. Whatever `work` looks at besides
   * shapes and pointers it must look up itself: values, views of memory, scratch.
   */
  perform(work: () => void): void;
  /** Whether a tensor's values are there to be looked at now; in a recording only those that stay the same in all its runs. */
  isSettled(tensor: tf.TensorInfo): boolean;
  /**
   * Makes a recording of what `body` performs, without performing it.
   * @throws Error when it reads a tensor, or asks for a kernel of tfjs's own, which computes at once
   */
  record(body: () => void): Works;
  floats(pointer: number, length: number): Float32Array;
  ints(pointer: number, length: number): Int32Array;
  doubles(pointer: number, length: number): Float64Array;
}

/** What a recording does, in order, and the memory that it does it in. */
export interface Works {
  run(): void;
  free(): void;
}

/** Inputs by name and plain numbers to outputs: a tfjs kernel, but for how it is registered. */
export type Kernel = (inputs: Record<string, tf.TensorInfo>, attrs: Record<string, number>) => tf.TensorInfo[];

/** How many numbers a tensor holds. */
export function sizeOf(tensor: tf.TensorInfo): number {
  return tensor.shape.reduce((size, length) => size * length, 1);
}

/** Undefined when the backend is not shaped as expected. */
export function hostOf(backend: unknown): Host | undefined {
  if (!isBackendWasm(backend)) return undefined;
  const { wasm, dataIdMap } = backend;
  const { memory } = wasm.asm;
  const { makeOutput, readSync } = backend;
  let recording: { arena: Arena; works: (() => void)[] } | undefined;
  const pointer = (tensor: tf.TensorInfo): number => dataIdMap.get(tensor.dataId).memoryOffset;
  // _malloc answers with a signed number, which is negative above 2 GiB.
  const allocate = (byteLength: number): number => {
    const pointer = wasm._malloc(byteLength) >>> 0;
    if (pointer === 0) throw new RangeError(`no memory for ${byteLength} bytes`);
    return pointer;
  };
  return {
    memory,
    isShared: !(memory.buffer instanceof ArrayBuffer),
    pointer,
    output(shape, dtype = 'float32') {
      if (!recording) return makeOutput.call(backend, shape, dtype);
      return recording.arena.forResults(() => makeOutput.call(backend, shape, dtype));
    },
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
    perform(work) {
      if (recording) recording.works.push(work);
      else work();
    },
    isSettled: (tensor) => recording?.arena.isConstant(pointer(tensor)) ?? true,
    record(body) {
      const { _malloc, _free } = wasm;
      const arena = createArena(_malloc, _free);
      const works: (() => void)[] = [];
      recording = { arena, works };
      wasm._malloc = arena.take;
      wasm._free = arena.release;
      backend.makeOutput = () => {
        throw new Error('a kernel of tfjs computes at once');
      };
      backend.readSync = () => {
        throw new Error('a value is read');
      };
      try {
        body();
      } catch (error) {
        arena.free();
        throw error;
      } finally {
        recording = undefined;
        Object.assign(wasm, { _malloc, _free });
        Object.assign(backend, { makeOutput, readSync });
      }
      return {
        run() {
          for (const work of works) work();
        },
        free: arena.free,
      };
    },
    floats: (pointer, length) => new Float32Array(memory.buffer, pointer, length),
    ints: (pointer, length) => new Int32Array(memory.buffer, pointer, length),
    doubles: (pointer, length) => new Float64Array(memory.buffer, pointer, length),
  };
}

function isBackendWasm(backend: unknown): backend is BackendWasm {
  const { dataIdMap, makeOutput, readSync, incRef, wasm } = backend as Partial<BackendWasm>;
  return (
    typeof dataIdMap?.get === 'function' &&
    typeof makeOutput === 'function' &&
    typeof readSync === 'function' &&
    typeof incRef === 'function' &&
    typeof wasm?._malloc === 'function' &&
    typeof wasm._free === 'function' &&
    wasm.asm?.memory instanceof WebAssembly.Memory
  );
}
