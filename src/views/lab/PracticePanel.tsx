import { AccuracyFigure } from '../training/AccuracyFigure.tsx';
import { RunControls } from '../training/RunControls.tsx';

/** Practice: its controls, and the share of right answers. */
export function PracticePanel() {
  return (
    <>
      <RunControls stage="rl" />
      <AccuracyFigure />
    </>
  );
}
