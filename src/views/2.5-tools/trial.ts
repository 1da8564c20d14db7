/** The same unseen questions with and without tools, counted by kind. */

import type { TrialCase, TrialKind } from '../../llm/toolTrial.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';

export const slot = '2.5/trial';
export const kinds: readonly TrialKind[] = ['sum', 'longSum', 'person', 'nobody'];
const questionsEach = 20;

/** Other questions each time. */
export function measure(): void {
  const { questions, seed } = pageNow();
  const before = questionAt(questions, 'toolTrial', slot);
  const asked = { stage: 'honest' as const, count: questionsEach, seed: before ? before.asked.seed + 1 : seed };
  actions.ask(slot, { name: 'toolTrial', asked });
}

const none: readonly TrialCase[] = [];

export const casesOf = (state: Pick<State, 'questions'>): readonly TrialCase[] =>
  questionAt(state.questions, 'toolTrial', slot)?.answer?.cases ?? none;
