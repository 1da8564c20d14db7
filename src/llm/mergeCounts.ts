/**
 * How often each pair of neighboring tokens stands in the corpus, kept up to date while pairs are merged. A text has few different
 * pieces (words), so every piece is stored once with its number of occurrences, and a merge touches only the pieces that hold the pair.
 */

/** One number for an ordered pair of ids below 65536; the natural order of keys is the order of pairs. */
export const pairKey = (left: number, right: number): number => left * 65536 + right;

export interface PairCount {
  pair: [number, number];
  count: number;
}

export interface MergeCounts {
  /** Tokens in the whole corpus now. */
  tokens(): number;
  /** The most frequent allowed pair; among equals the one with the smaller ids. */
  best(): PairCount | undefined;
  /** The most frequent allowed pairs in that order, at most `limit`. */
  top(limit: number): PairCount[];
  countOf(left: number, right: number): number;
  /** Replaces the pair by `id` everywhere, from left to right. */
  merge(left: number, right: number, id: number): void;
}

/** Bytes, later tokens, and how often it occurs. */
export interface Piece {
  ids: number[];
  count: number;
}

/**
 * @param pieces bytes of every different piece, and how often it occurs
 * @param isAllowed whether a pair may ever become a token; the others are not counted
 */
export function countPairs(pieces: Piece[], isAllowed: (left: number, right: number) => boolean): MergeCounts {
  const counts = new Map<number, number>();
  const refused = new Set<number>();
  /** Pieces that hold, or once held, the pair. */
  const holders = new Map<number, Set<Piece>>();
  let total = pieces.reduce((sum, piece) => sum + piece.ids.length * piece.count, 0);

  const change = (piece: Piece, sign: 1 | -1): void => {
    const { ids, count } = piece;
    for (let i = 0; i + 1 < ids.length; i++) {
      const left = ids[i] as number;
      const right = ids[i + 1] as number;
      const key = pairKey(left, right);
      const known = counts.get(key);
      if (known === undefined) {
        if (refused.has(key)) continue;
        if (!isAllowed(left, right)) {
          refused.add(key);
          continue;
        }
      }
      counts.set(key, (known ?? 0) + sign * count);
      if (sign < 0) continue;
      const set = holders.get(key);
      if (set) set.add(piece);
      else holders.set(key, new Set([piece]));
    }
  };
  for (const piece of pieces) change(piece, 1);

  const top = (limit: number): PairCount[] => {
    const found: { key: number; count: number }[] = [];
    for (const [key, count] of counts) {
      const last = found.at(-1);
      const isBetter = !last || found.length < limit || count > last.count || (count === last.count && key < last.key);
      if (count === 0 || !isBetter) continue;
      const place = found.findIndex((other) => count > other.count || (count === other.count && key < other.key));
      found.splice(place < 0 ? found.length : place, 0, { key, count });
      if (found.length > limit) found.pop();
    }
    return found.map(({ key, count }) => ({ pair: [Math.floor(key / 65536), key % 65536], count }));
  };

  return {
    tokens: () => total,
    best: () => top(1)[0],
    top,
    countOf: (left, right) => counts.get(pairKey(left, right)) ?? 0,
    merge: (left, right, id) => {
      const key = pairKey(left, right);
      for (const piece of holders.get(key) ?? []) {
        const merged = mergePair(piece.ids, left, right, id);
        if (merged.length === piece.ids.length) continue;
        change(piece, -1);
        total -= (piece.ids.length - merged.length) * piece.count;
        piece.ids = merged;
        change(piece, 1);
      }
      holders.delete(key);
      counts.delete(key);
    },
  };
}

/** The ids with every occurrence of the pair, from left to right, replaced by `id`. */
export function mergePair(ids: readonly number[], left: number, right: number, id: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === left && ids[i + 1] === right) {
      merged.push(id);
      i++;
    } else {
      merged.push(ids[i] as number);
    }
  }
  return merged;
}
