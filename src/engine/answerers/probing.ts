/** What the honest stage will find out before its first step, and the examples that follow from it. */
import { probeFor, pupilOf } from '../../llm/school.ts';
import { refusalsOf } from '../../llm/sft.ts';
import type { Answerer } from './answerer.ts';

export const probing: Answerer<'probing'> = async function* ({ stage }, { school, lend }) {
  const { model, giveBack } = lend(stage);
  try {
    const { results, chosen } = await probeFor(school, 'honest', pupilOf(school, model));
    yield { results, declined: chosen, examples: refusalsOf(school.phrases, chosen) };
  } finally {
    giveBack();
  }
};
