/** One prompt, continued several times. */
import { finish, generateAnswer, viewOf } from '../answers.ts';
import type { TokenView, WrittenText } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const maxTexts = 32;

/** Each continuation has its own random numbers, and none in common with those of the next seed. */
const seedOf = (seed: number, index: number): number => seed * maxTexts + index;

export const write: Answerer<'write'> = async function* (
  { stage, prompt, count, sampling, seed, maxNewTokens },
  { school, lend },
) {
  const { model, giveBack } = lend(stage);
  const finished: WrittenText[] = [];
  try {
    while (finished.length < Math.min(count, maxTexts)) {
      const options = { prompt, sampling, seed: seedOf(seed, finished.length), maxNewTokens };
      const tokens: TokenView[] = [];
      for await (const token of generateAnswer(school, model, options)) {
        tokens.push(viewOf(school, token));
        yield { texts: [...finished, { tokens: [...tokens], hasEnded: false }] };
      }
      const tokenIds = tokens.map(({ tokenId }) => tokenId);
      finished.push({ tokens, hasEnded: finish(school, prompt, tokenIds).reason === 'stop' });
    }
    yield { texts: finished };
  } finally {
    giveBack();
  }
};
