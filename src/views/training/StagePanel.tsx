import { LossFigure } from './LossFigure.tsx';
import { RunControls } from './RunControls.tsx';

/** One stage that imitates: its controls and its loss. */
export const stagePanel = (stage: 'pretrain' | 'sft' | 'honest') =>
  function StagePanel() {
    return (
      <>
        <RunControls stage={stage} />
        <LossFigure stage={stage} />
      </>
    );
  };
