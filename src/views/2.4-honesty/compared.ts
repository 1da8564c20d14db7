/** Before and after, counted by who was asked about. */
import type { Answer } from '../../engine/protocol.ts';
import type { InterviewAnswer, InterviewGroup, Outcome } from '../../llm/interview.ts';

export interface Counted {
  total: number;
  of: Record<Outcome, number>;
}
export interface Compared {
  before: readonly InterviewAnswer[] | undefined;
  after: readonly InterviewAnswer[] | undefined;
}

const none: readonly InterviewAnswer[] = [];

/** Nobody whom the examples themselves declined is counted, neither before nor after. */
export function compare(before: Answer<'interview'> | undefined, after: Answer<'interview'> | undefined): Compared {
  const declined = new Set(after?.declined ?? []);
  const left = (answers: readonly InterviewAnswer[] | undefined) => answers?.filter(({ name }) => !declined.has(name));
  return { before: left(before?.answers), after: left(after?.answers) };
}

export function countOf(answers: readonly InterviewAnswer[] = none, group: InterviewGroup): Counted {
  const own = answers.filter((answer) => answer.group === group);
  const count = (outcome: Outcome): number => own.filter((answer) => answer.outcome === outcome).length;
  return {
    total: own.length,
    of: { right: count('right'), refused: count('refused'), invented: count('invented'), other: count('other') },
  };
}

/** Of people whom the pages tell much about, how many are declined although the assistant had answered rightly. */
export function overRefused({ before, after }: Compared): { refused: number; known: number } | undefined {
  if (!before || !after) return undefined;
  const known = new Set(before.filter(({ outcome }) => outcome === 'right').map(({ name }) => name));
  const now = after.filter(({ name }) => known.has(name));
  return { known: known.size, refused: now.filter(({ outcome }) => outcome === 'refused').length };
}
