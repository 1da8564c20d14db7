/** Practice for a bad reward, on a copy that is thrown away afterwards. */
import { disposeModel } from '../../llm/model.ts';
import { createRandom } from '../../llm/random.ts';
import { type TrialReport, trial } from '../../llm/rewardTrial.ts';
import { pupilOf } from '../../llm/school.ts';
import { copyOf } from '../lineage.ts';
import type { Answerer } from './answerer.ts';

const steps = 10;

export const rewardTrial: Answerer<'rewardTrial'> = async function* ({ stage, reward, seed }, { school, lend }) {
  const lent = lend(stage);
  const model = copyOf(lent.model);
  lent.giveBack();
  const reports: TrialReport[] = [];
  try {
    const pupil = pupilOf(school, model);
    for await (const report of trial(
      pupil,
      school.files,
      school.preset.rl,
      reward,
      steps,
      createRandom(`${seed}/${reward}`),
    )) {
      reports.push(report);
      yield { reports: [...reports] };
    }
  } finally {
    disposeModel(model);
  }
};
