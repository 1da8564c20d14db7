/** The questions of the quiz. Whatever is right follows from the report cards of the reader's own run. */
import { type ReportCard, stageNames } from '../../llm/reports.ts';
import type { State } from '../../store/pageState.ts';

export const quizNames = ['surprise', 'facts', 'inventor', 'cost', 'teacher', 'working'] as const;
export type QuizName = (typeof quizNames)[number];

export interface Finding {
  /** The number of the choice that is right. */
  outcome: number;
  /** The two figures that decide it, shares in [0, 1]. */
  before: number;
  after: number;
}

/** Two shares closer than this are called the same. */
const sameWithin = 0.02;

type Known = Pick<State, 'reportCards'> & { school: { teacherAccuracy?: number } | undefined };

/** What the run says to each question; absent where the cards it needs have not been filled. */
export function findingOf(name: QuizName, { reportCards, school }: Known): Finding | undefined {
  const { untrained, base, assistant, honest, reasoner } = reportCards;
  const cards = stageNames.flatMap((stage) => reportCards[stage] ?? []);
  const hasAll = cards.length === stageNames.length;
  switch (name) {
    case 'surprise': {
      const [first, last] = [untrained?.base?.valLoss, base?.base?.valLoss];
      if (first === undefined || last === undefined) return undefined;
      const growth = Math.exp(first - last);
      const bounds = [0.8, 1.25, 10];
      return {
        outcome: bounds.filter((bound) => growth > bound).length,
        before: Math.exp(-first),
        after: Math.exp(-last),
      };
    }
    case 'facts':
      return hasAll ? greatestRise(cards) : undefined;
    case 'inventor': {
      if (!hasAll || !honest) return undefined;
      const shares = cards.map(({ people }) => people.newNames.invented);
      const most = Math.max(...shares);
      return { outcome: shares.indexOf(most), before: honest.people.newNames.invented, after: most };
    }
    case 'cost':
      return assistant && honest && compared(known(assistant), known(honest));
    case 'teacher':
      return compared(school?.teacherAccuracy, reasoner?.sums?.greedy);
    case 'working':
      return compared(honest?.sums?.showsWork, reasoner?.sums?.showsWork);
    default: {
      const unknown: never = name;
      return unknown;
    }
  }
}

/** 0 = more than before, 1 = the same, 2 = less. */
function compared(before: number | undefined, after: number | undefined): Finding | undefined {
  if (before === undefined || after === undefined) return undefined;
  const outcome = Math.abs(after - before) <= sameWithin ? 1 : after > before ? 0 : 2;
  return { outcome, before, after };
}

/** Share of the people in the pages who are told of rightly. */
const known = ({ people }: ReportCard): number => (people.famous + people.mid) / 2;

/** The stage that added most to what is known of famous people; the earlier one of two that added the same. */
function greatestRise(cards: readonly ReportCard[]): Finding {
  const shares = cards.map(({ people }) => people.famous);
  const rises = shares.slice(1).map((share, i) => share - (shares[i] as number));
  const outcome = rises.indexOf(Math.max(...rises));
  return { outcome, before: shares[outcome] as number, after: shares[outcome + 1] as number };
}

/** Under which the reader's answer is kept. */
export const guessOf = (name: QuizName): string => `4/${name}`;

/** How many of the reader's answers are right, of those that the run can judge. */
export function score(state: Pick<State, 'guesses'> & Known): { right: number; judged: number } {
  const judged = quizNames.flatMap((name) => {
    const [guess, finding] = [state.guesses[guessOf(name)], findingOf(name, state)];
    return guess === undefined || !finding ? [] : [guess === finding.outcome];
  });
  return { right: judged.filter(Boolean).length, judged: judged.length };
}
