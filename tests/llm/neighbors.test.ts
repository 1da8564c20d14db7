import { describe, expect, it } from 'vitest';
import { nearestTokens } from '../../src/llm/neighbors.ts';
import { createRandom } from '../../src/llm/random.ts';
import { firstMergeId, specialId, specialTokens } from '../../src/llm/tokenizer.ts';

const [V, C] = [300, 4];
const random = createRandom(1);
const table = Float32Array.from({ length: V * C }, () => random.normal());
const set = (id: number, row: number[]): void => table.set(row, id * C);

describe('the nearest tokens', () => {
  it('are those whose embeddings point the same way, however long they are', () => {
    set(7, [1, 2, 0, 0]);
    set(8, [10, 20, 0, 0]);
    set(9, [-1, -2, 0, 0]);
    const all = nearestTokens(table, C, 7, V);
    expect(all[0]).toEqual({ tokenId: 8, similarity: expect.closeTo(1, 6) });
    expect(all.at(-1)).toEqual({ tokenId: 9, similarity: expect.closeTo(-1, 6) });
    for (const [i, { similarity }] of all.entries()) {
      expect(similarity).toBeLessThanOrEqual(all[i - 1]?.similarity ?? 1);
      expect(Math.abs(similarity)).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  it('never are the token itself or a special one', () => {
    const ids = nearestTokens(table, C, 7, V).map(({ tokenId }) => tokenId);
    expect(ids).toHaveLength(V - 1 - specialTokens.length);
    expect(ids).not.toContain(7);
    for (const token of specialTokens) expect(ids).not.toContain(specialId(token));
    expect(nearestTokens(table, C, firstMergeId, 3)).toHaveLength(3);
  });

  it('are alike in nothing to a row of zeros', () => {
    set(11, [0, 0, 0, 0]);
    expect(nearestTokens(table, C, 11, 2).map(({ similarity }) => similarity)).toEqual([0, 0]);
  });
});
