/** What the reader has really done: facts, recorded once and kept, from which follows which lessons are done. */
import { entryOf, type Fact, facts, type LessonId, lessonIds } from '../lessons/order.ts';
import { type StageName, stageNames } from '../llm/reports.ts';
import type { Mirror } from './mirror.ts';

export interface Progress {
  facts: readonly Fact[];
  opened: readonly LessonId[];
}

export const noProgress: Progress = { facts: [], opened: [] };

/** The same object when nothing is new. */
export function withFact(progress: Progress, fact: Fact): Progress {
  return progress.facts.includes(fact) ? progress : { ...progress, facts: [...progress.facts, fact] };
}

export function withOpened(progress: Progress, id: LessonId): Progress {
  return progress.opened.includes(id) ? progress : { ...progress, opened: [...progress.opened, id] };
}

/** Opened, and all of its goal reached. A lesson without a goal, like the lab, is never done. */
export function isDone({ facts: recorded, opened }: Progress, id: LessonId): boolean {
  const { goal } = entryOf(id);
  return goal.length > 0 && opened.includes(id) && goal.every((fact) => recorded.includes(fact));
}

/** Kept progress is read like any text from outside: what is not known is left out. */
export function parseProgress(kept: unknown): Progress {
  if (typeof kept !== 'object' || kept === null) return noProgress;
  const list = (name: string): readonly unknown[] => {
    const value: unknown = Object.entries(kept).find(([key]) => key === name)?.[1];
    return Array.isArray(value) ? value : [];
  };
  return {
    facts: facts.filter((fact) => list('facts').includes(fact)),
    opened: lessonIds.filter((id) => list('opened').includes(id)),
  };
}

const trainedFacts: Partial<Record<StageName, Fact>> = {
  base: 'trainedToRead',
  assistant: 'trainedToAnswer',
  honest: 'trainedToRefuse',
  reasoner: 'trainedByPractice',
};

type Seen = Pick<Mirror, 'checkpoints' | 'reportCards' | 'answer'>;

/** Records what shows in the mirror of the engine. */
export function withFactsSeen<State extends Mirror & { progress: Progress }>(state: State): State {
  const progress = factsIn(state).reduce(withFact, state.progress);
  return progress === state.progress ? state : { ...state, progress };
}

/** Facts that show in the mirror of the engine. Loading a trained stage is no fact: the reader has not done it. */
export function factsIn({ checkpoints, reportCards, answer }: Seen): Fact[] {
  const found: Fact[] = [];
  for (const { stage, origin } of checkpoints) {
    const fact = trainedFacts[stage];
    if (fact && origin === 'trained') found.push(fact);
  }
  if (stageNames.every((stage) => reportCards[stage])) found.push('allExamined');
  if (answer.some(({ token }) => token.tool)) found.push('toolCalled');
  return found;
}
