/** Several continuations of one text at once: each gets a token in its turn, so that they grow side by side. */
import { logprobOf } from '../../llm/sampler.ts';
import { finish, generateAnswer, viewOf } from '../answers.ts';
import type { Roll } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const maxRolls = 12;

export const rolls: Answerer<'rolls'> = async function* ({ stage, count, seed, ...question }, { school, lend }) {
  const { model, giveBack } = lend(stage);
  const size = Math.max(0, Math.min(count, maxRolls));
  // Each has its own random numbers, and none in common with those of the next seed.
  const streams = Array.from({ length: size }, (_, index) =>
    generateAnswer(school, model, { ...question, seed: seed * maxRolls + index }),
  );
  const found: Roll[] = streams.map(() => ({ tokens: [], logprobs: [], hasEnded: false }));
  const open = new Set(streams.keys());
  try {
    while (open.size > 0) {
      for (const index of [...open]) {
        const roll = found[index] as Roll;
        const next = await streams[index]?.next();
        if (!next || next.done) {
          const tokenIds = roll.tokens.map(({ tokenId }) => tokenId);
          found[index] = { ...roll, hasEnded: finish(school, question.prompt, tokenIds).reason === 'stop' };
          open.delete(index);
          continue;
        }
        const { tokenId, logits } = next.value;
        found[index] = {
          ...roll,
          tokens: [...roll.tokens, viewOf(school, next.value)],
          logprobs: [...roll.logprobs, logits ? logprobOf(logits, tokenId) : 0],
        };
      }
      yield { rolls: [...found] };
    }
  } finally {
    for (const stream of streams) await stream.return(undefined);
    giveBack();
  }
};
