import type { Opening } from '../../lessons/0-opening/en.tsx';
import { wattHours } from '../../store/energy.ts';
import { contextLengthOf, vocabularySize } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { NewModelForm } from '../training/NewModelForm.tsx';
import { BookPanel } from './BookPanel.tsx';
import { CardPanel } from './CardPanel.tsx';
import { NoisePanel } from './NoisePanel.tsx';
import { ScalePanel } from './ScalePanel.tsx';
import { WaysPanel } from './WaysPanel.tsx';
import '../../styles/opening.css';

export const code: LessonCode<Opening> = {
  panels: {
    book: BookPanel,
    noise: NoisePanel,
    card: CardPanel,
    scale: ScalePanel,
    ways: WaysPanel,
    model: NewModelForm,
  },
  acts: {},
  lives: {
    vocabulary: ({ school }, { integer }) => school && integer(vocabularySize(school)),
    parameters: ({ school }, { short }) => school && short(school.parameterCount),
    tokens: ({ school }, { short }) => school && short(school.trainingTokens),
    context: ({ school }, { integer }) => school && integer(contextLengthOf(school)),
    /** The loss is the mean of -ln p, so that e to the loss is 1 over the geometric mean of the right tokens' chances. */
    oneIn: ({ reportCards }, { integer }) => {
      const loss = reportCards.untrained?.base?.valLoss;
      return loss === undefined ? undefined : integer(Math.exp(loss));
    },
    energy: ({ runs }, words) => {
      const elapsedMs = Object.values(runs).reduce((sum, run) => sum + (run?.elapsedMs ?? 0), 0);
      return elapsedMs > 0 ? words.energy(wattHours(elapsedMs)) : undefined;
    },
    memory: ({ checkpoints }, { t }) => {
      const newest = checkpoints.at(-1);
      if (!newest) return undefined;
      return newest.stage === 'untrained'
        ? t.strip.fresh
        : t.strip.summary(t.stages[newest.stage], t.origins[newest.origin]);
    },
  },
  outcomes: {
    /** Which of 'none', 'one or two', 'three or more'. */
    answers: ({ reportCards }) => {
      const answers = reportCards.untrained?.answers;
      if (!answers) return undefined;
      const right = answers.filter(({ correct }) => correct).length;
      return right === 0 ? 0 : right <= 2 ? 1 : 2;
    },
  },
};
