/**
 * Held-out sums, each answered once and graded: drawn as in practice at temperature 1, always the likeliest token at 0. Some at a time, so that
 * the count is seen growing.
 */
import { createRandom } from '../../llm/random.ts';
import { attemptAll } from '../../llm/rl.ts';
import { pupilOf } from '../../llm/school.ts';
import type { ExamAnswer } from '../protocol.ts';
import type { Answerer } from './answerer.ts';
import { bounded } from './sumBounds.ts';

const sumsAtOnce = 40;
const maxSums = 400;

export const exam: Answerer<'exam'> = async function* ({ stage, count, seed, temperature }, { school, lend }) {
  const rng = createRandom(`${seed}/exam`);
  const tests = school.files.exercises.filter(({ split }) => split === 'test');
  const sums = rng.sample(tests, bounded(count, 1, maxSums));
  const { model, giveBack } = lend(stage);
  const answers: ExamAnswer[] = [];
  try {
    for (let start = 0; start < sums.length; start += sumsAtOnce) {
      const some = sums.slice(start, start + sumsAtOnce);
      const config = { ...school.preset.rl, groupSize: 1, temperature };
      const made = await attemptAll(pupilOf(school, model), some, config, rng);
      for (const [i, { rollout }] of made.entries()) {
        const { text, correct, style } = rollout;
        answers.push({ question: some[i]?.question ?? '', text, correct, style });
      }
      yield { answers: [...answers], total: sums.length };
    }
  } finally {
    giveBack();
  }
};
