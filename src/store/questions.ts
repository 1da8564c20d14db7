/**
 * The questions of the lessons as the page knows them. Each is asked from a slot, so that two panels can ask the same kind of question
 * without hearing each other's answers; asking anew from a slot forgets what was asked from it before.
 */
import type { Answer, AnswerEvent, Asked, QuestionName } from '../engine/protocol.ts';
import type { StageName } from '../llm/reports.ts';

export interface Questioned<Name extends QuestionName = QuestionName> {
  name: Name;
  requestId: string;
  asked: Asked<Name>;
  /** So far; undefined before the first of it has come. */
  answer: Answer<Name> | undefined;
  /** More of it may come. */
  isOpen: boolean;
}

/** By slot. */
export type QuestionStates = Readonly<Record<string, Questioned>>;

const isNamed = <Name extends QuestionName>(question: Questioned, name: Name): question is Questioned<Name> =>
  question.name === name;

/** What was asked from a slot last, if it was a question of that name. */
export function questionAt<Name extends QuestionName>(
  states: QuestionStates,
  name: Name,
  slot: string,
): Questioned<Name> | undefined {
  const question = states[slot];
  return question && isNamed(question, name) ? question : undefined;
}

/** Where a request was asked from; undefined when nobody waits for it any more. */
export const slotOf = (states: QuestionStates, requestId: string): string | undefined =>
  Object.keys(states).find((slot) => states[slot]?.requestId === requestId);

export function withAnswer(states: QuestionStates, { requestId, answer }: AnswerEvent): QuestionStates {
  const slot = slotOf(states, requestId);
  const question = slot === undefined ? undefined : states[slot];
  return slot === undefined || !question ? states : { ...states, [slot]: { ...question, answer } };
}

/** No more of the answer to a request will come. */
export function withClosed(states: QuestionStates, requestId: string): QuestionStates {
  const slot = slotOf(states, requestId);
  const question = slot === undefined ? undefined : states[slot];
  return slot === undefined || !question ? states : { ...states, [slot]: { ...question, isOpen: false } };
}

/** Without answers about checkpoints that are gone or are no longer the same. */
export function withoutStages(states: QuestionStates, isGone: (stage: StageName) => boolean): QuestionStates {
  const isStale = ({ asked }: Questioned): boolean => 'stage' in asked && asked.stage !== 'live' && isGone(asked.stage);
  return Object.fromEntries(Object.entries(states).filter(([, question]) => !isStale(question)));
}
