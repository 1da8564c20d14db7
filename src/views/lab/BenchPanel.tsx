import type { Lab } from '../../lessons/lab/en.tsx';
import { actions, usePage } from '../../store/page.ts';
import { SamplingSliders } from '../pad/SamplingSliders.tsx';
import { ReportCardTable } from '../report/ReportCardTable.tsx';
import { useWords } from '../useWords.ts';

/** The checkpoints that have come of it: how they are asked, where they are kept, and what they are worth. */
export function BenchPanel({ labels }: { labels: Lab['labels'] }) {
  const { t, integer, short } = useWords();
  const checkpoints = usePage((state) => state.checkpoints);
  return (
    <>
      <ul className="made">
        {checkpoints.map(({ stage, origin, steps, tokens }) => (
          <li key={stage}>
            <strong>{t.stages[stage]}</strong>{' '}
            <span className="hint">
              {stage === 'untrained'
                ? labels.fresh
                : `${t.origins[origin]} · ${labels.made(integer(steps), short(tokens))}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" onClick={() => actions.showDialog('models')}>
          {labels.keep}
        </button>
      </div>
      <SamplingSliders isOpen />
      <p className="hint">{labels.samplingWhy}</p>
      <ReportCardTable />
    </>
  );
}
