import type { Tools } from '../../lessons/2.5-tools/en.tsx';
import { actions } from '../../store/page.ts';
import { sumSuggestion } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { ScoresPanel } from './ScoresPanel.tsx';
import { toolComparison } from './scores.ts';

export const code: LessonCode<Tools> = {
  panels: { scores: ScoresPanel },
  acts: {
    askWith: () => actions.putOnPad({ prompt: sumSuggestion, promptKind: 'chat', hasTools: true }),
    askWithout: () => actions.putOnPad({ prompt: sumSuggestion, promptKind: 'chat' }),
  },
  lives: {
    without: (state, { percent }) => {
      const found = toolComparison(state);
      return found && percent(found.sums.without);
    },
    with: (state, { percent }) => {
      const found = toolComparison(state);
      return found && percent(found.sums.with);
    },
  },
  outcomes: {},
};
