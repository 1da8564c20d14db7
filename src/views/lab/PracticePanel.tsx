import { CollapseNotice } from '../exercises/CollapseNotice.tsx';
import { AccuracyFigure } from '../training/AccuracyFigure.tsx';
import { RunControls } from '../training/RunControls.tsx';

/** Practice: its controls, the share of right answers, and the way back when a knob was turned too far. */
export function PracticePanel() {
  return (
    <>
      <RunControls stage="rl" />
      <CollapseNotice />
      <AccuracyFigure />
    </>
  );
}
