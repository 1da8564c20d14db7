import { phrasebooks } from '../llm/phrases.ts';
import type { ProbeResult } from '../llm/reports.ts';
import { actions, usePage } from '../store/page.ts';
import { useWords } from './useWords.ts';

/** What asking told about everybody in the books. */
export function ProbeTable() {
  const { t, integer } = useWords();
  const probe = usePage((state) => state.probe);
  const count = (verdict: ProbeResult['verdict']) =>
    integer(probe.filter((result) => result.verdict === verdict).length);
  return (
    <section className="panel" aria-labelledby="probe">
      <h3 id="probe">{t.examples.probeTitle}</h3>
      {probe.length === 0 ? (
        <p className="empty">{t.examples.probeEmpty}</p>
      ) : (
        <>
          <p data-testid="probe">{t.examples.probeIntro(count('known'), count('unsure'), count('unknown'))}</p>
          <details>
            <summary>{t.examples.people}</summary>
            <ProbeRows probe={probe} />
          </details>
        </>
      )}
    </section>
  );
}

function ProbeRows({ probe }: { probe: readonly ProbeResult[] }) {
  const { t, percent } = useWords();
  const language = usePage((state) => state.school?.language ?? 'en');
  const ask = (name: string): void => {
    actions.setPromptKind('chat');
    actions.setPrompt(phrasebooks[language].askPerson(name));
    actions.setPadOpen(true);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll tall" aria-label={t.examples.people} tabIndex={0}>
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{t.examples.name}</th>
            <th scope="col">{t.examples.right}</th>
            <th scope="col">{t.examples.verdict}</th>
            <th scope="col">
              <span className="hidden">{t.examples.tryIt}</span>
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
              <td>{t.examples.verdicts[verdict]}</td>
              <td>
                <button type="button" className="quiet" title={t.examples.tryHint} onClick={() => ask(name)}>
                  {t.examples.tryIt}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
