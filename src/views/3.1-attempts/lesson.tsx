import type { Attempts } from '../../lessons/3.1-attempts/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { stageKeys } from '../training/stageKeys.ts';
import { RoundPanel } from './RoundPanel.tsx';

export const code: LessonCode<Attempts> = {
  panels: { round: RoundPanel },
  acts: {},
  lives: {
    right: ({ runs }, { integer }) => {
      const round = runs.rl?.rounds.at(-1);
      return round && integer(round.rollouts.filter(({ correct }) => correct).length);
    },
    attempts: ({ runs }, { integer }) => {
      const round = runs.rl?.rounds.at(-1);
      return round && integer(round.rollouts.length);
    },
  },
  outcomes: {},
  keys: stageKeys('rl'),
};
