/**
 * Exercises that can be checked: a question, an attempt, a grade, a reward. Also how people and sums are asked of a model, so that every
 * stage and the report card ask in the same way.
 */
import { decodeCompletion, encodePrompt, encodeRaw, text } from './chat.ts';
import type { RlConfig, SamplingConfig } from './config.ts';
import type { Safepoint } from './errors.ts';
import { generate } from './generate.ts';
import type { Model } from './model.ts';
import type { Phrasebook } from './phrases.ts';
import type { Random } from './random.ts';
import type { SpokenProbe, SumScores } from './reports.ts';
import { layOut, specialId, type Tokenizer } from './tokenizer.ts';
import type { Exercise, Person } from './world.ts';

/** A model together with what is needed to speak to it. */
export interface Pupil {
  model: Model;
  tokenizer: Tokenizer;
  phrases: Phrasebook;
  /** Where its work can be held up. */
  safepoint?: Safepoint;
}

/** `page`: as the start of a question page, for a base model. `chat`: through the chat template. */
export type AskMode = 'page' | 'chat';

export const greedy: SamplingConfig = { temperature: 0, topK: 0, topP: 1 };
const warm: SamplingConfig = { temperature: 1, topK: 0, topP: 1 };

/** One answer to each question, as text. Page answers end at the line. */
export async function ask(
  pupil: Pupil,
  questions: string[],
  options: {
    mode: AskMode;
    maxNewTokens: number;
    rng: Random;
    sampling?: SamplingConfig;
    /** The first words of each answer, written for the model. */
    begun?: readonly string[];
  },
): Promise<string[]> {
  const { model, tokenizer, phrases } = pupil;
  const begun = questions.map((_, i) => tokenizer.encode(options.begun?.[i] ?? ''));
  const prompts = questions.map((question, i) => [
    ...(options.mode === 'page'
      ? encodeRaw(tokenizer, phrases.asPage(question))
      : encodePrompt(tokenizer, phrases, [text('user', question)])),
    ...(begun[i] as number[]),
  ]);
  const completions = await generate(model, prompts, {
    maxNewTokens: options.maxNewTokens,
    stopTokenIds: [specialId('<|im_end|>'), specialId('<|endoftext|>')],
    sampling: options.sampling ?? greedy,
    rng: options.rng,
    safepoint: pupil.safepoint,
  });
  return completions.map((completion, i) => {
    const answer = decodeCompletion(tokenizer, [...(begun[i] as number[]), ...completion.tokenIds]);
    return options.mode === 'page' ? (answer.split('\n')[0] as string) : answer;
  });
}

/** Enough for a person's answer, a worked sum. */
export const personAnswerTokens = 34;
const probeSamples = 5;

/** Asks about each person several times, warm, and compares with the truth: what the model does and does not know. */
export async function probe(
  pupil: Pupil,
  people: readonly Person[],
  mode: AskMode,
  rng: Random,
): Promise<SpokenProbe[]> {
  const questions = people.flatMap((person) => Array<string>(probeSamples).fill(pupil.phrases.askPerson(person.name)));
  const answers = await ask(pupil, questions, {
    mode,
    maxNewTokens: personAnswerTokens,
    rng,
    sampling: { temperature: 0.7, topK: 0, topP: 1 },
  });
  return people.map((person, i) => {
    const own = answers
      .slice(i * probeSamples, (i + 1) * probeSamples)
      .map((answer) => ({ text: answer, isRight: pupil.phrases.statesFacts(answer, person) }));
    const right = share(own.map(({ isRight }) => isRight));
    const verdict = right >= 0.8 ? 'known' : right <= 0.2 ? 'unknown' : 'unsure';
    return { name: person.name, answers: own, right, verdict };
  });
}

/** Right means: finished, well formed, and the right number. */
export function isRight(phrases: Phrasebook, answer: string, exercise: Exercise): boolean {
  return phrases.finalNumber(answer) === exercise.answer;
}

/** 0 for a wrong or unfinished attempt; otherwise 1, less what its length costs. */
export function reward(
  isPaid: boolean,
  tokens: number,
  config: Pick<RlConfig, 'lengthPenalty' | 'maxNewTokens'>,
): number {
  return isPaid ? 1 - (config.lengthPenalty * tokens) / config.maxNewTokens : 0;
}

/** Draws exercises with the wanted share of each number of digits. */
export function drawExercises(
  exercises: readonly Exercise[],
  count: number,
  digitShares: number[],
  rng: Random,
): Exercise[] {
  const byDigits = digitShares.map((_, i) => exercises.filter((exercise) => exercise.digits === i + 1));
  return Array.from({ length: count }, () => rng.pick(byDigits[rng.weighted(digitShares)] as Exercise[]));
}

/** Sums asked greedily and at temperature 1. */
export async function scoreSums(
  pupil: Pupil,
  tests: readonly Exercise[],
  rng: Random,
  maxNewTokens: number,
): Promise<SumScores> {
  const { phrases, tokenizer } = pupil;
  const questions = tests.map((exercise) => exercise.question);
  const answers = await ask(pupil, questions, { mode: 'chat', maxNewTokens, rng, sampling: greedy });
  const sampled = await ask(pupil, questions, { mode: 'chat', maxNewTokens, rng, sampling: warm });
  const isRightAt = (given: string[]) => given.map((answer, i) => isRight(phrases, answer, tests[i] as Exercise));
  const right = isRightAt(answers);
  const styles = answers.map((answer) => phrases.styleOf(answer));
  const maxDigits = Math.max(...tests.map((exercise) => exercise.digits));
  const byStyle: SumScores['byStyle'] = {};
  for (const style of ['direct', 'concise', 'verbose'] as const) {
    const own = right.filter((_, i) => styles[i] === style);
    if (own.length > 0) byStyle[style] = { share: own.length / tests.length, right: share(own) };
  }
  return {
    greedy: share(right),
    sampled: share(isRightAt(sampled)),
    byDigits: Array.from({ length: maxDigits }, (_, i) => share(right.filter((_, j) => tests[j]?.digits === i + 1))),
    showsWork: share(styles.map((style) => style !== 'direct')),
    verbose: share(styles.map((style) => style === 'verbose')),
    meanTokens: mean(answers.map((answer) => tokenizer.encode(layOut(answer)).length)),
    byStyle,
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
export const share = (flags: readonly boolean[]): number => mean(flags.map(Number));
