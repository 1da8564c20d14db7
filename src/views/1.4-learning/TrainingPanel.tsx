import type { Learning } from '../../lessons/1.4-learning/en.tsx';
import { usePage } from '../../store/page.ts';
import { copybookStepsOf, isLoaded } from '../../store/selectors.ts';
import { LossFigure } from '../training/LossFigure.tsx';
import { RunControls } from '../training/RunControls.tsx';
import { useWords } from '../useWords.ts';
import { phaseNow } from './phases.ts';

/** Reading: the loss falls past one line after the other. */
export function TrainingPanel({ labels: { phases: labels } }: { labels: Learning['labels'] }) {
  const baselines = usePage((state) => state.school?.baselines);
  const isWithoutCurve = usePage((state) => isLoaded(state, 'pretrain'));
  if (isWithoutCurve) return <RunControls stage="pretrain" />;
  return (
    <>
      <RunControls stage="pretrain" />
      <LossFigure
        stage="pretrain"
        marks={
          baselines && [
            { y: baselines.uniform, label: labels.uniform },
            { y: baselines.unigram, label: labels.unigram },
            { y: baselines.bigram, label: labels.bigram },
          ]
        }
      />
      <PhaseNow labels={labels} />
    </>
  );
}

function PhaseNow({ labels }: { labels: Learning['labels']['phases'] }) {
  const { decimal, integer } = useWords();
  const school = usePage((state) => state.school);
  const phase = usePage((state) => phaseNow(state)?.phase);
  const step = usePage((state) => phaseNow(state)?.step);
  const heldLoss = usePage((state) => phaseNow(state)?.heldLoss);
  if (!school) return null;
  const { uniform, unigram, bigram } = school.baselines;
  const copybookSteps = copybookStepsOf(school);
  return (
    <>
      {phase && step !== undefined && heldLoss !== undefined && (
        <p className="phase" role="status" data-testid="phase" data-phase={phase} data-loss={heldLoss}>
          <strong>{labels.names[phase]}</strong>{' '}
          {labels.told[phase]({
            step: integer(step),
            loss: decimal(heldLoss),
            unigram: decimal(unigram),
            bigram: decimal(bigram),
            copying: integer(copybookSteps),
          })}
        </p>
      )}
      <p className="hint">{labels.lines(decimal(uniform), decimal(unigram), decimal(bigram))}</p>
    </>
  );
}
