import { useMemo } from 'react';
import { actions, usePage } from '../../store/page.ts';
import { collapseOf } from '../../store/practice.ts';
import { useWords } from '../useWords.ts';
import { Callout } from '../widgets/Callout.tsx';

const noPoints: readonly never[] = [];

/** Whether practice has lost what it had, why that may be, and the way back to its best iteration. */
export function CollapseNotice() {
  const { t, integer, percent } = useWords();
  const labels = t.exercises;
  const points = usePage((state) => state.runs.rl?.exercises.points ?? noPoints);
  const best = usePage((state) => state.runs.rl?.best);
  const kept = usePage((state) => state.checkpoints.find(({ stage }) => stage === 'reasoner')?.steps);
  const collapse = useMemo(() => collapseOf(points), [points]);
  const last = points.at(-1);
  if (best === undefined || !last) return null;
  if (kept === best) return <p className="hint">{labels.keptBest(integer(best))}</p>;
  const rollBack = (
    <button type="button" onClick={actions.rollBack}>
      {labels.rollBack(integer(best))}
    </button>
  );
  if (!collapse) {
    return last.step > best ? (
      <p className="hint best-so-far">
        {labels.bestSoFar(integer(best))} {rollBack}
      </p>
    ) : null;
  }
  return (
    <Callout kind="collapse" title={labels.collapsed[collapse.kind]}>
      <div role="status" data-testid="collapse">
        <p>{labels.collapsedFrom(percent(collapse.best), percent(collapse.now))}</p>
        <p>{labels.collapseWhy}</p>
        {rollBack}
      </div>
    </Callout>
  );
}
