import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { hasCheckpoint, ownProbability } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { showPanel } from '../course/showPanel.ts';
import { firstLoss, lastLoss } from '../training/lossLives.ts';
import { stageKeys } from '../training/stageKeys.ts';
import { ExamplePanel } from './ExamplePanel.tsx';
import { RatePanel } from './RatePanel.tsx';
import { SamplesPanel } from './SamplesPanel.tsx';
import { TrainingPanel } from './TrainingPanel.tsx';
import { drawAnother, exampleOf, learnFromIt } from './useExample.ts';
import '../../styles/learning.css';

/** About the same, less than half, nothing: once reading has ended here. */
function direction(state: State): number | undefined {
  const run = state.runs.pretrain;
  const first = run?.losses.points[0]?.loss;
  if (!hasCheckpoint(state, 'base') || first === undefined || run?.loss === undefined) return undefined;
  if (run.loss < first / 100) return 2;
  return run.loss < first / 2 ? 1 : 0;
}

const onGuess = (act: () => void) => (): void => {
  act();
  showPanel('example');
};

function turnRate(factor: number): void {
  actions.setRateFactor(factor);
  showPanel('rate');
}

/** Of the right token, once a step has been made on the guess. */
const guessed =
  (when: 'before' | 'after'): LessonCode<Learning>['lives']['guessBefore'] =>
  (state, { share }) => {
    const example = exampleOf(state)?.example;
    return (
      example?.after && share(ownProbability(when === 'after' ? example.after : example.before, example.target.tokenId))
    );
  };

export const code: LessonCode<Learning> = {
  panels: { example: ExamplePanel, training: TrainingPanel, rate: RatePanel, samples: SamplesPanel },
  acts: {
    learn: onGuess(learnFromIt),
    another: onGuess(drawAnother),
    step: () => actions.stepOnce('pretrain'),
    start: () => actions.playPause('pretrain'),
    double: () => turnRate(2 * pageNow().rateFactor),
    usual: () => turnRate(1),
  },
  lives: {
    firstLoss: firstLoss('pretrain'),
    loss: lastLoss('pretrain'),
    guessBefore: guessed('before'),
    guessAfter: guessed('after'),
  },
  outcomes: { direction },
  keys: stageKeys('pretrain'),
};
