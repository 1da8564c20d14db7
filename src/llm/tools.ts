/**
 * The tools a model may call, and the loop around them: sampling stops at the call, the tool really runs, its result enters the context as
 * tokens that the model did not write, and sampling goes on.
 */
import { decodeParts, encodeToolResult } from './chat.ts';
import type { Completion } from './completion.ts';
import type { SamplingConfig } from './config.ts';
import { generate, generateTokens } from './generate.ts';
import type { Phrasebook } from './phrases.ts';
import type { Random } from './random.ts';
import type { Pupil } from './tasks.ts';
import { specialId } from './tokenizer.ts';
import type { MessagePart } from './world.ts';

type ToolCall = Extract<MessagePart, { kind: 'toolCall' }>;

/** Runs a call. What cannot be computed or found answers `phrases.noResult`. */
export function runTool(phrases: Phrasebook, documents: readonly string[], call: ToolCall): string {
  const result = call.tool === 'calculator' ? calculate(call.argument) : search(documents, call.argument);
  return result ?? phrases.noResult;
}

/** Sums of whole numbers, `12+34`; at most 15 digits, so that the result is exact. */
function calculate(expression: string): string | undefined {
  const match = /^\s*(\d{1,15})\s*\+\s*(\d{1,15})\s*$/.exec(expression);
  return match ? `${Number(match[1]) + Number(match[2])}` : undefined;
}

const sentencePattern = /[^.!?。！？\n]+[.!?。！？]/g;

/**
 * The sentence of the library that says who or what something is: of the statements that begin with the words asked for, the one that
 * stands there most often, or, among equals, first.
 */
export function search(documents: readonly string[], query: string): string | undefined {
  const wanted = query.trim();
  if (wanted === '') return undefined;
  const counts = new Map<string, number>();
  for (const document of documents) {
    if (!document.includes(wanted)) continue;
    for (const [match] of document.matchAll(sentencePattern)) {
      const sentence = match.trim();
      if (sentence.startsWith(wanted) && /[.。]$/.test(sentence)) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** One token of an answer as it appears; tokens of tool results were not sampled and carry no logits. */
export interface AnswerToken {
  tokenId: number;
  isFromTool: boolean;
  logits?: Float32Array;
  random?: number;
}

/** Tool calls one answer may make before it has to end. */
const maxCalls = 3;

const callEnd = specialId('<|result|>');
const stopTokenIds = [specialId('<|im_end|>'), specialId('<|endoftext|>'), callEnd];

/** Streams one answer to a prompt of token ids, running tools as they are called. */
export async function* answer(
  pupil: Pupil,
  documents: readonly string[],
  prompt: readonly number[],
  options: { maxNewTokens: number; sampling: SamplingConfig; rng: Random },
): AsyncGenerator<AnswerToken, void> {
  const { model } = pupil;
  const written: number[] = [];
  for (let calls = 0; calls <= maxCalls; calls++) {
    const left = options.maxNewTokens - written.length;
    const room = model.config.contextLength - prompt.length - written.length;
    if (left <= 0 || room <= 0) return;
    const stream = generateTokens(model, [...prompt, ...written], { ...options, maxNewTokens: left, stopTokenIds });
    for await (const { tokenId, logits, random } of stream) {
      written.push(tokenId);
      yield { tokenId, isFromTool: false, logits, random };
    }
    const result = resultOfCall(pupil, documents, written);
    if (!result) return;
    for (const tokenId of result) {
      written.push(tokenId);
      yield { tokenId, isFromTool: true };
    }
  }
}

/** What `answer` writes, for many prompts side by side, each with a library of its own. @returns the tokens of each answer */
export async function answerAll(
  pupil: Pupil,
  questions: readonly { prompt: readonly number[]; documents: readonly string[] }[],
  options: { maxNewTokens: number; sampling: SamplingConfig; rng: Random },
): Promise<number[][]> {
  const { contextLength } = pupil.model.config;
  const answers = questions.map((question) => ({ ...question, written: [] as number[] }));
  let open = answers;
  for (let calls = 0; calls <= maxCalls; calls++) {
    open = open.filter(
      ({ prompt, written }) => written.length < options.maxNewTokens && prompt.length + written.length < contextLength,
    );
    const completions = await generate(
      pupil.model,
      open.map(({ prompt, written }) => [...prompt, ...written]),
      { ...options, maxNewTokens: open.map(({ written }) => options.maxNewTokens - written.length), stopTokenIds },
    );
    open = open.filter(({ written, documents }, i) => {
      written.push(...(completions[i] as Completion).tokenIds);
      const result = resultOfCall(pupil, documents, written);
      written.push(...(result ?? []));
      return result !== undefined;
    });
  }
  return answers.map(({ written }) => written);
}

/** The tokens of a tool's answer, when what was written ends with the call of a tool. */
function resultOfCall(
  { tokenizer, phrases }: Pupil,
  documents: readonly string[],
  written: readonly number[],
): number[] | undefined {
  if (written.at(-1) !== callEnd) return undefined;
  const call = decodeParts(tokenizer, phrases, written).at(-1);
  if (call?.kind !== 'toolCall') return undefined;
  return encodeToolResult(tokenizer, runTool(phrases, documents, call));
}
