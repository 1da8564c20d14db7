/** How the reader wants the model to practice, and how practice goes: its best iteration, and whether it has lost what it had. */
import { presets, type RlAlgorithm, type RlConfig } from '../llm/config.ts';
import { withSettings } from '../llm/settings.ts';
import type { ExercisePoint } from './mirror.ts';
import type { State } from './pageState.ts';
import { defineSlice, sliceOf } from './slice.ts';

export interface PracticeSettings {
  algorithm: RlAlgorithm;
  /** `bold` takes steps so large that practice is likely to collapse. */
  pace: 'usual' | 'bold';
}

export const practiceSlice = defineSlice<PracticeSettings>('3.2/practice', {
  algorithm: 'expertIteration',
  pace: 'usual',
});

/** The policy gradient needs smaller steps: every attempt pulls, many of them backwards. */
const paceOf: Record<RlAlgorithm, number> = { expertIteration: 1, policyGradient: 1 / 3 };
/** So much larger that it goes wrong within some iterations. */
const boldness = 10;

/** What is to be different from the preset, with its knobs turned; undefined when nothing is. */
export function practiceOf(state: Pick<State, 'slices' | 'school' | 'settings'>): Partial<RlConfig> | undefined {
  const { algorithm, pace } = sliceOf(state, practiceSlice);
  const { school, settings } = state;
  if (!school || (algorithm === 'expertIteration' && pace === 'usual')) return undefined;
  const { rl } = withSettings(presets[school.preset], settings, school.language);
  const usual = rl.learningRate * paceOf[algorithm];
  return { algorithm, learningRate: pace === 'bold' ? usual * boldness : usual };
}

export interface Collapse {
  /** `fell`: far fewer held-out sums right than before. `stuck`: no attempt is right any more, so that there is nothing to keep. */
  kind: 'fell' | 'stuck';
  best: number;
  now: number;
}

/** Noise of a hundred questions does not reach so far. */
const collapseFall = 0.2;

/** Judged by the held-out sums, drawn as in practice, and between two of those by the attempts themselves. */
export function collapseOf(points: readonly ExercisePoint[]): Collapse | undefined {
  const measured = points.flatMap(({ step, sampled }) => (sampled === undefined ? [] : [{ step, sampled }]));
  const last = points.at(-1);
  if (!last) return undefined;
  const best = Math.max(0, ...measured.map(({ sampled }) => sampled));
  if (last.solved === 0 && points.some(({ solved }) => solved > 0)) return { kind: 'stuck', best, now: last.accuracy };
  const now = measured.at(-1)?.sampled;
  return now !== undefined && best - now >= collapseFall ? { kind: 'fell', best, now } : undefined;
}
