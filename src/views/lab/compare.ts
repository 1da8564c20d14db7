/** Two runs on one sheet: which figures of a stage are compared, and what they were at a step. */

import type { Settings } from '../../llm/config.ts';
import type { TrainingStage } from '../../llm/reports.ts';
import { sameSettings } from '../../llm/settings.ts';
import type { OpenedSchool, Run, Runs } from '../../store/mirror.ts';
import { defineSlice } from '../../store/slice.ts';

export interface Point {
  step: number;
  value: number;
}

export type Curves = Partial<Record<TrainingStage, readonly Point[]>>;

/** The curves of a run that may be gone, with what it was made from. */
export interface Remembered extends Pick<OpenedSchool, 'language' | 'preset' | 'seed'> {
  id: number;
  settings: Settings;
  curves: Curves;
}

export const rememberedSlice = defineSlice<readonly Remembered[]>('lab/remembered', []);
const maxRemembered = 8;

/** The loss of a stage that imitates; of the exercises, the share of right attempts. */
export const pointsOf = ({ stage, losses, exercises }: Run): Point[] =>
  stage === 'rl'
    ? exercises.points.map(({ step, accuracy }) => ({ step, value: accuracy }))
    : losses.points.map(({ step, loss }) => ({ step, value: loss }));

export function curvesOf(runs: Runs): Curves {
  return Object.fromEntries(
    Object.values(runs).flatMap((run) => (run && run.step > 0 ? [[run.stage, pointsOf(run)]] : [])),
  );
}

/** With another run at the end; one of the same making gives way to it, and the oldest beyond eight. */
export function remembering(
  before: readonly Remembered[],
  { language, preset, seed, settings = {} }: Pick<OpenedSchool, 'language' | 'preset' | 'seed' | 'settings'>,
  curves: Curves,
): readonly Remembered[] {
  if (Object.keys(curves).length === 0) return before;
  const isSame = (other: Remembered): boolean =>
    other.language === language &&
    other.preset === preset &&
    other.seed === seed &&
    sameSettings(other.settings, settings);
  const id = 1 + Math.max(0, ...before.map((other) => other.id));
  const others = before.filter((other) => !isSame(other));
  return [...others, { id, language, preset, seed, settings, curves }].slice(-maxRemembered);
}

/** The figure at a step, or at the last one before it that was measured. */
export function valueAt(points: readonly Point[], step: number): number | undefined {
  return points.findLast((point) => point.step <= step)?.value;
}

/** Both curves over the steps of either. */
export function together(
  mine: readonly Point[],
  other: readonly Point[],
): { step: number; mine?: number; other?: number }[] {
  const rows = new Map<number, { step: number; mine?: number; other?: number }>();
  for (const { step, value } of mine) rows.set(step, { step, mine: value });
  for (const { step, value } of other) rows.set(step, { ...(rows.get(step) ?? { step }), other: value });
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

export const lastStep = (...curves: (readonly Point[])[]): number =>
  Math.max(0, ...curves.map((points) => points.at(-1)?.step ?? 0));
