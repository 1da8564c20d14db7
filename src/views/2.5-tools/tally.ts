/** How many answers were right, and how far that can be trusted. */
import { wilsonInterval } from '../../llm/interval.ts';
import type { TrialCase, TrialKind } from '../../llm/toolTrial.ts';

export interface Tally {
  total: number;
  right: number;
  share: number;
  low: number;
  high: number;
}

export function tallyOf(cases: readonly TrialCase[], wanted: readonly TrialKind[], how: 'with' | 'without'): Tally {
  const own = cases.filter(({ kind }) => wanted.includes(kind));
  const right = own.filter((tried) => tried[how].isRight).length;
  return { total: own.length, right, share: right / Math.max(1, own.length), ...wilsonInterval(right, own.length) };
}
