/** What one iteration did with one of its questions, as the loop shows it. */
import type { Rollout } from '../../llm/reports.ts';
import type { Round } from '../../store/mirror.ts';
import { type Verdict, verdictOf } from '../exercises/verdict.ts';

export interface Gone {
  cells: { rollout: Rollout; verdict: Verdict; isKept: boolean }[];
  right: number;
  kept: number;
  /** What the model is trained on for this question; the best paid of it. */
  learned: string | undefined;
}

export const verdictMarks: Record<Verdict, string> = { right: '✓', long: '✓', wrong: '✗' };

export function goneThrough({ rollouts }: Pick<Round, 'rollouts'>): Gone {
  const right = rollouts.filter(({ correct }) => correct);
  const shortest = Math.min(...right.map(({ tokens }) => tokens));
  const kept = rollouts.filter(({ chosen }) => chosen);
  return {
    cells: rollouts.map((rollout) => ({ rollout, verdict: verdictOf(rollout, shortest), isKept: rollout.chosen })),
    right: right.length,
    kept: kept.length,
    learned: [...kept].sort((a, b) => b.reward - a.reward)[0]?.text,
  };
}
