import { describe, expect, it } from 'vitest';
import { alphabetOf, copybookBatch } from '../../src/llm/copybook.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTokenizer } from '../../src/llm/tokenizer.ts';

describe('copybook', () => {
  const tokenizer = createTokenizer([[97, 98]]);
  const alphabet = alphabetOf(Int32Array.of(256, 99, 10, 97, 266, 257, 99), tokenizer);

  it('learns only what stood in the same row before', () => {
    const batch = copybookBatch(alphabet, 8, 64, createRandom(1));
    for (let row = 0; row < batch.rows; row++) {
      const tokenIds = [batch.inputs[row * 64] as number, ...batch.targets.slice(row * 64, (row + 1) * 64)];
      for (let t = 0; t < 64; t++) {
        if (batch.weights[row * 64 + t] === 0) continue;
        const pair = [tokenIds[t], tokenIds[t + 1]];
        const stoodBefore = tokenIds.slice(0, t).some((id, i) => id === pair[0] && tokenIds[i + 1] === pair[1]);
        expect(stoodBefore).toBe(true);
      }
    }
    expect(batch.weights.reduce((sum, weight) => sum + weight, 0)).toBeGreaterThan(64);
  });

  it('is written in the tokens of the corpus', () => {
    expect(alphabet).toMatchObject({ tokenIds: [97, 99, 266], characters: ['a', 'b', 'c'] });
    const batch = copybookBatch(alphabet, 2, 50, createRandom(2));
    const allowed = [97, 98, 99, 266, 10, 256];
    expect([...batch.inputs].every((id) => allowed.includes(id))).toBe(true);
  });

  it('is fresh for every seed, and the same for the same one', () => {
    const inputs = (seed: number) => copybookBatch(alphabet, 2, 50, createRandom(seed)).inputs;
    expect(inputs(3)).toEqual(inputs(3));
    expect(inputs(3)).not.toEqual(inputs(4));
  });
});
