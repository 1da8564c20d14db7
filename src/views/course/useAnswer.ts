import { useEffect, useState } from 'react';
import type { Answer, Question, QuestionName } from '../../engine/protocol.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';

/**
 * The answer to a question that asks itself: as soon as there is a school, and again whenever the school or what is asked changes. Until the
 * new answer comes the one before stands. Nothing is asked while `question` is undefined.
 */
export function useAnswer<Name extends QuestionName>(
  slot: string,
  name: Name,
  question: Extract<Question, { name: Name }> | undefined,
): Answer<Name> | undefined {
  const school = usePage((state) => state.school);
  const answer = usePage((state) => questionAt(state.questions, name, slot)?.answer);
  const key = question && JSON.stringify(question.asked);
  const [last, setLast] = useState(answer);
  if (answer !== undefined && answer !== last) setLast(answer);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the question, which is another object each time
  useEffect(() => {
    if (!school || !question) return;
    const known = questionAt(pageNow().questions, name, slot);
    const isKnown = known && JSON.stringify(known.asked) === key && (known.isOpen || known.answer !== undefined);
    if (!isKnown) actions.ask(slot, question);
  }, [school, slot, key]);
  return answer ?? last;
}
