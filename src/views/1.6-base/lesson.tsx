import type { Base } from '../../lessons/1.6-base/en.tsx';
import { actions } from '../../store/page.ts';
import { animalSuggestion } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { MemoryPanel } from './MemoryPanel.tsx';

export const code: LessonCode<Base> = {
  panels: { memory: MemoryPanel },
  acts: {
    sum: () => actions.putOnPad({ prompt: '2+2=', promptKind: 'raw' }),
    page: () => actions.putOnPad({ prompt: animalSuggestion, promptKind: 'raw' }),
  },
  lives: {
    verbatim: ({ reportCards }, { percent }) => {
      const scores = reportCards.base?.base;
      return scores && percent(scores.verbatim / scores.featured);
    },
    oneDigit: ({ reportCards }, { percent }) => {
      const scores = reportCards.base?.base;
      return scores && percent(scores.oneDigitSums);
    },
  },
  outcomes: {},
};
