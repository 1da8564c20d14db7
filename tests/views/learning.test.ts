import { describe, expect, it } from 'vitest';
import { presets } from '../../src/llm/config.ts';
import type { OpenedSchool } from '../../src/store/mirror.ts';
import { phaseOf } from '../../src/views/1.4-learning/phases.ts';
import { plannedRate, ratesToCome, turnsOf } from '../../src/views/1.4-learning/rates.ts';

const school = { language: 'en', preset: 'course' } as OpenedSchool;
const steps = presets.course.pretrain.en.steps;

describe('the learning rate over the steps', () => {
  it('is a straight line between the steps that are drawn', () => {
    const drawn = ratesToCome(school, 1, 2);
    expect(drawn[0]?.step).toBe(1);
    expect(drawn.at(-1)?.step).toBe(steps);
    const errors = Array.from({ length: steps }, (_, i) => {
      const step = i + 1;
      const next = drawn.findIndex((point) => point.step >= step);
      const [a, b] = [drawn[Math.max(0, next - 1)]!, drawn[next]!];
      const along = a === b ? 0 : (step - a.step) / (b.step - a.step);
      const onLine = a.learningRate + along * (b.learningRate - a.learningRate);
      return Math.abs(onLine / (2 * plannedRate(school, step)) - 1);
    });
    expect(Math.max(...errors)).toBeLessThan(1e-9);
  });

  it('warms up, holds, and falls to its end', () => {
    const { warm, held, last } = turnsOf(school);
    expect(plannedRate(school, 1)).toBeLessThan(warm.learningRate);
    expect(held.learningRate).toBe(warm.learningRate);
    expect(plannedRate(school, held.step + 2)).toBeLessThan(held.learningRate);
    expect(last.learningRate).toBeLessThan(held.learningRate / 10);
    expect(ratesToCome(school, last.step, 1)).toEqual([last]);
    expect(ratesToCome(school, last.step + 1, 1)).toEqual([]);
  });
});

describe('the phase of a model', () => {
  const baselines = { uniform: 6, unigram: 5, bigram: 3 };
  it.each([
    [150, 5.9, 'copying'],
    [151, 5.9, 'noise'],
    [151, 5, 'noise'],
    [200, 4.99, 'common'],
    [200, 3, 'common'],
    [900, 2.99, 'context'],
  ] as const)('after %i steps with a loss of %f on unread pages is %s', (step, heldLoss, phase) => {
    expect(phaseOf(step, 150, heldLoss, baselines)).toBe(phase);
  });
});
