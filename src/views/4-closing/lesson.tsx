import type { Closing } from '../../lessons/4-closing/en.tsx';
import { presetOf } from '../../store/selectors.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { CardPanel } from './CardPanel.tsx';
import { GuessPanel } from './GuessPanel.tsx';
import { HomePanel } from './HomePanel.tsx';
import { MachinePanel } from './MachinePanel.tsx';
import { deal } from './machine.ts';
import { PredictionsPanel } from './PredictionsPanel.tsx';
import { QuizPanel } from './QuizPanel.tsx';
import '../../styles/closing.css';

const share =
  (of: (state: Parameters<LiveFigure>[0]) => number | undefined): LiveFigure =>
  (state, { percent }) => {
    const value = of(state);
    return value === undefined ? undefined : percent(value);
  };

export const code: LessonCode<Closing> = {
  panels: {
    card: CardPanel,
    guess: GuessPanel,
    machine: MachinePanel,
    predictions: PredictionsPanel,
    quiz: QuizPanel,
    home: HomePanel,
  },
  acts: { deal },
  lives: {
    digits: ({ school }, { integer }) => school && integer(presetOf(school).rl.digitShares.length),
    parameters: ({ school }, { short }) => school && short(school.parameterCount),
    read: ({ checkpoints }, { short }) => {
      const base = checkpoints.find(({ stage }) => stage === 'base');
      return base && short(base.tokens);
    },
    famous: share(({ reportCards }) => reportCards.base?.people.famous),
    sums: share(({ reportCards }) => reportCards.reasoner?.sums?.greedy),
    mixed: share(({ reportCards }) => reportCards.reasoner?.people.recombined.invented),
  },
  outcomes: {},
};
