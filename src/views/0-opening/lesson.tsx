import type { Opening } from '../../lessons/0-opening/en.tsx';
import { vocabularySize } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { NewModelForm } from '../training/NewModelForm.tsx';
import { NoisePanel } from './NoisePanel.tsx';
import { WaysPanel } from './WaysPanel.tsx';

export const code: LessonCode<Opening> = {
  panels: { noise: NoisePanel, ways: WaysPanel, model: NewModelForm },
  acts: {},
  lives: {
    vocabulary: ({ school }, { integer }) => school && integer(vocabularySize(school)),
    parameters: ({ school }, { short }) => school && short(school.parameterCount),
  },
  outcomes: {},
};
