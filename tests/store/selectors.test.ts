import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenizer, trainTokenizer } from '../../src/llm/tokenizer.ts';
import { appendPoints, emptyCurve, growing, thinned } from '../../src/store/curves.ts';
import { candidates, glyphs, ownProbability, plainSampling, remainingMs } from '../../src/store/selectors.ts';

const bytesOnly = createTokenizer([]);
const logits = Float32Array.from({ length: 266 }, (_, id) => Math.sin(id) * 3);

describe('candidates', () => {
  it('come likeliest first, and a lower temperature sharpens the first', () => {
    const cold = candidates(logits, { ...plainSampling, temperature: 0.5 }, bytesOnly, 5);
    const hot = candidates(logits, { ...plainSampling, temperature: 2 }, bytesOnly, 5);
    expect(cold.map((candidate) => candidate.tokenId)).toEqual(hot.map((candidate) => candidate.tokenId));
    expect(cold[0]?.probability).toBeGreaterThan(hot[0]?.probability ?? 1);
    for (const list of [cold, hot]) {
      const shares = list.map((candidate) => candidate.probability);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
    }
  });

  it('show what top-k cuts off', () => {
    const list = candidates(logits, { ...plainSampling, topK: 2 }, bytesOnly, 4);
    expect(list.map((candidate) => candidate.isKept)).toEqual([true, true, false, false]);
    expect((list[0]?.probability ?? 0) + (list[1]?.probability ?? 0)).toBeCloseTo(1);
  });

  it('the model’s own probabilities add up to 1', () => {
    const sum = [...logits.keys()].reduce((total, id) => total + ownProbability(logits, id), 0);
    expect(sum).toBeCloseTo(1);
  });
});

describe('glyphs', () => {
  const { tokenizer } = trainTokenizer(['你好，今天 你好，今天 你好，今天 a fox'], 275);

  it('use every token once, in order, and lose nothing of a well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokenIds = tokenizer.encode(text);
        const found = glyphs(tokenizer, tokenIds);
        expect(found.flatMap((glyph) => glyph.positions)).toEqual([...tokenIds.keys()]);
        expect(found.map((glyph) => glyph.text).join('')).toBe(text);
      }),
    );
  });

  it('draw a character of several tokens once', () => {
    const tokenIds = bytesOnly.encode('狐a');
    expect(glyphs(bytesOnly, tokenIds)).toEqual([
      { text: '狐', positions: [0, 1, 2] },
      { text: 'a', positions: [3] },
    ]);
  });

  it('name bytes that are no character', () => {
    expect(glyphs(bytesOnly, [0xe4, 0x61])[0]?.text).toBe('<E4>');
  });
});

describe('curves', () => {
  it('never exceed their limit and keep the first step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 4, max: 50 }), (steps, limit) => {
        const points = Array.from({ length: steps }, (_, i) => ({ step: i + 1 }));
        const curve = appendPoints(emptyCurve, points, limit);
        expect(curve.points.length).toBeLessThanOrEqual(limit);
        expect(curve.points[0]?.step).toBe(1);
      }),
    );
  });

  it('growing lists keep both ends and dwell on the beginning, however far they go', () => {
    const steps = (...list: number[]) => list.map((step) => ({ step }));
    const reading = steps(1, 50, ...Array.from({ length: 18 }, (_, i) => 100 * (i + 1)));
    expect(growing(reading, 10).slice(0, 4)).toEqual(steps(1, 50, 100, 200));
    expect(growing(steps(1, 50), 10)).toEqual(steps(1, 50));
    expect(growing([], 10)).toEqual([]);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(5000), { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 2, max: 12 }),
        (list, count) => {
          const items = steps(...list.sort((a, b) => a - b));
          const kept = growing(items, count);
          expect(kept.length).toBeLessThanOrEqual(count);
          expect(kept[0]).toBe(items[0]);
          expect(kept.at(-1)).toBe(items.at(-1));
          expect(items.filter((item) => kept.includes(item))).toEqual(kept);
        },
      ),
    );
  });

  it('thinned lists keep both ends', () => {
    expect(thinned([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(thinned([1, 2], 3)).toEqual([1, 2]);
  });
});

it('the time left follows from the speed so far', () => {
  expect(remainingMs({ step: 25, steps: 100, elapsedMs: 1000 })).toBe(3000);
  expect(remainingMs({ step: 0, steps: 100, elapsedMs: 0 })).toBeUndefined();
});
