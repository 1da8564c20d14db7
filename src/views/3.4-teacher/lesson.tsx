import '../../styles/exercises.css';
import type { Teacher } from '../../lessons/3.4-teacher/en.tsx';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { LadderPanel } from './LadderPanel.tsx';
import { examine, type Rung, rungsOf, shownIn, teacherShare } from './ladder.ts';
import { RewardPanel } from './RewardPanel.tsx';
import { choose, looked, tryReward } from './rewards.ts';
import { StylesPanel } from './StylesPanel.tsx';

const ofRung =
  (who: Rung['who'], figure: (rung: Rung) => number): LiveFigure =>
  ({ questions }, { percent }) => {
    const found = rungsOf(questions).find((rung) => rung.who === who);
    return found && percent(figure(found));
  };

/** How often the teacher showed the short way with its carries. */
const shortShown: LiveFigure = (state, { percent }) => {
  const shown = shownIn(state);
  const total = shown && Object.values(shown).reduce((sum, { count }) => sum + count, 0);
  return shown && total ? percent(shown.concise.count / total) : undefined;
};

export const code: LessonCode<Teacher> = {
  panels: { ladder: LadderPanel, styles: StylesPanel, rewards: RewardPanel },
  acts: {
    examine,
    guess: () => {
      choose('confident');
      tryReward();
    },
  },
  lives: {
    teacher: (state, { percent }) => {
      const share = teacherShare(state);
      return share === undefined ? undefined : percent(share);
    },
    imitator: ofRung('honest', ({ share }) => share),
    practiced: ofRung('reasoner', ({ share }) => share),
    sure: ofRung('sure', ({ share }) => share),
    shortShown,
    shortPracticed: ofRung('reasoner', ({ styles }) => styles.concise),
    wantedBefore: (state, { percent }) => {
      const found = looked(state);
      return found && percent(found.first.wanted);
    },
    wantedAfter: (state, { percent }) => {
      const found = looked(state);
      return found && percent(found.last.wanted);
    },
    paidAfter: (state, { percent }) => {
      const paid = looked(state)?.last.paid;
      return paid === undefined ? undefined : percent(paid);
    },
  },
  outcomes: {
    ceiling: ({ questions }) => {
      const rungs = rungsOf(questions);
      const [teacher, practiced] = (['teacher', 'reasoner'] as const).map((who) =>
        rungs.find((rung) => rung.who === who),
      );
      if (!teacher || !practiced) return undefined;
      return practiced.low > teacher.share ? 2 : practiced.high < teacher.share ? 0 : 1;
    },
  },
};
