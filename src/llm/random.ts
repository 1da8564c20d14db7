/**
 * Seeded randomness, passed as an argument everywhere; nothing under llm/ touches Math.random.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state, small and fast in 32-bit integer arithmetic.
 */

export type RandomState = [number, number, number, number];

export interface Random {
  /** A float in [0, 1) with 32 random bits. */
  next(): number;
  /** An integer in [0, n). */
  int(n: number): number;
  /** A standard normal number (Box-Muller). */
  normal(): number;
  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T;
  /** An index drawn with the given non-negative weights. */
  weighted(weights: readonly number[]): number;
  /** A new, shuffled copy (Fisher-Yates). */
  shuffled<T>(items: readonly T[]): T[];
  /** `count` different elements, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
  /** An independent generator derived from this one's seed and a label; does not advance this one. */
  fork(label: string): Random;
  /** The state, to be stored in a checkpoint and given back to `restoreRandom`. */
  state(): RandomState;
}

/** Seeds a generator. Equal seeds give equal sequences on every machine. */
export function createRandom(seed: number | string): Random {
  const hash = mix(`${seed}`);
  const random = restoreRandom([hash(), hash(), hash(), 1]);
  for (let i = 0; i < 12; i++) random.next();
  return random;
}

export function restoreRandom(state: RandomState): Random {
  let [a, b, c, counter] = state;
  const origin = state.join(',');
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4294967296;
  };
  const int = (n: number): number => Math.floor(next() * n);
  const shuffled = <T>(items: readonly T[]): T[] => {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  };
  return {
    next,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('pick from an empty list');
      return items[int(items.length)] as (typeof items)[number];
    },
    weighted: (weights) => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i] as number;
        if (left < 0) return i;
      }
      return weights.length - 1;
    },
    shuffled,
    sample: (items, count) => shuffled(items).slice(0, count),
    fork: (label) => createRandom(`${origin}/${label}`),
    state: () => [a, b, c, counter],
  };
}

/** xmur3 string hash: a function that yields successive 32-bit seeds. */
function mix(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}
