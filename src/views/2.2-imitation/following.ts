/** The same questions put to the base model and to the assistant, again and again while it learns. */
import { useEffect } from 'react';
import type { Asked, Prompt } from '../../engine/protocol.ts';
import { text } from '../../llm/chat.ts';
import { editsNow } from '../../store/examples.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { activeStage, hasCheckpoint, textOf } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { suggestions } from '../../store/suggestions.ts';

/** What the assistant said after so many steps. */
export interface Shot {
  step: number;
  questions: readonly string[];
  answers: readonly string[];
  /** Whether an answer was cut off before it found an end. */
  isCut: readonly boolean[];
}

interface Shots {
  runId: string | undefined;
  taken: readonly Shot[];
  /** Which of them is looked at; the newest, until the reader goes back. */
  chosen: number | undefined;
}

export const shotsSlice = defineSlice<Shots>('2.2/shots', { runId: undefined, taken: [], chosen: undefined });
const slots = { base: '2.2/base', live: '2.2/live', done: '2.2/done' } as const;
const ownQuestionsShown = 3;
const shotsWanted = 16;
const tokensWritten = 48;

let lastQuestions: { school: State['school']; added: unknown; questions: readonly string[] } | undefined;
const noQuestions: readonly string[] = [];

/** Three of ours, and those that the reader's own examples answer. */
export function questionsOf(state: State): readonly string[] {
  const { school } = state;
  if (!school) return noQuestions;
  const { added } = editsNow(state);
  if (lastQuestions?.school === school && lastQuestions.added === added) return lastQuestions.questions;
  const own = added.slice(-ownQuestionsShown).flatMap(({ messages }) => {
    const part = messages.find(({ role }) => role === 'user')?.parts[0];
    return part?.kind === 'text' ? [part.text] : [];
  });
  const questions = [...new Set([...suggestions(school, 'chat'), ...own])];
  lastQuestions = { school, added, questions };
  return questions;
}

const asPage = (question: string): Prompt => ({ kind: 'raw', text: question });
const asQuestion = (question: string): Prompt => ({ kind: 'chat', messages: [text('user', question)], tools: false });

function askThem(slot: string, stage: Asked<'replies'>['stage'], questions: readonly string[]): void {
  const prompts = questions.map(stage === 'base' ? asPage : asQuestion);
  const sampling = { temperature: 0, topK: 0, topP: 1 };
  actions.ask(slot, { name: 'replies', asked: { stage, prompts, sampling, seed: 1, maxNewTokens: tokensWritten } });
}

const askedOf = (prompts: readonly Prompt[]): string[] =>
  prompts.map((prompt) => {
    if (prompt.kind === 'raw') return prompt.text;
    const part = prompt.messages[0]?.parts[0];
    return part?.kind === 'text' ? part.text : '';
  });

/** On one line; what was cut off, because it found no end, says so. */
const shown = (said: string, hasEnded: boolean): string =>
  `${said.trim().replace(/\s*\n\s*/g, ' ↵ ')}${hasEnded ? '' : ' …'}`;

const read = new WeakMap<object, Shot>();

/** What was answered from a slot, by question; the same object until there is another answer. */
export function repliesIn(state: Pick<State, 'questions' | 'school'>, slot: keyof typeof slots): Shot | undefined {
  const question = questionAt(state.questions, 'replies', slots[slot]);
  const { school } = state;
  if (!school || !question?.answer) return undefined;
  const { step, texts } = question.answer;
  const known = read.get(question.answer);
  if (known) return known;
  const shot = {
    step,
    questions: askedOf(question.asked.prompts),
    isCut: texts.map(({ hasEnded }) => !hasEnded),
    answers: texts.map((written) => shown(textOf(school, written), written.hasEnded)),
  };
  read.set(question.answer, shot);
  return shot;
}

const isSame = (one: readonly string[], other: readonly string[] | undefined): boolean =>
  one.join('\n') === other?.join('\n');

/** Whether a slot still waits for these questions, or has their answers. */
function isAsked(state: State, slot: string, questions: readonly string[]): boolean {
  const question = questionAt(state.questions, 'replies', slot);
  const isUsed = question && (question.isOpen || question.answer);
  return Boolean(isUsed && isSame(questions, askedOf(question.asked.prompts)));
}

/** Keeps asking for as long as the panel is in sight. */
export function useFollowing(): void {
  const questions = usePage(questionsOf);
  const hasBase = usePage((state) => hasCheckpoint(state, 'base') && !isAsked(state, slots.base, questions));
  useEffect(() => {
    if (hasBase) askThem(slots.base, 'base', questions);
  }, [hasBase, questions]);

  const isDone = usePage(
    (state) =>
      activeStage(state) === undefined && hasCheckpoint(state, 'assistant') && !isAsked(state, slots.done, questions),
  );
  useEffect(() => {
    if (isDone) askThem(slots.done, 'assistant', questions);
  }, [isDone, questions]);

  const runId = usePage((state) => state.runs.sft?.runId);
  const step = usePage((state) => (activeStage(state) === 'sft' ? (state.runs.sft?.step ?? 0) : 0));
  const steps = usePage((state) => state.runs.sft?.steps ?? 0);
  const isOpen = usePage((state) => questionAt(state.questions, 'replies', slots.live)?.isOpen ?? false);
  useEffect(() => {
    const shots = sliceOf(pageNow(), shotsSlice);
    const isOther = shots.runId !== runId;
    if (isOther) actions.setSlice(shotsSlice, { runId, taken: [], chosen: undefined });
    const last = isOther ? 0 : (shots.taken.at(-1)?.step ?? 0);
    const every = Math.max(1, Math.floor(steps / shotsWanted));
    if (step > 0 && !isOpen && (last === 0 || step >= last + every)) askThem(slots.live, 'live', questions);
  }, [runId, step, steps, isOpen, questions]);

  const answer = usePage((state) => questionAt(state.questions, 'replies', slots.live)?.answer);
  useEffect(() => {
    const state = pageNow();
    const shots = sliceOf(state, shotsSlice);
    const shot = answer && repliesIn(state, 'live');
    if (!shot || shot.step <= (shots.taken.at(-1)?.step ?? 0)) return;
    actions.setSlice(shotsSlice, { ...shots, taken: [...shots.taken, shot] });
  }, [answer]);
}

const noShots: readonly Shot[] = [];
let lastShots: { taken: readonly Shot[]; done: Shot | undefined; all: readonly Shot[] } | undefined;

/** All that can be looked at: what it said on the way, and at the end. */
export function shotsOf(state: State): readonly Shot[] {
  const shots = sliceOf(state, shotsSlice);
  const taken = shots.runId !== undefined && shots.runId === state.runs.sft?.runId ? shots.taken : noShots;
  const isAtEnd = activeStage(state) === undefined && hasCheckpoint(state, 'assistant');
  const done = isAtEnd ? repliesIn(state, 'done') : undefined;
  if (lastShots?.taken === taken && lastShots.done === done) return lastShots.all;
  const all = done ? [...taken.filter(({ step }) => step < done.step), done] : taken;
  lastShots = { taken, done, all };
  return all;
}

export const chooseShot = (index: number, count: number): void =>
  actions.setSlice(shotsSlice, {
    ...sliceOf(pageNow(), shotsSlice),
    chosen: index >= count - 1 ? undefined : index,
  });

/** The newest thing that the assistant said to a question. */
export function newestAnswer(state: State, question: string | undefined): string | undefined {
  if (question === undefined) return undefined;
  for (const shot of shotsOf(state).toReversed()) {
    const index = shot.questions.indexOf(question);
    if (index >= 0) return shot.answers[index];
  }
  return undefined;
}
