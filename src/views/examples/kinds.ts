/** How many worked examples of each kind there are: asked once a school. */
import { useEffect } from 'react';
import type { ConversationKind } from '../../llm/world.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import type { LiveFigure } from '../course/lessonCode.ts';

const slot = 'examples/kinds';

/** Asks for it when the panel comes into sight and when there is another school. */
export function useKinds(): void {
  const school = usePage((state) => state.school);
  useEffect(() => {
    if (school) actions.ask(slot, { name: 'examples', asked: { kinds: [], search: '', from: 0, count: 0 } });
  }, [school]);
}

export const examplesOf =
  (wanted: ConversationKind): LiveFigure =>
  ({ questions }, { integer }) => {
    const found = questionAt(questions, 'examples', slot)?.answer?.kinds.find(({ kind }) => kind === wanted);
    return found && integer(found.conversations);
  };
