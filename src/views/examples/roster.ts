/** Who stands in the books, and who does not: asked once a school. */
import { useEffect } from 'react';
import type { Answer } from '../../engine/protocol.ts';
import { actions, usePage } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';

const slot = 'examples/roster';
const language = (state: Pick<State, 'school'>): string | undefined => state.school?.language;

export const rosterOf = (state: Pick<State, 'questions'>): Answer<'roster'> | undefined =>
  questionAt(state.questions, 'roster', slot)?.answer;

/** Asks for it when the panel comes into sight and when there is another school. */
export function useRoster(): Answer<'roster'> | undefined {
  const school = usePage((state) => state.school);
  useEffect(() => {
    if (school) actions.ask(slot, { name: 'roster', asked: {} });
  }, [school]);
  return usePage(rosterOf);
}

/** Somebody of whom many pages tell. */
export const famousOf = (roster: Answer<'roster'> | undefined): string | undefined =>
  roster?.people.find(({ tier }) => tier === 'famous')?.name;

/** The language that the model speaks, for the parts of the page in which it does. */
export const useModelLanguage = (): string => (usePage(language) === 'zh' ? 'zh-CN' : 'en');
