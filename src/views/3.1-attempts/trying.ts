/** Attempts at one sum: who makes them, how many, how warm; and what came of it. */
import type { AttemptView } from '../../engine/protocol.ts';
import type { StageName } from '../../llm/reports.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { type Questioned, questionAt } from '../../store/questions.ts';
import { activeStage, hasCheckpoint } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { sumOf } from '../exercises/sum.ts';

export const slot = '3.1/attempts';
export type Pupil = Extract<StageName, 'honest' | 'reasoner'> | 'live';

export interface Settings {
  /** Undefined until the reader chooses: then the one that has not practiced. */
  pupil: Pupil | undefined;
  count: number;
  temperature: number;
}

export const settingsSlice = defineSlice<Settings>('3.1/settings', { pupil: undefined, count: 16, temperature: 1 });
/** The attempt that is looked at token by token. */
export const openedSlice = defineSlice<number | undefined>('3.1/opened', undefined);

export const change = (settings: Partial<Settings>): void =>
  actions.setSlice(settingsSlice, { ...sliceOf(pageNow(), settingsSlice), ...settings });

/** Those who can be asked now. */
export function pupilsOf(state: Pick<State, 'status' | 'checkpoints'>): Pupil[] {
  const stages = (['honest', 'reasoner'] as const).filter((stage) => hasCheckpoint(state, stage));
  return activeStage(state) === 'rl' ? [...stages, 'live'] : stages;
}

export function pupilOf(state: Pick<State, 'status' | 'checkpoints' | 'slices'>): Pupil {
  const { pupil } = sliceOf(state, settingsSlice);
  return pupil && pupilsOf(state).includes(pupil) ? pupil : 'honest';
}

/** Other attempts each time. */
export function attempt(): void {
  const state = pageNow();
  const { count, temperature } = sliceOf(state, settingsSlice);
  const before = triedIn(state);
  const seed = before ? before.asked.seed + 1 : state.seed;
  actions.setSlice(openedSlice, undefined);
  actions.ask(slot, {
    name: 'attempts',
    asked: { stage: pupilOf(state), sum: sumOf(state), count, temperature, seed },
  });
}

export interface Outcome {
  question: string;
  answer: number;
  attempts: readonly AttemptView[];
  right: number;
  /** Tokens of the shortest right one; infinite without any. */
  shortest: number;
}

export type Tried = Questioned<'attempts'>;

export const triedIn = (state: Pick<State, 'questions'>): Tried | undefined =>
  questionAt(state.questions, 'attempts', slot);

export function outcomeOf(tried: Tried | undefined): Outcome | undefined {
  if (!tried?.answer) return undefined;
  const { question, attempts } = tried.answer;
  const right = attempts.filter(({ correct }) => correct);
  return {
    question,
    answer: tried.asked.sum.a + tried.asked.sum.b,
    attempts,
    right: right.length,
    shortest: Math.min(...right.map(({ tokens }) => tokens)),
  };
}
