/** How many merges the reader has made, and what follows from it. */
import type { Answer } from '../../engine/protocol.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';

const mergesMade = defineSlice('1.2/merges', 0);
export const mergesSlot = '1.2/history';

type Known = Pick<State, 'school' | 'slices'>;

/** Another school may have fewer merges. */
export const mergesNow = (state: Known): number =>
  Math.min(sliceOf(state, mergesMade), state.school?.merges.length ?? 0);

export function makeMerges(count: number): void {
  const { school } = pageNow();
  if (!school) return;
  actions.setSlice(mergesMade, Math.max(0, Math.min(count, school.merges.length)));
  if (count > 0) actions.record('pairsMerged');
}

/** So many more, or fewer. */
export const addMerges = (count: number): void => makeMerges(mergesNow(pageNow()) + count);

export const historyOf = ({ questions }: Pick<State, 'questions'>): Answer<'merges'> | undefined =>
  questionAt(questions, 'merges', mergesSlot)?.answer;

/** Tokens left of each token that the corpus had before the first merge; undefined until every merge has been made. */
export function shrunkTo(state: Known & Pick<State, 'questions'>): number | undefined {
  const { moments = [] } = historyOf(state) ?? {};
  const [first, last] = [moments[0], moments.at(-1)];
  const isComplete = state.school && mergesNow(state) === state.school.merges.length;
  return isComplete && first && last ? last.tokens / first.tokens : undefined;
}

const guessed = [3 / 4, 1 / 2, 1 / 3, 1 / 5];

/** The nearest of "three quarters", "half", "a third", "a fifth". */
export function nearestShare(share: number): number {
  const distances = guessed.map((guess) => Math.abs(guess - share));
  return distances.indexOf(Math.min(...distances));
}
