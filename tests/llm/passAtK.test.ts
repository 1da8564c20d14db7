import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passAtK, passCurve } from '../../src/llm/passAtK.ts';

/** Every choice of k of the attempts, counted. */
function counted(attempts: boolean[], k: number): number {
  let hits = 0;
  let all = 0;
  const choose = (from: number, left: number, hasRight: boolean): void => {
    if (left === 0) {
      all++;
      if (hasRight) hits++;
      return;
    }
    for (let i = from; i <= attempts.length - left; i++) choose(i + 1, left - 1, hasRight || (attempts[i] as boolean));
  };
  choose(0, k, false);
  return hits / all;
}

describe('passAtK', () => {
  it('is the share of choices of k attempts with a right one among them', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), fc.nat(), (attempts, any) => {
        const k = 1 + (any % attempts.length);
        const right = attempts.filter(Boolean).length;
        expect(passAtK(attempts.length, right, k)).toBeCloseTo(counted(attempts, k), 10);
      }),
      { numRuns: 100 },
    );
  });

  it('is the share that is right for one attempt, and grows with k', () => {
    expect(passAtK(16, 4, 1)).toBeCloseTo(0.25, 12);
    for (let k = 2; k <= 16; k++) expect(passAtK(16, 4, k)).toBeGreaterThanOrEqual(passAtK(16, 4, k - 1));
    expect(passAtK(16, 0, 16)).toBe(0);
    expect(passAtK(16, 1, 16)).toBe(1);
  });

  it.each([4, 16, 32])(
    'is told for up to half of %i attempts: a single right one makes nothing certain',
    (attempts) => {
      const curve = passCurve(attempts, 1);
      expect(curve.map(({ step }) => step)).toEqual(Array.from({ length: attempts / 2 }, (_, i) => i + 1));
      for (const { step, pass } of curve) expect(pass).toBeCloseTo(step / attempts, 12);
    },
  );

  it('refuses what makes no sense', () => {
    for (const [n, c, k] of [
      [4, 5, 1],
      [4, 1, 5],
      [4, 1, 0],
      [4, -1, 1],
    ] as const) {
      expect(() => passAtK(n, c, k)).toThrow(RangeError);
    }
  });
});
