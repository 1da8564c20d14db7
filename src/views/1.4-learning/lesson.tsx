import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { actions } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { hasCheckpoint, vocabularySize } from '../../store/selectors.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { firstLoss, lastLoss } from '../training/lossLives.ts';
import { stageKeys } from '../training/stageKeys.ts';
import { SamplesPanel } from './SamplesPanel.tsx';
import { TrainingPanel } from './TrainingPanel.tsx';

/** About the same, less than half, nothing: once reading has ended here. */
function direction(state: State): number | undefined {
  const run = state.runs.pretrain;
  const first = run?.losses.points[0]?.loss;
  if (!hasCheckpoint(state, 'base') || first === undefined || run?.loss === undefined) return undefined;
  if (run.loss < first / 100) return 2;
  return run.loss < first / 2 ? 1 : 0;
}

export const code: LessonCode<Learning> = {
  panels: { training: TrainingPanel, samples: SamplesPanel },
  acts: { step: () => actions.stepOnce('pretrain'), start: () => actions.playPause('pretrain') },
  lives: {
    firstLoss: firstLoss('pretrain'),
    loss: lastLoss('pretrain'),
    uniformLoss: ({ school }, { decimal }) => school && decimal(Math.log(vocabularySize(school))),
    steps: ({ runs }, { integer }) => runs.pretrain && integer(runs.pretrain.step),
  },
  outcomes: { direction },
  keys: stageKeys('pretrain'),
};
