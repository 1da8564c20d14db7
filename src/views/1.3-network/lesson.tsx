import type { Network } from '../../lessons/1.3-network/en.tsx';
import { modelShapeOf, vocabularySize } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { PredictionPanel } from './PredictionPanel.tsx';

export const code: LessonCode<Network> = {
  panels: { prediction: PredictionPanel },
  acts: {},
  lives: {
    parameters: ({ school }, { short }) => school && short(school.parameterCount),
    vocabulary: ({ school }, { integer }) => school && integer(vocabularySize(school)),
    layers: ({ school }, { integer }) => school && integer(modelShapeOf(school).nLayer),
    heads: ({ school }, { integer }) => school && integer(modelShapeOf(school).nHead),
  },
  outcomes: {},
};
