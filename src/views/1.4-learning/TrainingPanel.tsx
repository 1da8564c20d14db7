import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { usePage } from '../../store/page.ts';
import { copybookStepsOf } from '../../store/selectors.ts';
import { LossFigure } from '../training/LossFigure.tsx';
import { RunControls } from '../training/RunControls.tsx';
import { useWords } from '../useWords.ts';

/** Reading: the loss falls. */
export function TrainingPanel({ labels }: { labels: Learning['labels'] }) {
  const { integer } = useWords();
  const copybookSteps = usePage((state) => (state.school ? copybookStepsOf(state.school) : 0));
  return (
    <>
      <RunControls stage="pretrain" />
      <LossFigure stage="pretrain" />
      {copybookSteps > 0 && <p className="hint">{labels.copybook(integer(copybookSteps))}</p>}
    </>
  );
}
