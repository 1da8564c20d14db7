import { describe, expect, it } from 'vitest';
import { presets } from '../../src/llm/config.ts';
import type { ExercisePoint } from '../../src/store/mirror.ts';
import { collapseOf, practiceOf, practiceSlice } from '../../src/store/practice.ts';

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

describe('how to practice', () => {
  const school = { language: 'en', preset: 'quick' } as Parameters<typeof practiceOf>[0]['school'];
  const asked = (chosen: typeof practiceSlice.initial, settings = {}) =>
    practiceOf({ school, settings, slices: { [practiceSlice.name]: chosen } });

  it('is left to the preset and its knobs, unless the reader chooses otherwise', () => {
    expect(asked({ algorithm: 'expertIteration', pace: 'usual' }, { rlRate: 0.002 })).toBeUndefined();
  });

  it('goes by the learning rate that a knob was turned to', () => {
    const third = asked({ algorithm: 'policyGradient', pace: 'usual' });
    expect(third).toEqual({ algorithm: 'policyGradient', learningRate: presets.quick.rl.learningRate * (1 / 3) });
    const turned = asked({ algorithm: 'policyGradient', pace: 'usual' }, { rlRate: 0.002 });
    expect(turned?.learningRate).toBe(0.002 * (1 / 3));
  });
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
