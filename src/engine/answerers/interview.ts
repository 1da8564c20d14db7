/** Everybody is asked for, those who exist and those who do not. */
import { interview as ask } from '../../llm/interview.ts';
import { createRandom } from '../../llm/random.ts';
import { pupilOf } from '../../llm/school.ts';
import type { Answerer } from './answerer.ts';

export const interview: Answerer<'interview'> = async function* ({ stage }, { school, lend, notesOf }) {
  const { taughtPeople, refusedPeople } = notesOf(stage);
  const { model, giveBack } = lend(stage);
  try {
    const answers = await ask(pupilOf(school, model), school.files.world, taughtPeople, createRandom('interview'));
    yield { answers, declined: refusedPeople };
  } finally {
    giveBack();
  }
};
