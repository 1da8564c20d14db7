/** The same unseen questions with and without tools, some at a time. */
import { createRandom } from '../../llm/random.ts';
import { pupilOf } from '../../llm/school.ts';
import { drawTrial, runTrial, type TrialCase } from '../../llm/toolTrial.ts';
import type { Answerer } from './answerer.ts';

const maxEach = 100;
/** Enough to keep the kernels busy, few enough for the count to be seen growing. */
const questionsAtOnce = 16;

export const toolTrial: Answerer<'toolTrial'> = async function* ({ stage, count, seed }, { school, lend }) {
  const rng = createRandom(`${seed}/tool trial`);
  const questions = drawTrial(school, Math.min(count, maxEach), rng);
  const { model, giveBack } = lend(stage);
  const cases: TrialCase[] = [];
  try {
    while (cases.length < questions.length) {
      const some = questions.slice(cases.length, cases.length + questionsAtOnce);
      cases.push(...(await runTrial(pupilOf(school, model), school.documents, some, rng)));
      yield { cases: [...cases], total: questions.length };
    }
  } finally {
    giveBack();
  }
};
