import type { Tools } from '../../lessons/2.5-tools/en.tsx';
import type { TrialCase } from '../../llm/toolTrial.ts';
import { actions, usePage } from '../../store/page.ts';
import { questionAt } from '../../store/questions.ts';
import { Exchange } from '../examples/Exchange.tsx';
import { useModelLanguage } from '../examples/roster.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { IntervalBar } from '../widgets/IntervalBar.tsx';
import { tallyOf } from './tally.ts';
import { casesOf, kinds, measure, slot } from './trial.ts';

type Labels = Tools['labels'];
const ways = ['without', 'with'] as const;

/** How often it is right, with and without tools, and how far the figures can be trusted. */
export function TrialPanel({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const isOpen = usePage((state) => questionAt(state.questions, 'toolTrial', slot)?.isOpen ?? false);
  const total = usePage((state) => questionAt(state.questions, 'toolTrial', slot)?.answer?.total ?? 0);
  const cases = usePage(casesOf);
  return (
    <NeedsStage stage="honest">
      <div className="buttons">
        {isOpen ? (
          <button type="button" className="primary" onClick={() => actions.stopAsking(slot)}>
            {labels.stop}
          </button>
        ) : (
          <button type="button" className="primary" onClick={measure}>
            {cases.length > 0 ? labels.again : labels.measure}
          </button>
        )}
        {total > 0 && (
          <span className="hint" role="status" data-testid="trial-count" data-done={cases.length} data-total={total}>
            {labels.asked(integer(cases.length), integer(total))}
          </span>
        )}
      </div>
      {cases.length > 0 ? (
        <>
          <Bars cases={cases} labels={labels} />
          <Wrong cases={cases} labels={labels} />
        </>
      ) : (
        <p className="empty">{labels.trialEmpty}</p>
      )}
    </NeedsStage>
  );
}

function Bars({ cases, labels }: { cases: readonly TrialCase[]; labels: Labels }) {
  const { integer, percent } = useWords();
  const rows = kinds.flatMap((kind) =>
    ways.map((way) => ({ kind, way, tally: tallyOf(cases, [kind], way) })).filter(({ tally }) => tally.total > 0),
  );
  const [without, withTools] = ways.map((way) => tallyOf(cases, kinds, way).share);
  return (
    <Figure
      title={labels.figure}
      testId="trial"
      alternative={`${labels.overall(percent(without ?? 0), percent(withTools ?? 0))} ${labels.intervals}`}
      table={{
        label: labels.table,
        make: () => (
          <DataTable
            caption={labels.table}
            head={[labels.what, labels.rightOf, labels.interval]}
            rows={rows.map(({ kind, way, tally }) => [
              `${labels.kinds[kind]}, ${labels[way]}`,
              labels.ofTotal(integer(tally.right), integer(tally.total)),
              labels.between(percent(tally.low), percent(tally.high)),
            ])}
          />
        ),
      }}
    >
      {kinds.map((kind) => (
        <div key={kind} className="share-group">
          <p className="share-who">{labels.kinds[kind]}</p>
          {rows
            .filter((row) => row.kind === kind)
            .map(({ way, tally }) => (
              <IntervalBar
                key={way}
                label={labels[way]}
                {...tally}
                text={labels.ofTotal(integer(tally.right), integer(tally.total))}
              />
            ))}
        </div>
      ))}
    </Figure>
  );
}

/** Where even the tool did not help. */
function Wrong({ cases, labels }: { cases: readonly TrialCase[]; labels: Labels }) {
  const { integer } = useWords();
  const language = useModelLanguage();
  const wrong = cases.filter((tried) => !tried.with.isRight);
  if (wrong.length === 0) return <p className="hint">{labels.noneWrong}</p>;
  return (
    <details>
      <summary>{labels.wrong(integer(wrong.length))}</summary>
      <ul className="example-list">
        {wrong.map(({ question, with: { parts } }) => (
          <li key={question} className="example">
            <Exchange
              messages={[
                { role: 'user', parts: [{ kind: 'text', text: question }] },
                { role: 'assistant', parts },
              ]}
              words={{ roles: labels.roles, called: labels.calledShort, answered: labels.answered }}
              language={language}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
