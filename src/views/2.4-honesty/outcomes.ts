/** Before and after: what the assistant and the honest one say of everybody, counted by who was asked for. */
import type { InterviewGroup, Outcome } from '../../llm/interview.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { hasCheckpoint } from '../../store/selectors.ts';
import { defineSlice } from '../../store/slice.ts';
import { type Compared, compare } from './compared.ts';

export const stages = ['assistant', 'honest'] as const;
export type Stage = (typeof stages)[number];
export const slots: Record<Stage, string> = { assistant: '2.4/before', honest: '2.4/after' };

/** In the order of the bars: those who do not exist, then those who do, from the best known on. */
export const groups: readonly InterviewGroup[] = ['stranger', 'recombined', 'taught', 'famous', 'mid', 'obscure'];
export const outcomes: readonly Outcome[] = ['right', 'refused', 'other', 'invented'];

/** Whose answers are listed. */
export const groupSlice = defineSlice<InterviewGroup>('2.4/group', 'stranger');

export function askBoth(): void {
  const state = pageNow();
  for (const stage of stages)
    if (hasCheckpoint(state, stage)) actions.ask(slots[stage], { name: 'interview', asked: { stage } });
}

let last: { before: unknown; after: unknown; compared: Compared } | undefined;

/** The same object until there are other answers. */
export function comparedOf(state: Pick<State, 'questions'>): Compared {
  const [before, after] = stages.map((stage) => questionAt(state.questions, 'interview', slots[stage])?.answer);
  if (last && last.before === before && last.after === after) return last.compared;
  last = { before, after, compared: compare(before, after) };
  return last.compared;
}
