import type { Lab } from '../../lessons/lab/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { NewModelForm } from '../training/NewModelForm.tsx';
import { BenchPanel } from './BenchPanel.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import { KnobsPanel } from './KnobsPanel.tsx';
import { StagesPanel } from './StagesPanel.tsx';
import '../../styles/exercises.css';
import '../../styles/lab.css';

export const code: LessonCode<Lab> = {
  panels: { model: NewModelForm, knobs: KnobsPanel, stages: StagesPanel, compare: ComparePanel, card: BenchPanel },
  acts: {},
  lives: {},
  outcomes: {},
};
