/** One question put to every checkpoint, and the game of telling which of them wrote an answer. */
import type { Prompt } from '../../engine/protocol.ts';
import { text } from '../../llm/chat.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import { createRandom } from '../../llm/random.ts';
import type { StageName } from '../../llm/reports.ts';
import { maxNewTokens } from '../../store/limits.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { type Questioned, questionAt } from '../../store/questions.ts';
import { textOf } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { suggestions } from '../../store/suggestions.ts';

export const slotOf = (stage: StageName): string => `4/machine/${stage}`;
export const guessSlot = '4/guess';

/** What is asked: a suggestion by its number, or the reader's own words. */
export const askedSlice = defineSlice<string | number>('4/question', 0);

export const questionsOf = (school: OpenedSchool): string[] => suggestions(school, 'chat');

export const questionNow = (state: Pick<State, 'slices'>, school: OpenedSchool): string => {
  const asked = sliceOf(state, askedSlice);
  return typeof asked === 'string' ? asked : (questionsOf(school)[asked] ?? '');
};

/** Those who have never seen a conversation get the question as the start of a page. */
const readsPages = (stage: StageName): boolean => stage === 'untrained' || stage === 'base';

export function promptFor(school: Pick<OpenedSchool, 'language'>, stage: StageName, question: string): Prompt {
  return readsPages(stage)
    ? { kind: 'raw', text: phrasebooks[school.language].asPage(question) }
    : { kind: 'chat', messages: [text('user', question)], tools: false };
}

/** An answer as the report card takes it: on a page it ends with its line. */
export function answerIn(school: OpenedSchool, { asked, answer }: Questioned<'write'>): string | undefined {
  const written = answer?.texts[0];
  if (!written) return undefined;
  const all = textOf(school, written);
  return asked.prompt.kind === 'raw' ? (all.trimStart().split('\n')[0] ?? '') : all;
}

function put(slot: string, school: OpenedSchool, stage: StageName, question: string): void {
  const { sampling, seed, questions } = pageNow();
  const before = questionAt(questions, 'write', slot);
  actions.ask(slot, {
    name: 'write',
    asked: {
      stage,
      prompt: promptFor(school, stage, question),
      count: 1,
      sampling,
      seed: before ? before.asked.seed + 1 : seed,
      maxNewTokens,
    },
  });
}

/** The same question and the same settings for every checkpoint in memory. */
export function askAll(): void {
  const state = pageNow();
  const { school, checkpoints } = state;
  if (!school) return;
  const question = questionNow(state, school);
  if (question.trim() === '') return;
  for (const { stage } of checkpoints) put(slotOf(stage), school, stage, question);
}

export interface Game {
  round: number;
  question: string;
  /** Undefined until the reader has said who wrote it. */
  guess: StageName | undefined;
  played: number;
  hits: number;
}

export const gameSlice = defineSlice<Game>('4/game', {
  round: 0,
  question: '',
  guess: undefined,
  played: 0,
  hits: 0,
});

/** Which checkpoint is asked what in a round: any, with the same chance. */
export function dealt(
  seed: number,
  round: number,
  stages: readonly StageName[],
  questions: readonly string[],
): { stage: StageName; question: string } {
  const rng = createRandom(`${seed}/who/${round}`);
  return { stage: rng.pick(stages), question: rng.pick(questions) };
}

/** Lets one of the checkpoints answer, without saying which. */
export function deal(): void {
  const state = pageNow();
  const { school, checkpoints, seed } = state;
  if (!school) return;
  const game = sliceOf(state, gameSlice);
  const round = game.round + 1;
  const stages = checkpoints.map(({ stage }) => stage);
  const { stage, question } = dealt(seed, round, stages, questionsOf(school));
  actions.setSlice(gameSlice, { ...game, round, question, guess: undefined });
  put(guessSlot, school, stage, question);
}

export function guess(stage: StageName): void {
  const state = pageNow();
  const game = sliceOf(state, gameSlice);
  const writer = questionAt(state.questions, 'write', guessSlot)?.asked.stage;
  if (game.guess !== undefined || writer === undefined) return;
  const hits = game.hits + (writer === stage ? 1 : 0);
  actions.setSlice(gameSlice, { ...game, guess: stage, played: game.played + 1, hits });
}

/** The question of the round, put to all. */
export function showAll(): void {
  actions.setSlice(askedSlice, sliceOf(pageNow(), gameSlice).question);
  askAll();
}
