import { ropeFrequencies } from '../rope.ts';
import type { Host } from './host.ts';

/** Cosines and sines of rotary positions, kept in wasm memory between calls. */
export interface RopeTables {
  /** Positions must stay below this. */
  limit: number;
  /** Pointer to headDim / 2 cosines and headDim / 2 sines for each of at least `count` positions. */
  get(headDim: number, base: number, count: number): number;
  free(): void;
}

export function createRopeTables(host: Host): RopeTables {
  const tables = new Map<string, { pointer: number; count: number }>();
  return {
    limit: 1 << 16,
    get: (headDim, base, count) => {
      const key = `${headDim}/${base}`;
      const known = tables.get(key);
      if (known && known.count >= count) return known.pointer;
      if (known) host.free(known.pointer);
      const grown = Math.max(count, 2 * (known?.count ?? 64)); // rebuilt a few times at most while a text grows
      const pointer = host.allocate(4 * grown * headDim);
      host.floats(pointer, grown * headDim).set(tableOf(headDim, base, grown));
      tables.set(key, { pointer, count: grown });
      return pointer;
    },
    free: () => {
      for (const { pointer } of tables.values()) host.free(pointer);
      tables.clear();
    },
  };
}

function tableOf(headDim: number, base: number, count: number): Float32Array {
  const half = headDim / 2;
  const table = new Float32Array(count * headDim);
  const frequencies = ropeFrequencies(headDim, base);
  for (let position = 0; position < count; position++) {
    frequencies.forEach((frequency, i) => {
      table[position * headDim + i] = Math.cos(position * frequency);
      table[position * headDim + half + i] = Math.sin(position * frequency);
    });
  }
  return table;
}
