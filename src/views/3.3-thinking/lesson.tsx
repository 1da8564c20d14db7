import '../../styles/exercises.css';
import type { Thinking } from '../../lessons/3.3-thinking/en.tsx';
import type { Compared } from '../../llm/thinking.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { drawSum } from '../exercises/sum.ts';
import { ComparePanel } from './ComparePanel.tsx';
import { comparedIn, lookAtWorking, practicedShares, type Shares, slots, wholeChances } from './thinking.ts';
import { WorkingPanel } from './WorkingPanel.tsx';

/** Known once every number of digits has been asked for. */
function sharesOf(state: Pick<State, 'questions'>): Shares | undefined {
  const answer = questionAt(state.questions, 'thinking', slots.compared)?.answer;
  return answer && answer.compared.length === answer.groups ? practicedShares(answer.compared) : undefined;
}

const compared =
  (way: keyof Shares): LiveFigure =>
  (state, { percent }) => {
    const shares = sharesOf(state);
    return shares && percent(shares[way]);
  };

const inContext =
  (way: keyof Shares): LiveFigure =>
  (state, { chance }) => {
    const answer = questionAt(state.questions, 'workings', slots.workings)?.answer;
    const whole = answer && wholeChances(answer);
    return whole && chance(whole[way]);
  };

const longest =
  (way: keyof Shares): LiveFigure =>
  (state, { integer }) => {
    const last = sharesOf(state) && comparedIn(state).at(-1);
    return last && integer(last[way]);
  };

/** Sums of single digits, where most of them go wrong at once, though they hardly need any working. */
function unlearned(state: Pick<State, 'questions'>): Compared | undefined {
  const shortest = sharesOf(state) && comparedIn(state)[0];
  return shortest?.digits === 1 && shortest.atOnce * 2 < shortest.total ? shortest : undefined;
}

export const code: LessonCode<Thinking> = {
  panels: { compare: ComparePanel, working: WorkingPanel },
  acts: {
    other: () => {
      drawSum();
      lookAtWorking();
    },
  },
  lives: {
    atOnce: compared('atOnce'),
    worked: compared('worked'),
    shortRight: (state, { integer }) => {
      const found = unlearned(state);
      return found && integer(found.atOnce);
    },
    shortTotal: (state, { integer }) => {
      const found = unlearned(state);
      return found && integer(found.total);
    },
    longerDigits: (state, { integer }) => {
      const last = sharesOf(state) && comparedIn(state).at(-1);
      return last && integer(last.digits);
    },
    longerTotal: (state, { integer }) => {
      const last = sharesOf(state) && comparedIn(state).at(-1);
      return last && integer(last.total);
    },
    longerWorked: longest('worked'),
    chanceAtOnce: inContext('atOnce'),
    chanceWorked: inContext('worked'),
  },
  outcomes: {
    atOnce: (state) => {
      const shares = sharesOf(state);
      if (!shares) return undefined;
      const kept = shares.atOnce / Math.max(shares.worked, 0.01);
      return kept > 0.9 ? 0 : kept > 0.4 ? 1 : 2;
    },
  },
};
