import type { Inventing } from '../../lessons/2.3-inventing/en.tsx';
import { nobodyOf } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { LivesPanel } from './LivesPanel.tsx';
import { askNobody, invented } from './nobody.ts';

export const code: LessonCode<Inventing> = {
  panels: { lives: LivesPanel },
  acts: { ask: askNobody },
  lives: {
    nobody: ({ school }) => school && nobodyOf(school),
    invented: (state, { integer }) => {
      const found = invented(state);
      return found && integer(found.invented);
    },
    asked: (state, { integer }) => {
      const found = invented(state);
      return found && integer(found.asked);
    },
  },
  outcomes: {
    nobody: (state) => {
      const found = invented(state);
      return found && (found.invented * 2 > found.asked ? 1 : 0);
    },
  },
};
