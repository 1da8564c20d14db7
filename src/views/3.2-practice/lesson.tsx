import type { Practice } from '../../lessons/3.2-practice/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { stageKeys } from '../training/stageKeys.ts';
import { CurvesPanel } from './CurvesPanel.tsx';
import { PracticePanel } from './PracticePanel.tsx';

export const code: LessonCode<Practice> = {
  panels: { training: PracticePanel, curves: CurvesPanel },
  acts: {},
  lives: {
    firstAccuracy: ({ runs }, { percent }) => {
      const first = runs.rl?.exercises.points[0];
      return first && percent(first.accuracy);
    },
    accuracy: ({ runs }, { percent }) => {
      const last = runs.rl?.exercises.points.at(-1);
      return last && percent(last.accuracy);
    },
  },
  outcomes: {},
  keys: stageKeys('rl'),
};
