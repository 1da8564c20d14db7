/** Sums answered at once and worked out, one number of digits after the other. */
import { createRandom } from '../../llm/random.ts';
import { pupilOf } from '../../llm/school.ts';
import { type Compared, compare, drawSums } from '../../llm/thinking.ts';
import type { Answerer } from './answerer.ts';
import { bounded } from './sumBounds.ts';

export const thinking: Answerer<'thinking'> = async function* ({ stage, each, seed }, { school, lend }) {
  const rng = createRandom(`${seed}/thinking`);
  const groups = drawSums(school.phrases, school.files.exercises, bounded(each, 1, 100), rng);
  const { model, giveBack } = lend(stage);
  const compared: Compared[] = [];
  try {
    for (const sums of groups) {
      compared.push(await compare(pupilOf(school, model), sums, school.preset.rl.maxNewTokens, rng));
      yield { compared: [...compared], groups: groups.length };
    }
  } finally {
    giveBack();
  }
};
