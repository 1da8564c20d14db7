import '../../styles/exercises.css';
import type { Practice } from '../../lessons/3.2-practice/en.tsx';
import { actions, pageNow } from '../../store/page.ts';
import { type PracticeSettings, practiceSlice } from '../../store/practice.ts';
import { stageState } from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { stageKeys } from '../training/stageKeys.ts';
import { CurvesPanel } from './CurvesPanel.tsx';
import { LoopPanel } from './LoopPanel.tsx';

/** Nothing while practice is under way or done: the switch says what to do then. */
function choose(change: Partial<PracticeSettings>): void {
  const state = pageNow();
  const stage = stageState(state, 'rl');
  if (stage === 'ready' || stage === 'noParent') {
    actions.setSlice(practiceSlice, { ...sliceOf(state, practiceSlice), ...change });
  }
}

export const code: LessonCode<Practice> = {
  panels: { loop: LoopPanel, curves: CurvesPanel },
  acts: {
    gradient: () => choose({ algorithm: 'policyGradient' }),
    bold: () => choose({ pace: 'bold' }),
  },
  lives: {
    firstAccuracy: ({ runs }, { percent }) => {
      const first = runs.rl?.exercises.points[0];
      return first && percent(first.accuracy);
    },
    accuracy: ({ runs }, { percent }) => {
      const last = runs.rl?.exercises.points.at(-1);
      return last && percent(last.accuracy);
    },
    iterations: ({ runs }, { integer }) => {
      const last = runs.rl?.exercises.points.at(-1);
      return last && last.step > 1 ? integer(last.step) : undefined;
    },
    firstTokens: ({ runs }, { integer }) => {
      const first = runs.rl?.exercises.points[0];
      return first && integer(first.meanTokens);
    },
    tokens: ({ runs }, { integer }) => {
      const last = runs.rl?.exercises.points.at(-1);
      return last && integer(last.meanTokens);
    },
  },
  outcomes: {
    work: ({ runs }) => {
      const points = runs.rl?.exercises.points ?? [];
      const [first, last] = [points[0], points.at(-1)];
      if (!first || !last || last.step < leastIterations) return undefined;
      const grown = first.direct - last.direct;
      return grown > 0.05 ? 0 : grown < -0.05 ? 1 : 2;
    },
  },
  keys: stageKeys('rl'),
};

/** Before so many there is nothing to be said about where it goes. */
const leastIterations = 5;
