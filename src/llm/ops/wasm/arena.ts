/**
 * The memory of one recording. What a tensor has let go of serves later results of the recording, as its kernels always run in the same
 * order; what was filled from this side is filled only once, and stays as it is.
 */
export interface Arena {
  /** In place of malloc and free. */
  take(byteLength: number): number;
  release(pointer: number): void;
  /** What `take` gives meanwhile is for results, which kernels fill in every run. */
  forResults<T>(body: () => T): T;
  isConstant(pointer: number): boolean;
  free(): void;
}

/** @throws Error from `release` when the memory is not the arena's own */
export function createArena(malloc: (byteLength: number) => number, free: (pointer: number) => void): Arena {
  const results = new Map<number, number>();
  const constants = new Set<number>();
  const idle = new Map<number, number[]>();
  let isForResults = false;
  return {
    take(byteLength) {
      const reused = isForResults ? idle.get(byteLength)?.pop() : undefined;
      if (reused !== undefined) return reused;
      const pointer = malloc(byteLength) >>> 0;
      if (isForResults) results.set(pointer, byteLength);
      else constants.add(pointer);
      return pointer;
    },
    release(pointer) {
      const byteLength = results.get(pointer);
      if (byteLength !== undefined) idle.set(byteLength, [...(idle.get(byteLength) ?? []), pointer]);
      else if (!constants.has(pointer)) throw new Error('a tensor from outside was disposed of');
    },
    forResults(body) {
      isForResults = true;
      try {
        return body();
      } finally {
        isForResults = false;
      }
    },
    isConstant: (pointer) => constants.has(pointer),
    free() {
      for (const pointer of [...results.keys(), ...constants]) free(pointer);
    },
  };
}
