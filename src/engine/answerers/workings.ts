/** What the working in its context does for a model's answer to one sum. */
import { createRandom } from '../../llm/random.ts';
import { pupilOf } from '../../llm/school.ts';
import { chancesByWorking } from '../../llm/thinking.ts';
import type { Answerer } from './answerer.ts';
import { checkedSum } from './sumBounds.ts';

export const workings: Answerer<'workings'> = async function* ({ stage, sum }, { school, lend }) {
  const { a, b } = checkedSum(sum);
  const { model, giveBack } = lend(stage);
  try {
    yield await chancesByWorking(pupilOf(school, model), a, b, school.preset.rl.maxNewTokens, createRandom(0));
  } finally {
    giveBack();
  }
};
