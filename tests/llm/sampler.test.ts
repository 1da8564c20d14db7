import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SamplingConfig } from '../../src/llm/config.ts';
import { createRandom } from '../../src/llm/random.ts';
import { distribution, draw, sample, sampleToken } from '../../src/llm/sampler.ts';
import { probabilitiesSlowly } from '../reference/sampler.ts';

const anyLogits = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((logits) => logits.map(Math.fround));
const anyConfig: fc.Arbitrary<SamplingConfig> = fc.record({
  temperature: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0.05, max: 3, noNaN: true })),
  topK: fc.integer({ min: 0, max: 45 }),
  topP: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const total = (probs: Float32Array): number => probs.reduce((sum, prob) => sum + prob, 0);

describe('distribution', () => {
  it('sums to 1 before and after cutting', () => {
    fc.assert(
      fc.property(anyLogits, anyConfig, (logits, config) => {
        const { probs, renormalized } = distribution(logits, config);
        expect(total(probs)).toBeCloseTo(1, 5);
        expect(total(renormalized)).toBeCloseTo(1, 5);
      }),
      { numRuns: 200 },
    );
  });

  it('equals the slow version', () => {
    fc.assert(
      fc.property(anyLogits, anyConfig, (logits, config) => {
        const { renormalized } = distribution(logits, config);
        const expected = probabilitiesSlowly(logits, config);
        // Where top-p ends exactly at a token, single and double precision may disagree about that token.
        const keptWith = (topP: number) =>
          probabilitiesSlowly(logits, { ...config, topP }).filter((prob) => prob > 0).length;
        fc.pre(
          config.topP === 1 || keptWith(config.topP - 1e-6) === keptWith(Math.min(config.topP + 1e-6, 0.999999999)),
        );
        expected.forEach((prob, id) => {
          expect(renormalized[id]).toBeCloseTo(prob, 5);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps every step', () => {
    const logits = [2, 1, 0, -1].map((logit) => logit * Math.LN2);
    const steps = distribution(logits, { temperature: 0.5, topK: 3, topP: 0.9 });
    expect([...steps.scaled].map((value) => value / Math.LN2)).toEqual(
      [4, 2, 0, -2].map((value) => expect.closeTo(value, 5)),
    );
    // 2^4 : 2^2 : 2^0 : 2^-2, then the first three, then those that reach 0.9 of 21.
    expect([...steps.probs]).toEqual([64, 16, 4, 1].map((weight) => expect.closeTo(weight / 85, 6)));
    expect(steps.kept).toEqual([true, true, false, false]);
    expect([...steps.renormalized]).toEqual([0.8, 0.2, 0, 0].map((prob) => expect.closeTo(prob, 6)));
  });

  it('is one-hot when greedy, the smaller id among equals', () => {
    const { probs, kept, scaled } = distribution([1, 3, 3, -Infinity], { temperature: 0, topK: 2, topP: 0.5 });
    expect([...probs]).toEqual([0, 1, 0, 0]);
    expect(kept).toEqual([false, true, false, false]);
    expect([...scaled]).toEqual([1, 3, 3, -Infinity]);
  });

  it('does not overflow', () => {
    expect([...distribution([1e38, -1e38], { temperature: 1e-30, topK: 0, topP: 1 }).probs]).toEqual([1, 0]);
  });

  it.each([[[]], [[Number.NaN, 1]], [[1, Number.NaN]], [[Infinity, 1]], [[-Infinity, -Infinity]]])(
    'refuses %j',
    (logits) => {
      for (const temperature of [0, 1]) {
        expect(() => distribution(logits, { temperature, topK: 0, topP: 1 })).toThrow('notANumber');
      }
    },
  );
});

describe('draw', () => {
  it('finds the stretch of the bar', () => {
    const probs = Float32Array.of(0, 0.25, 0, 0.75, 0);
    expect([0, 0.24, 0.25, 0.9, 0.99999999].map((random) => draw(probs, random))).toEqual([1, 1, 3, 3, 3]);
    expect(draw(Float32Array.of(0.5, 0.4999, 0), 0.99999)).toBe(1);
  });

  it('draws as often as the probabilities say', () => {
    const rng = createRandom(7);
    const counts = [0, 0, 0];
    for (let i = 0; i < 20000; i++)
      counts[sample([0, 1, 2], { temperature: 1, topK: 0, topP: 1 }, rng.next()).tokenId]!++;
    const expected = probabilitiesSlowly([0, 1, 2], { temperature: 1, topK: 0, topP: 1 });
    counts.forEach((count, id) => {
      expect(count / 20000).toBeCloseTo(expected[id] as number, 1);
    });
  });
});

describe('sampleToken', () => {
  it('chooses what sample chooses, anywhere in a batch, and tells the model’s own log-probability', () => {
    fc.assert(
      fc.property(anyLogits, anyConfig, anyRandom, fc.nat(5), (logits, config, random, offset) => {
        const batch = Float32Array.from([...Array(offset).fill(99), ...logits, 99]);
        const { tokenId, logprob } = sampleToken(batch, offset, logits.length, config, random);
        expect(tokenId).toBe(sample(logits, config, random).tokenId);
        const own = probabilitiesSlowly(logits, { temperature: 1, topK: 0, topP: 1 });
        expect(logprob).toBeCloseTo(Math.log(own[tokenId] as number), 4);
      }),
      { numRuns: 200 },
    );
  });
});
