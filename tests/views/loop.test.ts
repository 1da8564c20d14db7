import { describe, expect, it } from 'vitest';
import type { Rollout } from '../../src/llm/reports.ts';
import { goneThrough } from '../../src/views/3.2-practice/loop.ts';

const rollout = (change: Partial<Rollout>): Rollout => ({
  text: '',
  correct: false,
  reward: 0,
  tokens: 10,
  style: 'direct',
  chosen: false,
  ...change,
});

describe('what an iteration did with a question', () => {
  it('tells right from long by the shortest right attempt, never by a wrong one', () => {
    const { cells, right } = goneThrough({
      rollouts: [
        rollout({ tokens: 3 }),
        rollout({ correct: true, tokens: 20 }),
        rollout({ correct: true, tokens: 30 }),
        rollout({ correct: true, tokens: 31 }),
      ],
    });
    expect(cells.map(({ verdict }) => verdict)).toEqual(['wrong', 'right', 'right', 'long']);
    expect(right).toBe(3);
  });

  it('shows the best paid of what is trained on, and nothing where nothing is', () => {
    const worse = rollout({ text: 'long', correct: true, reward: 0.7, chosen: true });
    const better = rollout({ text: 'short', correct: true, reward: 0.9, chosen: true });
    expect(goneThrough({ rollouts: [worse, better] })).toMatchObject({ kept: 2, learned: 'short' });
    expect(goneThrough({ rollouts: [rollout({})] })).toMatchObject({ kept: 0, learned: undefined });
  });
});
