import type { Honesty } from '../../lessons/2.4-honesty/en.tsx';
import { phrasebooks } from '../../llm/phrases.ts';
import type { ProbeResult } from '../../llm/reports.ts';
import { actions, usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';

type Labels = Honesty['labels'];

/** What asking told about everybody in the books. */
export function ProbePanel({ labels }: { labels: Labels }) {
  const { integer } = useWords();
  const probe = usePage((state) => state.probe);
  const count = (verdict: ProbeResult['verdict']) =>
    integer(probe.filter((result) => result.verdict === verdict).length);
  if (probe.length === 0) return <p className="empty">{labels.empty}</p>;
  return (
    <>
      <p data-testid="probe">{labels.intro(count('known'), count('unsure'), count('unknown'))}</p>
      <details>
        <summary>{labels.people}</summary>
        <ProbeRows probe={probe} labels={labels} />
      </details>
    </>
  );
}

function ProbeRows({ probe, labels }: { probe: readonly ProbeResult[]; labels: Labels }) {
  const { percent } = useWords();
  const language = usePage((state) => state.school?.language ?? 'en');
  const ask = (name: string): void =>
    actions.putOnPad({ prompt: phrasebooks[language].askPerson(name), promptKind: 'chat' });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll tall" aria-label={labels.people} tabIndex={0}>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{labels.name}</th>
            <th scope="col">{labels.right}</th>
            <th scope="col">{labels.verdict}</th>
            <th scope="col">
              <span className="hidden">{labels.tryIt}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {probe.map(({ name, right, verdict }) => (
            <tr key={name} className={`is-${verdict}`}>
              <th scope="row" lang={language === 'zh' ? 'zh-CN' : 'en'}>
                {name}
              </th>
              <td>{percent(right)}</td>
              <td>{labels.verdicts[verdict]}</td>
              <td>
                <button type="button" className="quiet" title={labels.tryHint} onClick={() => ask(name)}>
                  {labels.tryIt}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
