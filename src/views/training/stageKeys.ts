import type { TrainingStage } from '../../llm/reports.ts';
import { actions } from '../../store/page.ts';
import type { Keys } from '../course/lessonCode.ts';

/** The keys of a lesson that trains a stage: the space bar starts, pauses and goes on, the right arrow makes one step. */
export const stageKeys = (stage: TrainingStage): Keys => ({
  space: () => actions.playPause(stage),
  right: () => actions.stepOnce(stage),
});
