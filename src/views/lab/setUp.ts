/** What the buttons of the lab do beyond one knob. */
import type { FilterName } from '../../llm/cleaning.ts';
import type { Settings } from '../../llm/config.ts';
import { actions, pageNow } from '../../store/page.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { curvesOf, rememberedSlice, remembering } from './compare.ts';

/** Filters that the next model's crawl goes without. */
export const switchedOffSlice = defineSlice<readonly FilterName[]>('lab/switchedOff', []);

/** Keeps the curves of the run in memory, to be compared with later ones. */
export function remember(): void {
  const state = pageNow();
  if (!state.school) return;
  const before = sliceOf(state, rememberedSlice);
  actions.setSlice(rememberedSlice, remembering(before, state.school, curvesOf(state.runs)));
}

/** A new model with the knobs as they stand; the curves of the one before it are kept. */
export function setUp(): void {
  const state = pageNow();
  const { school, seed } = state;
  if (!school) return;
  remember();
  const switchedOff = sliceOf(state, switchedOffSlice);
  actions.openSchool(school.language, school.preset, seed, switchedOff.length > 0 ? { switchedOff } : undefined);
}

export type ExperimentName = 'shallow' | 'hot' | 'noCopying' | 'forgetful' | 'alone' | 'rash';

/** Knobs turned on purpose, to see what they are there for. */
export const experiments: Record<ExperimentName, Settings> = {
  shallow: { nLayer: 1 },
  hot: { muonRate: 0.1, adamRate: 0.02 },
  noCopying: { copybookSteps: 0 },
  forgetful: { sftRehearsal: 0 },
  alone: { rlGroup: 2 },
  rash: { rlRate: 0.002 },
};
