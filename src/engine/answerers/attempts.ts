/** One sum, attempted many times side by side and graded as in practice. */
import { encodePrompt, text } from '../../llm/chat.ts';
import { createRandom } from '../../llm/random.ts';
import { attemptAll } from '../../llm/rl.ts';
import { pupilOf } from '../../llm/school.ts';
import { weigh } from '../../llm/weighing.ts';
import { viewOf } from '../answers.ts';
import type { Answerer } from './answerer.ts';
import { bounded, checkedSum } from './sumBounds.ts';

const maxAttempts = 64;

export const attempts: Answerer<'attempts'> = async function* (
  { stage, sum, count, temperature, seed },
  { school, lend },
) {
  const { a, b } = checkedSum(sum);
  const question = school.phrases.askSum(a, b);
  const exercise = { question, answer: a + b, digits: `${Math.max(a, b)}`.length, split: 'test' as const };
  const { model, giveBack } = lend(stage);
  try {
    const config = {
      ...school.preset.rl,
      groupSize: bounded(count, 1, maxAttempts),
      temperature: bounded(temperature, 0, 2),
    };
    const pupil = pupilOf(school, model);
    const made = await attemptAll(pupil, [exercise], { ...config, algorithm: 'expertIteration' }, createRandom(seed));
    const prompt = encodePrompt(school.tokenizer, school.phrases, [text('user', question)]);
    const weighed = await weigh(
      model,
      prompt,
      made.map(({ completion }) => completion),
    );
    yield {
      question,
      attempts: made.map(({ rollout, completion }, i) => ({
        ...rollout,
        hasEnded: completion.isFinished,
        pieces: (weighed[i] ?? []).map(({ tokenId, probability }) => ({
          ...viewOf(school, { tokenId, isFromTool: false }),
          probability,
        })),
      })),
    };
  } finally {
    giveBack();
  }
};
