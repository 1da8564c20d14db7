/** What the assistant knows of everybody, and what follows from it. */
import type { Answer } from '../../engine/protocol.ts';
import type { SpokenProbe } from '../../llm/reports.ts';
import { actions } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { defineSlice } from '../../store/slice.ts';

export const slot = '2.4/probing';
/** Whose answers are looked at. */
export const openSlice = defineSlice<string | undefined>('2.4/open', undefined);

/** Whose rows are shown. */
export const verdictSlice = defineSlice<SpokenProbe['verdict']>('2.4/verdict', 'unknown');

export function askEverybody(): void {
  actions.ask(slot, { name: 'probing', asked: { stage: 'assistant' } });
}

export const probingOf = (state: Pick<State, 'questions'>): Answer<'probing'> | undefined =>
  questionAt(state.questions, 'probing', slot)?.answer;

export const verdicts = ['unknown', 'unsure', 'known'] as const satisfies readonly SpokenProbe['verdict'][];

export const countOf = ({ results }: Pick<Answer<'probing'>, 'results'>, verdict: SpokenProbe['verdict']): number =>
  results.filter((result) => result.verdict === verdict).length;

const ordered = new WeakMap<readonly SpokenProbe[], SpokenProbe[]>();

/** Those it knows least come first. */
export function inOrder(results: readonly SpokenProbe[]): readonly SpokenProbe[] {
  const known = ordered.get(results) ?? results.toSorted((a, b) => a.right - b.right);
  ordered.set(results, known);
  return known;
}
