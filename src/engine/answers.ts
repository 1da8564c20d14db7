/** What a model makes of a prompt: the logits of the next token, or an answer, token by token. */
import { decodeCompletion, decodeParts, encodePrompt, encodeRaw, encodeToolResult, text } from '../llm/chat.ts';
import { SchoolError } from '../llm/errors.ts';
import { generateTokens, nextTokenLogits } from '../llm/generate.ts';
import type { Model } from '../llm/model.ts';
import { createRandom } from '../llm/random.ts';
import { pupilOf, type School } from '../llm/school.ts';
import { specialId, specialTokens } from '../llm/tokenizer.ts';
import { type AnswerToken, answer, runTool } from '../llm/tools.ts';
import type { MessagePart } from '../llm/world.ts';
import type { EngineCommand, Prompt, TokenView } from './protocol.ts';

type Inspect = Omit<Extract<EngineCommand, { kind: 'inspect' }>, 'kind' | 'requestId' | 'stage'>;
type Generate = Omit<Extract<EngineCommand, { kind: 'generate' }>, 'kind' | 'requestId' | 'stage'>;

/** Longer texts are refused unread; no context holds a tenth of this. */
const maxCharacters = 20_000;

const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));
const callEnd = specialId('<|result|>');
/** Tokens with which an answer is over. */
export const answerEnds: readonly number[] = [specialId('<|im_end|>'), specialId('<|endoftext|>')];

/**
 * A prompt as token ids, through the chat template unless it is raw.
 * @throws SchoolError 'textTooLong' beyond 20,000 characters
 */
export function promptIds(school: School, prompt: Prompt): number[] {
  const { tokenizer, phrases } = school;
  const texts =
    prompt.kind === 'raw' ? [prompt.text] : prompt.messages.flatMap(({ parts }) => parts.map((part) => textOf(part)));
  const characters = texts.reduce((sum, { length }) => sum + length, 0);
  if (characters > maxCharacters) throw new SchoolError('textTooLong', { characters, limit: maxCharacters });
  if (prompt.kind === 'raw') return encodeRaw(tokenizer, prompt.text);
  const tools = prompt.tools ? [text('system', phrases.toolsOn)] : [];
  return encodePrompt(tokenizer, phrases, [...tools, ...prompt.messages]);
}

const textOf = (part: MessagePart): string => (part.kind === 'toolCall' ? part.argument : part.text);

/** @throws SchoolError 'textTooLong'; 'contextTooLong' when the prompt alone is longer than the context */
export async function inspect(
  school: School,
  model: Model,
  { prompt, written = [] }: Inspect,
): Promise<{ prompt: TokenView[]; logits: Float32Array }> {
  const ids = promptIds(school, prompt);
  checkIds(written, model);
  const logits = await nextTokenLogits(model, [...ids, ...written]);
  return { prompt: ids.map((tokenId) => viewOf(school, { tokenId, isFromTool: false })), logits };
}

export function viewOf(
  school: School,
  { tokenId, isFromTool }: Pick<AnswerToken, 'tokenId' | 'isFromTool'>,
): TokenView {
  return { tokenId, label: school.tokenizer.label(tokenId), special: specials.has(tokenId), tool: isFromTool };
}

/**
 * Streams an answer. With tools on, calls are really made, also those that began in `written`.
 * @throws SchoolError 'textTooLong'; 'contextTooLong' when the prompt leaves no room for a token
 */
export async function* generateAnswer(
  school: School,
  model: Model,
  { prompt, written = [], sampling, seed, maxNewTokens }: Generate,
): AsyncGenerator<AnswerToken, void> {
  const { tokenizer, phrases, documents } = school;
  const { contextLength } = model.config;
  const ids = promptIds(school, prompt);
  if (ids.length >= contextLength) throw new SchoolError('contextTooLong', { tokens: ids.length, contextLength });
  checkIds(written, model);
  const all = [...written];
  const rng = createRandom(seed);
  const hasTools = prompt.kind === 'chat' && prompt.tools;
  while (true) {
    if (hasTools && all.at(-1) === callEnd) {
      // A call that began in `written`, so that `answer` does not see the whole of it.
      const call = decodeParts(tokenizer, phrases, all).at(-1);
      if (call?.kind !== 'toolCall') return;
      for (const tokenId of encodeToolResult(tokenizer, runTool(phrases, documents, call))) {
        all.push(tokenId);
        yield { tokenId, isFromTool: true };
      }
    }
    const left = maxNewTokens - (all.length - written.length);
    const context = [...ids, ...all];
    if (left <= 0 || context.length >= contextLength) return;
    const options = { maxNewTokens: left, sampling, rng };
    const stream = hasTools
      ? answer(pupilOf(school, model), documents, context, options)
      : withoutTools(generateTokens(model, context, { ...options, stopTokenIds: answerEnds }));
    for await (const token of stream) {
      all.push(token.tokenId);
      yield token;
    }
    if (!hasTools || all.at(-1) !== callEnd) return;
  }
}

async function* withoutTools(stream: ReturnType<typeof generateTokens>): AsyncGenerator<AnswerToken, void> {
  for await (const { tokenId, logits, random } of stream) yield { tokenId, isFromTool: false, logits, random };
}

/** The pieces of everything written, and why the writing ended. */
export function finish(
  school: School,
  prompt: Prompt,
  written: readonly number[],
): { parts: MessagePart[]; reason: 'stop' | 'length' } {
  const { tokenizer, phrases } = school;
  const parts: MessagePart[] =
    prompt.kind === 'chat'
      ? decodeParts(tokenizer, phrases, written)
      : [{ kind: 'text', text: decodeCompletion(tokenizer, written) }];
  return { parts, reason: answerEnds.includes(written.at(-1) ?? -1) ? 'stop' : 'length' };
}

/** Token ids index tables: one out of range would read, or write, somewhere else. */
export function checkIds(ids: readonly number[], { config: { vocabSize } }: Model): void {
  for (const id of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= vocabSize) throw new RangeError(`token id ${id}, of ${vocabSize}`);
  }
}
