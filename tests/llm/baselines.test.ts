import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingBaselines } from '../../src/llm/baselines.ts';

/** The same by looking through the whole of the text for every token. */
function slowly(train: number[], held: number[], vocabSize: number) {
  const everyToken = Array.from({ length: vocabSize }, (_, id) => id);
  const alone = (id: number) => (train.filter((other) => other === id).length + 1) / (train.length + vocabSize);
  const after = (before: number, id: number): number => {
    const next = train.filter((_, i) => i > 0 && train[i - 1] === before);
    const kinds = new Set(next).size;
    if (next.length === 0) return alone(id);
    return (next.filter((other) => other === id).length + kinds * alone(id)) / (next.length + kinds);
  };
  for (const before of everyToken) {
    expect(everyToken.reduce((sum, id) => sum + after(before, id), 0)).toBeCloseTo(1, 9);
  }
  const mean = (chance: (i: number) => number) =>
    held.slice(1).reduce((sum, _, i) => sum - Math.log(chance(i + 1)), 0) / (held.length - 1);
  return {
    uniform: Math.log(vocabSize),
    unigram: mean((i) => alone(held[i]!)),
    bigram: mean((i) => after(held[i - 1]!, held[i]!)),
  };
}

describe('what counting reaches', () => {
  it('is what a slow look through the text finds, with probabilities that sum to 1', () => {
    const ids = fc.array(fc.nat(5), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(ids, ids, (train, held) => {
        const found = countingBaselines(Int32Array.from(train), Int32Array.from(held), 6);
        const expected = slowly(train, held, 6);
        for (const name of ['uniform', 'unigram', 'bigram'] as const)
          expect(found[name]).toBeCloseTo(expected[name], 9);
      }),
      { numRuns: 50 },
    );
  });

  it('comes to the entropies of a long text: of its tokens, and of each after the one before', () => {
    // 0 is followed by 1 or 2 in turn, each of which is followed by 0.
    const ids = Int32Array.from({ length: 40_000 }, (_, i) => (i % 2 === 0 ? 0 : 1 + ((i >> 1) % 2)));
    const { uniform, unigram, bigram } = countingBaselines(ids, ids, 4);
    expect(uniform).toBeCloseTo(Math.log(4), 9);
    expect(unigram).toBeCloseTo(1.5 * Math.LN2, 2);
    expect(bigram).toBeCloseTo(0.5 * Math.LN2, 2);
  });
});
