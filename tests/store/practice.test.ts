import { describe, expect, it } from 'vitest';
import type { ExercisePoint } from '../../src/store/mirror.ts';
import { collapseOf } from '../../src/store/practice.ts';

const point = (step: number, change: Partial<ExercisePoint> = {}): ExercisePoint => ({
  step,
  accuracy: 0.5,
  reward: 0.4,
  meanTokens: 20,
  direct: 0.2,
  concise: 0.7,
  verbose: 0.1,
  solved: 0.9,
  ...change,
});

describe('collapse', () => {
  it('is not seen in practice that goes well, or wavers as a hundred questions do', () => {
    expect(collapseOf([])).toBeUndefined();
    expect(collapseOf([point(1, { sampled: 0.3 }), point(2), point(4, { sampled: 0.8 })])).toBeUndefined();
    expect(collapseOf([point(1, { sampled: 0.8 }), point(4, { sampled: 0.7 })])).toBeUndefined();
  });

  it('is a fall far below the best', () => {
    const points = [point(1, { sampled: 0.3 }), point(4, { sampled: 0.8 }), point(8, { sampled: 0.1 }), point(9)];
    expect(collapseOf(points)).toEqual({ kind: 'fell', best: 0.8, now: 0.1 });
  });

  it('is having no right attempt left to learn from', () => {
    const points = [point(1, { sampled: 0.3 }), point(2, { solved: 0, accuracy: 0 })];
    expect(collapseOf(points)).toEqual({ kind: 'stuck', best: 0.3, now: 0 });
    // Who never was right has lost nothing.
    expect(collapseOf([point(1, { solved: 0, accuracy: 0 })])).toBeUndefined();
  });
});
