/** Several prompts side by side. */
import { SchoolError } from '../../llm/errors.ts';
import { generate } from '../../llm/generate.ts';
import { createRandom } from '../../llm/random.ts';
import { answerEnds, promptIds, viewOf } from '../answers.ts';
import type { Answerer } from './answerer.ts';

const maxPrompts = 32;

export const replies: Answerer<'replies'> = async function* (
  { stage, prompts, sampling, seed, maxNewTokens },
  { school, lend },
) {
  const ids = prompts.slice(0, maxPrompts).map((prompt) => promptIds(school, prompt));
  const { model, giveBack, step } = lend(stage);
  try {
    const { contextLength } = model.config;
    const tokens = Math.max(0, ...ids.map(({ length }) => length));
    if (tokens >= contextLength) throw new SchoolError('contextTooLong', { tokens, contextLength });
    const options = { maxNewTokens, sampling, stopTokenIds: answerEnds, rng: createRandom(seed) };
    const completions = await generate(model, ids, options);
    const texts = completions.map(({ tokenIds, isFinished }) => ({
      tokens: tokenIds.map((tokenId) => viewOf(school, { tokenId, isFromTool: false })),
      hasEnded: isFinished,
    }));
    yield { step, texts };
  } finally {
    giveBack();
  }
};
