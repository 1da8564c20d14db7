import type { Thinking } from '../../lessons/3.3-thinking/en.tsx';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { StylesPanel } from './StylesPanel.tsx';

const rightBy =
  (style: 'direct' | 'concise'): LiveFigure =>
  ({ reportCards }, { percent }) => {
    const found = reportCards.reasoner?.sums?.byStyle[style];
    return found && percent(found.right);
  };

export const code: LessonCode<Thinking> = {
  panels: { styles: StylesPanel },
  acts: {},
  lives: { direct: rightBy('direct'), worked: rightBy('concise') },
  outcomes: {},
};
