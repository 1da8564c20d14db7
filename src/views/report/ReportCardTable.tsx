import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { AnswerRows } from './AnswerRows.tsx';
import { Examine } from './Examine.tsx';
import { type CardColumn, figureOf, type Topic, topics } from './skills.ts';

/** The same questions put to every checkpoint in memory: stages are columns, skills stand by topic. */
export function ReportCardTable() {
  const words = useWords();
  const { t } = words;
  const cards = usePage((state) => state.reportCards);
  const checkpoints = usePage((state) => state.checkpoints);
  const columns: CardColumn[] = checkpoints.map(({ stage, origin }) => ({ stage, origin, card: cards[stage] }));
  const hasAny = columns.some(({ card }) => card);
  return (
    <>
      <p className="hint">{t.report.note}</p>
      <Examine stages={columns.map(({ stage }) => stage)} start={t.report.evaluate} again={t.report.again} />
      {!hasAny ? (
        <p className="empty">{t.report.empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="table-scroll" aria-label={t.report.skill} tabIndex={0}>
          <table className="data report-card" data-testid="report-card">
            <thead>
              <tr>
                <th scope="col">{t.report.skill}</th>
                {columns.map(({ stage, origin }) => (
                  <th key={stage} scope="col">
                    {t.stages[stage]}
                    {stage !== 'untrained' && <small>{t.origins[origin]}</small>}
                  </th>
                ))}
              </tr>
            </thead>
            {(Object.keys(topics) as Topic[]).map((topic) => (
              <tbody key={topic}>
                <tr>
                  <th scope="rowgroup" colSpan={columns.length + 1}>
                    {t.report.topics[topic]}
                  </th>
                </tr>
                {topics[topic].map((skill) => (
                  <tr key={skill}>
                    <th scope="row">{t.report.rows[skill]}</th>
                    {columns.map(({ stage, card }) => (
                      <td key={stage} data-skill={skill}>
                        {(card && figureOf(skill, card, words)) ?? t.report.missing}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
            <AnswerRows columns={columns} />
          </table>
        </section>
      )}
    </>
  );
}
