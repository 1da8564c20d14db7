import type { Closing } from '../../lessons/4-closing/en.tsx';
import { stageNames } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { ReportCardTable } from '../report/ReportCardTable.tsx';
import { useWords } from '../useWords.ts';
import { addressOfRun, printCard } from './home.ts';

/** The report card, complete, with the way to the checkpoints that are missing; on paper under a heading of its own. */
export function CardPanel({ labels }: { labels: Closing['labels'] }) {
  const { integer } = useWords();
  const count = usePage((state) => state.checkpoints.length);
  const isReady = usePage((state) => state.school !== undefined && state.working === undefined);
  const hasCards = usePage((state) => Object.keys(state.reportCards).length > 0);
  return (
    <>
      <PrintedHeading labels={labels} />
      {count < stageNames.length && (
        <div className="needs" data-testid="needs-all">
          <p>{labels.missing(integer(count), integer(stageNames.length))}</p>
          <div className="buttons">
            <button type="button" disabled={!isReady} onClick={() => actions.loadShipped('reasoner')}>
              {labels.loadAll}
            </button>
          </div>
        </div>
      )}
      <ReportCardTable />
      {hasCards && (
        <div className="buttons">
          <button type="button" onClick={printCard}>
            {labels.print}
          </button>
        </div>
      )}
    </>
  );
}

function PrintedHeading({ labels }: { labels: Closing['labels'] }) {
  const { t, integer, short, tag } = useWords();
  const school = usePage((state) => state.school);
  const address = usePage(addressOfRun);
  if (!school) return null;
  const { language, preset, seed, parameterCount } = school;
  return (
    <div className="print-only">
      <p className="printed-title">
        {t.title} · {t.parts.closing}
      </p>
      <p>
        {t.strip.facts(t.modelLanguages[language], t.presets[preset], integer(seed))} ·{' '}
        {t.strip.parameters(short(parameterCount))} · {new Date().toLocaleDateString(tag)}
      </p>
      <p>
        {labels.printedFrom} {address}
      </p>
    </div>
  );
}
