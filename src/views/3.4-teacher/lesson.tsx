import type { Teacher } from '../../lessons/3.4-teacher/en.tsx';
import { PracticePanel } from '../3.2-practice/PracticePanel.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { stageKeys } from '../training/stageKeys.ts';
import { StylesPanel } from './StylesPanel.tsx';

export const code: LessonCode<Teacher> = {
  panels: { ceiling: PracticePanel, styles: StylesPanel },
  acts: {},
  lives: {
    teacher: ({ school }, { percent }) =>
      school?.teacherAccuracy === undefined ? undefined : percent(school.teacherAccuracy),
    best: ({ runs }, { percent }) => {
      const greedy = (runs.rl?.exercises.points ?? []).flatMap((point) => point.greedy ?? []);
      return greedy.length > 0 ? percent(Math.max(...greedy)) : undefined;
    },
  },
  outcomes: {},
  keys: stageKeys('rl'),
};
