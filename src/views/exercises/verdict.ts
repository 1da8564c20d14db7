/** How an attempt is shown: right, right but long, or wrong. */
import type { Rollout } from '../../llm/reports.ts';

/** So much longer than the shortest right attempt counts as long. */
const longFactor = 1.5;

export type Verdict = 'right' | 'long' | 'wrong';

export const verdictOf = ({ correct, tokens }: Pick<Rollout, 'correct' | 'tokens'>, shortestRight: number): Verdict =>
  !correct ? 'wrong' : tokens > shortestRight * longFactor ? 'long' : 'right';
