/** One turn of an answer: up to its end, or up to a call, which is left to whoever asks to be gone through with. */
import { decodeParts, encodeToolResult, text } from '../../llm/chat.ts';
import { SchoolError } from '../../llm/errors.ts';
import { generateTokens } from '../../llm/generate.ts';
import { createRandom } from '../../llm/random.ts';
import { specialId } from '../../llm/tokenizer.ts';
import { runTool } from '../../llm/tools.ts';
import { answerEnds, checkIds, promptIds, viewOf } from '../answers.ts';
import type { Answer, TokenView } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const maxResultCharacters = 400;
const maxNewTokens = 96;
const callEnd = specialId('<|result|>');

export const toolTurn: Answerer<'toolTurn'> = async function* (
  { stage, question, hasTools, written, result, sampling, seed },
  { school, lend },
) {
  const { tokenizer, phrases, documents } = school;
  if (result !== undefined && result.length > maxResultCharacters) {
    throw new SchoolError('textTooLong', { characters: result.length, limit: maxResultCharacters });
  }
  const prompt = promptIds(school, { kind: 'chat', messages: [text('user', question)], tools: hasTools });
  const pasted = result === undefined ? [] : encodeToolResult(tokenizer, result);
  const { model, giveBack } = lend(stage);
  try {
    const { contextLength } = model.config;
    checkIds(written, model);
    const context = [...prompt, ...written, ...pasted];
    const tokens: TokenView[] = pasted.map((tokenId) => viewOf(school, { tokenId, isFromTool: true }));
    if (context.length >= contextLength)
      throw new SchoolError('contextTooLong', { tokens: context.length, contextLength });
    const ends = hasTools ? [...answerEnds, callEnd] : answerEnds;
    const options = { maxNewTokens, stopTokenIds: ends, sampling, rng: createRandom(seed) };
    const all = [...written, ...pasted];
    for await (const { tokenId } of generateTokens(model, context, options)) {
      all.push(tokenId);
      tokens.push(viewOf(school, { tokenId, isFromTool: false }));
      yield { tokens: [...tokens], state: 'writing' };
    }
    const last = all.at(-1) as number;
    const part = hasTools && last === callEnd ? decodeParts(tokenizer, phrases, all).at(-1) : undefined;
    const call: Answer<'toolTurn'>['call'] =
      part?.kind === 'toolCall' ? { ...part, result: runTool(phrases, documents, part) } : undefined;
    const state = call ? 'calling' : answerEnds.includes(last) || last === callEnd ? 'ended' : 'full';
    yield { tokens, state, ...(call && { call }) };
  } finally {
    giveBack();
  }
};
