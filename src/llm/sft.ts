/**
 * Stage 2, worked examples: the same next-token training as before, now on conversations, and only on the assistant's tokens.
 * A little of the corpus is rehearsed in every batch, or knowledge would fade (Robins 1995, "Catastrophic forgetting, rehearsal").
 */
import * as tf from '@tensorflow/tfjs-core';
import { encodeConversation, text } from './chat.ts';
import type { SftConfig } from './config.ts';
import { alphabetOf, readingParts } from './copybook.ts';
import { type Batch, packBatches } from './dataset.ts';
import { joinBatches } from './loss.ts';
import type { Phrasebook } from './phrases.ts';
import type { Random } from './random.ts';
import type { SftReport } from './reports.ts';
import { trapezoid } from './schedule.ts';
import type { Pupil } from './tasks.ts';
import { type SpecialToken, specialId } from './tokenizer.ts';
import type { PlannedStep, Trainer } from './trainer.ts';
import type { Conversation } from './world.ts';

export interface SftContext extends Pupil {
  stage: 'sft' | 'honest';
  trainer: Trainer;
  conversations: readonly Conversation[];
  rehearsalIds: Int32Array;
  config: SftConfig;
  rng: Random;
  startStep: number;
}

export async function* sft(context: SftContext): AsyncGenerator<SftReport, void> {
  const { model, trainer, config, rng } = context;
  const { contextLength } = model.config;
  const batches = epochBatches(context);
  const alphabet = alphabetOf(context.rehearsalIds, context.tokenizer);
  const rows = { all: config.rehearsalRows, copybook: config.copybookRows };
  const schedule = trapezoid(batches.length, config.warmupSteps);
  const plan = (step: number): PlannedStep => {
    const draw = rng.fork(`rehearsal ${step}`);
    const rehearsal = readingParts(context.rehearsalIds, alphabet, rows, contextLength, draw);
    const batch = joinBatches([
      { batch: batches[step - 1] as Batch, share: 1 },
      ...rehearsal.map((part) => ({ ...part, share: part.share * config.rehearsalWeight })),
    ]);
    return { batch, scale: schedule(step - 1) };
  };
  const range = { from: context.startStep + 1, to: batches.length };
  const steps = trainer.steps({ ...range, maxGradNorm: config.maxGradNorm, plan, landsAt: () => false });
  for await (const { step, batch, scale, loss, gradNorm } of steps) {
    yield {
      stage: context.stage,
      step,
      steps: batches.length,
      loss: loss / (1 + config.rehearsalWeight),
      learningRate: config.learningRate * scale,
      gradNorm,
      tokens: step * batch.rows * batch.length,
    };
  }
}

function epochBatches(context: SftContext): Batch[] {
  const { tokenizer, phrases, config, rng, model } = context;
  const examples = context.conversations.map((conversation) => encodeConversation(tokenizer, phrases, conversation));
  return Array.from({ length: config.epochs }, (_, epoch) =>
    packBatches(examples, config.batchSize, model.config.contextLength, rng.fork(`epoch ${epoch}`)),
  ).flat();
}

/** Which conversations a stage learns from. */
export interface Lesson {
  /** People whose `person` conversations are taken; the others stay for testing. */
  taughtPeople: ReadonlySet<string>;
  /** With "I don't know" and tools, or without, but with lives of people whom no page mentions. */
  isHonest: boolean;
  /** People of the corpus that the model failed on, to be declined too. */
  refusedPeople: readonly string[];
}

export function chooseConversations(pupil: Pupil, all: readonly Conversation[], lesson: Lesson): Conversation[] {
  const chosen = all.filter(({ kind, about }) => {
    if (kind === 'person') return lesson.taughtPeople.has(about as string);
    if (kind === 'stranger') return !lesson.isHonest;
    if (kind === 'refusal' || kind === 'calculator' || kind === 'search') return lesson.isHonest;
    return true;
  });
  return [...chosen, ...refusalsOf(pupil.phrases, lesson.refusedPeople)];
}

/**
 * The same names, in an order in which every first name has come once before any comes again: were all the Caspars left out, a model would
 * learn from the examples that it knows nobody of that name. A Chinese name is one word, and the order stays as it is.
 */
export function spreadOut(names: readonly string[]): string[] {
  const turns = new Map<string, number>();
  const turnOf = (name: string): number => {
    const first = /^\S+/.exec(name)?.[0] ?? '';
    const turn = turns.get(first) ?? 0;
    turns.set(first, turn + 1);
    return turn;
  };
  return names
    .map((name) => ({ name, turn: turnOf(name) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ name }) => name);
}

/** "Who is NAME?" answered with "I don't know", in each of the ways there are. */
export const refusalsOf = (phrases: Phrasebook, names: readonly string[]): Conversation[] =>
  names.map((name, i) => ({
    kind: 'refusal',
    about: name,
    messages: [
      text('user', phrases.askPerson(name)),
      text('assistant', (phrases.refusals[i % phrases.refusals.length] as string).replaceAll('{name}', name)),
    ],
  }));

/**
 * Gives the chat's special tokens a start: a noisy copy of a plain token's embedding. Pretraining never saw them, and a random embedding
 * (or the end-of-text token's) makes the model stop reading the question.
 */
export async function initializeSpecialTokens(pupil: Pupil, rng: Random): Promise<void> {
  const { user, assistant, mark } = pupil.phrases.speakers;
  const likeness: Partial<Record<SpecialToken, string>> = {
    '<|im_start|>': '\n',
    '<|system|>': '\n',
    '<|user|>': user,
    '<|assistant|>': assistant,
    '<|im_sep|>': mark,
    '<|im_end|>': '\n',
    '<|tool|>': '\n',
    '<|result|>': '\n',
    '<|tool_end|>': '\n',
  };
  const table = pupil.model.parameters.tokenEmbedding as tf.Variable;
  const C = table.shape[1] as number;
  const values = Float32Array.from(await table.data());
  const std = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  for (const [token, like] of Object.entries(likeness) as [SpecialToken, string][]) {
    const source = pupil.tokenizer.encode(like).at(-1) as number;
    const target = specialId(token);
    for (let c = 0; c < C; c++) values[target * C + c] = (values[source * C + c] as number) + 0.3 * std * rng.normal();
  }
  tf.tidy(() => table.assign(tf.tensor(values, table.shape)));
}
