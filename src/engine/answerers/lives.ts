/** One question, many answers, and how sure the model was of each token. */
import type { Completion } from '../../llm/completion.ts';
import { SchoolError } from '../../llm/errors.ts';
import { generate } from '../../llm/generate.ts';
import { createRandom } from '../../llm/random.ts';
import { greedy } from '../../llm/tasks.ts';
import { logprobOf, type WeighedToken, weigh } from '../../llm/weighing.ts';
import { answerEnds, promptIds, viewOf } from '../answers.ts';
import type { WeighedText } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const maxAnswers = 32;

export const lives: Answerer<'lives'> = async function* (
  { stage, prompt, count, seed, maxNewTokens },
  { school, lend },
) {
  const ids = promptIds(school, prompt);
  const { model, giveBack } = lend(stage);
  try {
    const { contextLength } = model.config;
    if (ids.length >= contextLength) throw new SchoolError('contextTooLong', { tokens: ids.length, contextLength });
    const options = { maxNewTokens, stopTokenIds: answerEnds, rng: createRandom(seed) };
    const [likeliest] = await generate(model, [ids], { ...options, sampling: greedy });
    const drawn = await generate(model, Array<number[]>(Math.min(count, maxAnswers)).fill(ids), {
      ...options,
      sampling: { temperature: 1, topK: 0, topP: 1 },
    });
    const written = [likeliest as Completion, ...drawn];
    const weighed = await weigh(model, ids, written);
    const texts = weighed.map(
      (tokens: WeighedToken[], i): WeighedText => ({
        tokens: tokens.map((token) => ({ ...token, ...viewOf(school, { tokenId: token.tokenId, isFromTool: false }) })),
        logprob: logprobOf(tokens),
        hasEnded: written[i]?.isFinished ?? false,
      }),
    );
    yield { likeliest: texts[0] as WeighedText, drawn: texts.slice(1) };
  } finally {
    giveBack();
  }
};
