import type { TrainingStage } from '../../llm/reports.ts';
import type { LiveFigure } from '../course/lessonCode.ts';

/** The loss of the first step of a stage trained here. */
export const firstLoss =
  (stage: TrainingStage): LiveFigure =>
  ({ runs }, { decimal }) => {
    const first = runs[stage]?.losses.points[0];
    return first && decimal(first.loss);
  };

/** The loss of its newest step. */
export const lastLoss =
  (stage: TrainingStage): LiveFigure =>
  ({ runs }, { decimal }) => {
    const loss = runs[stage]?.loss;
    return loss === undefined ? undefined : decimal(loss);
  };
