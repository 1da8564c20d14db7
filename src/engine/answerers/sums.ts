/** Sums from memory: what a model takes for the likeliest number after `a+b=`. */
import { encodeRaw } from '../../llm/chat.ts';
import { generate } from '../../llm/generate.ts';
import { createRandom } from '../../llm/random.ts';
import { greedy } from '../../llm/tasks.ts';
import { specialId } from '../../llm/tokenizer.ts';
import type { Answerer } from './answerer.ts';

const maxSums = 12;
/** Digits that an answer may have. */
const maxDigits = 6;

export const sums: Answerer<'sums'> = async function* ({ stage, sums: asked }, { school, lend }) {
  const { tokenizer, documents } = school;
  const pairs = asked.slice(0, maxSums);
  const { model, giveBack } = lend(stage);
  try {
    const completions = await generate(
      model,
      pairs.map(({ a, b }) => encodeRaw(tokenizer, `${a}+${b}=`)),
      {
        maxNewTokens: maxDigits,
        stopTokenIds: [specialId('<|endoftext|>')],
        sampling: greedy,
        rng: createRandom('sums'),
      },
    );
    yield {
      sums: pairs.map(({ a, b }, i) => {
        const { tokenIds = [], logprobs = [] } = completions[i] ?? {};
        const digits = tokenIds.findIndex((tokenId) => !/^\d$/.test(tokenizer.label(tokenId)));
        const length = digits < 0 ? tokenIds.length : digits;
        return {
          a,
          b,
          mentions: mentionsOf(documents, a, b),
          said: tokenizer.decode(tokenIds.slice(0, length)),
          chance: Math.exp(logprobs.slice(0, length).reduce((sum, logprob) => sum + logprob, 0)),
        };
      }),
    };
  } finally {
    giveBack();
  }
};

/** Not as a part of a longer number, nor of a longer sum. */
function mentionsOf(documents: readonly string[], a: number, b: number): number {
  const mention = new RegExp(`(?<![\\d+])${a}\\+${b}(?![\\d+])`, 'g');
  return documents.reduce((count, document) => count + (document.match(mention)?.length ?? 0), 0);
}
