/** The logits of one token that is not written yet. */
import { inspect } from '../answers.ts';
import type { Answerer } from './answerer.ts';

export const nextToken: Answerer<'nextToken'> = async function* ({ stage, ...question }, { school, lend }) {
  const { model, step, giveBack } = lend(stage);
  try {
    const { logits } = await inspect(school, model, question);
    yield { step, logits };
  } finally {
    giveBack();
  }
};
