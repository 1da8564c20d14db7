import { describe, expect, it } from 'vitest';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createRandom } from '../../src/llm/random.ts';
import { drawExercises, isRight, reward } from '../../src/llm/tasks.ts';
import type { Exercise } from '../../src/llm/world.ts';

const exercise = (digits: number, answer = 632): Exercise => ({ question: '', answer, digits, split: 'train' });

describe('grading', () => {
  it.each([
    ['632.', true],
    ['7+5=12 4+8+1=13 3+2+1=6 so 632.', true],
    ['Step by step. Ones: 7+5=12 carry 1. Tens: 4+8+1=13 carry 1. Hundreds: 3+2+1=6 so 632.', true],
    ['7+5=12 4+8=12 3+2=5 so 522.', false],
    ['632', false],
    ['so', false],
    ['', false],
  ])('%j', (answer, expected) => {
    expect(isRight(phrasebooks.en, answer, exercise(3))).toBe(expected);
  });

  it('pays nothing for a wrong answer, less for a long one', () => {
    const config = { lengthPenalty: 0.3, maxNewTokens: 84 };
    expect(reward(false, 10, config)).toBe(0);
    expect(reward(true, 84, config)).toBeCloseTo(0.7);
    expect(reward(true, 21, config)).toBeGreaterThan(reward(true, 42, config));
    expect(reward(true, 42, { ...config, lengthPenalty: 0 })).toBe(1);
  });

  it('draws exercises in the wanted shares', () => {
    const exercises = [1, 2, 3].flatMap((digits) => [exercise(digits), exercise(digits)]);
    const drawn = drawExercises(exercises, 3000, [0.15, 0.35, 0.5], createRandom(1));
    const shareOf = (digits: number) => drawn.filter((one) => one.digits === digits).length / drawn.length;
    expect(shareOf(1)).toBeCloseTo(0.15, 1);
    expect(shareOf(3)).toBeCloseTo(0.5, 1);
  });
});
