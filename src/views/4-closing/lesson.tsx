import type { Closing } from '../../lessons/4-closing/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { ReportCardTable } from '../report/ReportCardTable.tsx';

export const code: LessonCode<Closing> = {
  panels: { card: ReportCardTable },
  acts: {},
  lives: {},
  outcomes: {},
};
