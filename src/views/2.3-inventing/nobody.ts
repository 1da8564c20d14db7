/** Somebody who stands in no page, and what the assistant says of them. */
import type { Asked } from '../../engine/protocol.ts';
import { text } from '../../llm/chat.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { nobodyOf, plainSampling, textOf } from '../../store/selectors.ts';

export const slot = '2.3/lives';
const timesAsked = 4;
const tokensWritten = 48;

/** Asks the assistant, each time with other random numbers. */
export function askNobody(): void {
  const { school, questions, seed } = pageNow();
  if (!school) return;
  const question = phrasebooks[school.language].askPerson(nobodyOf(school));
  const before = questionAt(questions, 'write', slot);
  const asked: Asked<'write'> = {
    stage: 'assistant',
    prompt: { kind: 'chat', messages: [text('user', question)], tools: false },
    count: timesAsked,
    sampling: plainSampling,
    seed: before ? before.asked.seed + 1 : seed,
    maxNewTokens: tokensWritten,
  };
  actions.ask(slot, { name: 'write', asked });
  actions.record('nobodyAsked');
}

/** How many of the answers tell a life; undefined until all have been given. */
export function invented({
  school,
  questions,
}: Pick<State, 'school' | 'questions'>): { invented: number; asked: number } | undefined {
  const question = questionAt(questions, 'write', slot);
  if (!school || !question?.answer || question.isOpen) return undefined;
  const answers = question.answer.texts.map((written) => textOf(school, written));
  const { isRefusal } = phrasebooks[school.language];
  return { invented: answers.filter((answer) => !isRefusal(answer)).length, asked: answers.length };
}
