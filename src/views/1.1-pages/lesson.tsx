import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { CorpusPanel } from './CorpusPanel.tsx';

export const code: LessonCode<Pages> = {
  panels: { corpus: CorpusPanel },
  acts: {},
  lives: {
    pagesFirst: ({ school }, { integer }) => school?.cleaning[0] && integer(school.cleaning[0].pages),
    pagesLast: ({ school }, { integer }) => {
      const last = school?.cleaning.at(-1);
      return last && integer(last.pages);
    },
    tokens: ({ school }, { short }) => school && short(school.trainingTokens),
  },
  outcomes: {},
};
