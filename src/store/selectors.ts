/** Everything the views show that is not stored but follows from what is. Pure functions of the state or of parts of it. */
import type { Prompt, WrittenText } from '../engine/protocol.ts';
import type { LessonId } from '../lessons/order.ts';
import { encodePrompt, encodeRaw, text } from '../llm/chat.ts';
import { type Preset, type PretrainConfig, presets, type SamplingConfig } from '../llm/config.ts';
import { phrasebooks } from '../llm/phrases.ts';
import { type StageName, stageNames, stageParent, stageResult, type TrainingStage } from '../llm/reports.ts';
import { distribution } from '../llm/sampler.ts';
import { noSettings, withSettings } from '../llm/settings.ts';
import { createTokenizer, specialId, type Tokenizer } from '../llm/tokenizer.ts';
import { isKept } from './kept.ts';
import type { AnswerToken, OpenedSchool, Run } from './mirror.ts';
import type { Discarding, State } from './pageState.ts';
import { formatRoute, type Route } from './route.ts';
import { animalSuggestion, suggestions } from './suggestions.ts';

const tokenizers = new WeakMap<OpenedSchool, Tokenizer>();

/** The school's tokenizer, rebuilt from its merges once. */
export function tokenizerOf(school: OpenedSchool): Tokenizer {
  const known = tokenizers.get(school);
  if (known) return known;
  const made = createTokenizer(school.merges);
  tokenizers.set(school, made);
  return made;
}

export const vocabularySize = (school: OpenedSchool): number => tokenizerOf(school).vocabSize;

/** The preset of a school, with its knobs turned. */
export const presetOf = ({ preset, settings = noSettings, language }: Named): Preset =>
  withSettings(presets[preset], settings, language);

type Named = Pick<OpenedSchool, 'preset' | 'settings' | 'language'>;

/** How the school's language is read. */
export const readingOf = (school: OpenedSchool): PretrainConfig => presetOf(school).pretrain[school.language];

/** Layers, heads, channels and context of the school's model. */
export const modelShapeOf = (school: OpenedSchool): Preset['model'] => presetOf(school).model;

export const contextLengthOf = (school: OpenedSchool): number => modelShapeOf(school).contextLength;

/** The address of a lesson, everything else as it is. */
export const addressOf = (state: Route, lesson: LessonId): string =>
  formatRoute({ ...state, lesson, panel: undefined });

/** Steps of copying practice before the first page is read. */
export const copybookStepsOf = (school: OpenedSchool): number => readingOf(school).copybookSteps;

/** The stage in training, running or paused. */
export function activeStage({ status }: Pick<State, 'status'>): TrainingStage | undefined {
  return status.kind === 'running' || status.kind === 'paused' ? status.stage : undefined;
}

export const hasCheckpoint = ({ checkpoints }: Pick<State, 'checkpoints'>, stage: StageName): boolean =>
  checkpoints.some((checkpoint) => checkpoint.stage === stage);

/** Whether what a stage makes was loaded: nothing is known of how it went, and there is nothing to draw. */
export const isLoaded = ({ checkpoints }: Pick<State, 'checkpoints'>, stage: TrainingStage): boolean =>
  checkpoints.some((checkpoint) => checkpoint.stage === stageResult[stage] && checkpoint.origin !== 'trained');

/** Where a stage stands: what its controls offer follows from this alone. */
export type StageState = 'noParent' | 'ready' | 'running' | 'paused' | 'done' | 'otherActive';

export function stageState(state: Pick<State, 'status' | 'checkpoints'>, stage: TrainingStage): StageState {
  const { status } = state;
  const active = activeStage(state);
  if (active === stage) return status.kind === 'running' ? 'running' : 'paused';
  if (active !== undefined) return 'otherActive';
  if (hasCheckpoint(state, stageResult[stage])) return 'done';
  return hasCheckpoint(state, stageParent[stage]) ? 'ready' : 'noParent';
}

/** The checkpoint that answers now. */
export function answeringStage(state: Pick<State, 'answering' | 'status' | 'checkpoints'>): StageName | 'live' {
  const isLive = activeStage(state) !== undefined;
  const { answering } = state;
  if (answering === 'live' && isLive) return 'live';
  if (answering !== 'newest' && answering !== 'live' && hasCheckpoint(state, answering)) return answering;
  return isLive ? 'live' : (state.checkpoints.at(-1)?.stage ?? 'untrained');
}

/** As a question for models that have seen conversations, as the start of a page for those that have not. */
export function promptKindOf(
  state: Pick<State, 'promptKind' | 'answering' | 'status' | 'checkpoints'>,
): Prompt['kind'] {
  if (state.promptKind) return state.promptKind;
  const stage = answeringStage(state);
  const isReader = stage === 'untrained' || stage === 'base' || (stage === 'live' && activeStage(state) === 'pretrain');
  return isReader ? 'raw' : 'chat';
}

type Asked = Pick<State, 'school' | 'prompt' | 'promptKind' | 'hasTools' | 'answering' | 'status' | 'checkpoints'>;

/** The text on the pad: the reader's, or the suggestion taken. */
export function promptTextOf(state: Asked): string {
  if (typeof state.prompt === 'string') return state.prompt;
  if (!state.school) return '';
  const offered = suggestions(state.school, promptKindOf(state));
  return offered[state.prompt] ?? (offered[animalSuggestion] as string);
}

/** What the pad puts before the model. */
export function promptOf(state: Asked): Prompt {
  const content = promptTextOf(state);
  return promptKindOf(state) === 'raw'
    ? { kind: 'raw', text: content }
    : { kind: 'chat', messages: [text('user', content)], tools: state.hasTools };
}

/** Tokens that a prompt takes, of the context that there is; one place is left for the answer. */
export function promptSize(school: OpenedSchool, prompt: Prompt): { tokens: number; limit: number; fits: boolean } {
  const tokenizer = tokenizerOf(school);
  const phrases = phrasebooks[school.language];
  const limit = contextLengthOf(school) - 1;
  if (prompt.kind === 'raw') {
    const tokens = encodeRaw(tokenizer, prompt.text).length;
    return { tokens, limit, fits: tokens <= limit };
  }
  const messages = prompt.tools ? [text('system', phrases.toolsOn), ...prompt.messages] : prompt.messages;
  const tokens = encodePrompt(tokenizer, phrases, messages).length;
  return { tokens, limit, fits: tokens <= limit };
}

/** Why the pad's prompt cannot be put to a model now; undefined when it can. */
export function promptProblem(state: Asked): 'noModel' | 'empty' | 'tooLong' | undefined {
  if (!state.school || state.checkpoints.length === 0) return 'noModel';
  const prompt = promptOf(state);
  if (prompt.kind === 'chat' && promptTextOf(state).trim() === '') return 'empty';
  return promptSize(state.school, prompt).fits ? undefined : 'tooLong';
}

/** Names the prompt and who would answer it; an answer goes on only while both stay the same. */
export function askedKey(state: Asked): string {
  const stage = answeringStage(state);
  return JSON.stringify([stage === 'live' ? activeStage(state) : stage, promptOf(state)]);
}

/** The answer on the pad, if the model would go on from it. */
export const continuedAnswer = (state: Asked & Pick<State, 'answer' | 'answerKey'>): readonly AnswerToken[] =>
  state.answerKey === askedKey(state) ? state.answer : nothingWritten;

const nothingWritten: readonly AnswerToken[] = [];

export const isAskable = (state: Asked): boolean => promptProblem(state) === undefined;

export interface Candidate {
  tokenId: number;
  label: string;
  /** After temperature, top-k and top-p; 0 when cut off. */
  probability: number;
  isKept: boolean;
}

/** The likeliest next tokens under these settings, derived from kept logits without asking the model again. */
export function candidates(
  logits: Float32Array,
  sampling: SamplingConfig,
  tokenizer: Tokenizer,
  count: number,
): Candidate[] {
  const { kept, renormalized } = distribution(logits, sampling);
  const order = Array.from(logits.keys()).sort((a, b) => (logits[b] as number) - (logits[a] as number) || a - b);
  return order.slice(0, count).map((tokenId) => ({
    tokenId,
    label: tokenizer.label(tokenId),
    probability: renormalized[tokenId] as number,
    isKept: kept[tokenId] as boolean,
  }));
}

/** The model's own opinion: temperature 1, nothing cut. */
export const plainSampling: SamplingConfig = { temperature: 1, topK: 0, topP: 1 };

const probabilities = new WeakMap<Float32Array, Map<number, number>>();

/** How likely the model itself held a token (temperature 1, nothing cut). */
export function ownProbability(logits: Float32Array, tokenId: number): number {
  const known = probabilities.get(logits) ?? new Map<number, number>();
  probabilities.set(logits, known);
  const found = known.get(tokenId) ?? (distribution(logits, plainSampling).probs[tokenId] as number);
  known.set(tokenId, found);
  return found;
}

/** One visible piece of text: whole characters, made of one token or, where bytes of a character are apart, of several. */
export interface Glyph {
  text: string;
  /** Positions in the token list. */
  positions: number[];
}

const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
/** No character of UTF-8 is longer. */
const maxCharacterBytes = 4;

/** Groups tokens so that no character is torn: tokens that only together are valid UTF-8 become one glyph. */
export function glyphs(tokenizer: Pick<Tokenizer, 'bytes' | 'label'>, tokenIds: readonly number[]): Glyph[] {
  const found: Glyph[] = [];
  for (let start = 0; start < tokenIds.length; ) {
    const whole = wholeFrom(tokenizer, tokenIds, start);
    const count = whole?.count ?? 1;
    const positions = Array.from({ length: count }, (_, i) => start + i);
    found.push({ text: whole?.text ?? tokenizer.label(tokenIds[start] as number), positions });
    start += count;
  }
  return found;
}

function wholeFrom(
  tokenizer: Pick<Tokenizer, 'bytes'>,
  tokenIds: readonly number[],
  start: number,
): { text: string; count: number } | undefined {
  const bytes: number[] = [];
  for (let count = 1; count <= maxCharacterBytes && start + count <= tokenIds.length; count++) {
    bytes.push(...tokenizer.bytes(tokenIds[start + count - 1] as number));
    try {
      return { text: strictUtf8.decode(Uint8Array.from(bytes)), count };
    } catch {
      // The character goes on in the next token.
    }
  }
  return undefined;
}

/** What a model wrote, as text: without the tokens that mark where messages begin and end. */
export function textOf(school: OpenedSchool, { tokens }: WrittenText): string {
  const tokenIds = tokens.filter(({ special }) => !special).map(({ tokenId }) => tokenId);
  return glyphs(tokenizerOf(school), tokenIds)
    .map(({ text }) => text)
    .join('');
}

/** What is left of a run at the speed so far; undefined before anything is measured. */
export function remainingMs({ step, steps, elapsedMs }: Pick<Run, 'step' | 'steps' | 'elapsedMs'>): number | undefined {
  return step > 0 && steps > 0 ? (elapsedMs / step) * (steps - step) : undefined;
}

/** The first checkpoint that a command makes anew or drops within the open run; undefined when it leaves the run as a whole. */
function remadeBy(command: Discarding): StageName | undefined {
  if (command.kind === 'rollBack') return stageResult.rl;
  return command.kind === 'start' || command.kind === 'reset' ? stageResult[command.stage] : undefined;
}

/** Checkpoints trained in this tab that a command would throw away, the one in training among them. A kept run survives its leaving. */
export function lostBy(state: Pick<State, 'status' | 'checkpoints' | 'kept'>, command: Discarding): StageName[] {
  const from = remadeBy(command);
  if (!from && isKept(state.kept)) return [];
  const isLost = (stage: StageName) => stageNames.indexOf(stage) >= stageNames.indexOf(from ?? 'untrained');
  const lost = state.checkpoints
    .filter(({ stage, origin }) => origin === 'trained' && stage !== 'untrained' && isLost(stage))
    .map(({ stage }) => stage);
  const active = activeStage(state);
  if (active && isLost(stageResult[active]) && !lost.includes(stageResult[active])) lost.push(stageResult[active]);
  return lost;
}

/** Tokens with which a model ends what it writes. */
const endings: ReadonlySet<number> = new Set([specialId('<|im_end|>'), specialId('<|endoftext|>')]);

export const isEnded = (answer: readonly AnswerToken[]): boolean => endings.has(answer.at(-1)?.token.tokenId ?? -1);
