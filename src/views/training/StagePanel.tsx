import { usePage } from '../../store/page.ts';
import { isLoaded } from '../../store/selectors.ts';
import { LossFigure } from './LossFigure.tsx';
import { RunControls } from './RunControls.tsx';

/** One stage that imitates: its controls and, unless it was loaded, its loss. */
export const stagePanel = (stage: 'pretrain' | 'sft' | 'honest') =>
  function StagePanel() {
    const isWithoutCurve = usePage((state) => isLoaded(state, stage));
    return (
      <>
        <RunControls stage={stage} />
        {!isWithoutCurve && <LossFigure stage={stage} />}
      </>
    );
  };
