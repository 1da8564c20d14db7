/** What a model says by heart. */
import { createRandom } from '../../llm/random.ts';
import { recite } from '../../llm/recital.ts';
import { pupilOf } from '../../llm/school.ts';
import type { Answerer } from './answerer.ts';

export const recital: Answerer<'recital'> = async function* ({ stage }, { school, lend }) {
  const { model, giveBack } = lend(stage);
  try {
    yield { pages: await recite(school.files, pupilOf(school, model), createRandom('recital')) };
  } finally {
    giveBack();
  }
};
