import type { Lab } from '../../lessons/lab/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { ReportCardTable } from '../report/ReportCardTable.tsx';
import { NewModelForm } from '../training/NewModelForm.tsx';
import { StagesPanel } from './StagesPanel.tsx';

export const code: LessonCode<Lab> = {
  panels: { model: NewModelForm, stages: StagesPanel, card: ReportCardTable },
  acts: {},
  lives: {},
  outcomes: {},
};
