import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../src/llm/interval.ts';

describe("Wilson's interval", () => {
  it('is where the score test no longer objects, found by trying shares one by one', () => {
    const z = 1.959963984540054;
    for (const [hits, total] of [
      [0, 10],
      [7, 10],
      [24, 24],
      [1, 400],
    ] as const) {
      const shares = Array.from({ length: 100_001 }, (_, i) => i / 100_000);
      const accepted = shares.filter(
        (share) => Math.abs(hits / total - share) <= z * Math.sqrt((share * (1 - share)) / total),
      );
      const { low, high } = wilsonInterval(hits, total);
      expect(low).toBeCloseTo(accepted[0]!, 4);
      expect(high).toBeCloseTo(accepted.at(-1)!, 4);
    }
  });

  it('holds the share, stays within 0 and 1, mirrors, and narrows with more questions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), (total, drawn) => {
        const hits = drawn % (total + 1);
        const { low, high } = wilsonInterval(hits, total);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / total + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / total - 1e-12);
        const mirrored = wilsonInterval(total - hits, total);
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
        const more = wilsonInterval(10 * hits, 10 * total);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });

  it('knows nothing before anything has been asked', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});
