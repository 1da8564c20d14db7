/** Two runs side by side in the lab. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRun } from '../../src/store/mirror.ts';
import { curvesOf, lastStep, remembering, together, valueAt } from '../../src/views/lab/compare.ts';

const curve = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 })
  .map((steps) => steps.sort((a, b) => a - b).map((step) => ({ step, value: step / 7 })));

describe('two curves', () => {
  it('share one axis, and lose no point', () => {
    fc.assert(
      fc.property(curve, curve, (mine, other) => {
        const rows = together(mine, other);
        expect(rows.map(({ step }) => step)).toEqual([...new Set(rows.map(({ step }) => step))].sort((a, b) => a - b));
        expect(rows.filter((row) => row.mine !== undefined).map(({ step }) => step)).toEqual(
          mine.map(({ step }) => step),
        );
        expect(rows.flatMap((row) => row.other ?? [])).toEqual(other.map(({ value }) => value));
      }),
    );
  });

  it('have at the cursor what was measured last', () => {
    fc.assert(
      fc.property(curve, fc.integer({ min: 0, max: 70 }), (points, step) => {
        const before = points.filter((point) => point.step <= step);
        expect(valueAt(points, step)).toBe(before.length > 0 ? before[before.length - 1]!.value : undefined);
      }),
    );
    expect(lastStep([], [{ step: 4, value: 1 }], [{ step: 3, value: 1 }])).toBe(4);
    expect(lastStep([], [])).toBe(0);
  });
});

describe('remembered runs', () => {
  const school = { language: 'en', preset: 'quick', seed: 1 } as const;
  const run = {
    ...newRun('r', 'pretrain'),
    step: 2,
    losses: { stride: 1, points: [{ step: 1, loss: 5, learningRate: 0.01 }] },
  };
  const curves = curvesOf({ pretrain: run, sft: newRun('s', 'sft') });

  it('hold what has been trained', () => {
    expect(curves).toEqual({ pretrain: [{ step: 1, value: 5 }] });
    expect(remembering([], school, {})).toEqual([]);
  });

  it('give way to one of the same making, and are at most eight', () => {
    const once = remembering([], school, curves);
    expect(remembering(once, school, curves)).toHaveLength(1);
    expect(remembering(once, { ...school, settings: { nLayer: 1 } }, curves)).toHaveLength(2);
    let many = once;
    for (let seed = 2; seed < 20; seed++) many = remembering(many, { ...school, seed }, curves);
    expect(many.map(({ seed }) => seed)).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
    expect(new Set(many.map(({ id }) => id)).size).toBe(8);
  });
});
