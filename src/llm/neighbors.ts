/** Tokens that a model treats alike: their embeddings point the same way. */
import { specialId, specialTokens } from './tokenizer.ts';

export interface Neighbor {
  tokenId: number;
  /** Cosine of the angle between the embeddings, in [-1, 1]. */
  similarity: number;
}

const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));

/**
 * The tokens nearest to one, the nearest first, without itself and without special tokens.
 * @param table the embeddings, (V, C) row by row
 */
export function nearestTokens(table: Float32Array, nEmbd: number, tokenId: number, count: number): Neighbor[] {
  const row = (id: number): Float32Array => table.subarray(id * nEmbd, (id + 1) * nEmbd);
  const own = row(tokenId);
  const ownLength = Math.sqrt(dot(own, own));
  const found: Neighbor[] = [];
  for (let id = 0; id < table.length / nEmbd; id++) {
    if (id === tokenId || specials.has(id)) continue;
    const other = row(id);
    const lengths = ownLength * Math.sqrt(dot(other, other));
    found.push({ tokenId: id, similarity: lengths > 0 ? dot(own, other) / lengths : 0 });
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.tokenId - b.tokenId).slice(0, count);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
