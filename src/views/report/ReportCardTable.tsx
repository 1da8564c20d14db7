import type { Words } from '../../i18n/index.ts';
import type { ReportCard } from '../../llm/reports.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { Examine } from './Examine.tsx';

const maxAnswerCharacters = 100;

/** An untrained model never stops by itself; the whole answer is in the cell's title. */
const shortened = (answer: string): string =>
  answer.length > maxAnswerCharacters ? `${answer.slice(0, maxAnswerCharacters)}…` : answer;

type RowName = keyof Words['t']['report']['rows'];

/** The figure of one skill on one card, in words; undefined where that stage was not asked. */
function figure(row: RowName, card: ReportCard, words: Words): string | undefined {
  const { percent, decimal, integer, t } = words;
  const share = (value: number | undefined) => (value === undefined ? undefined : percent(value));
  const { base, people, sums, tools } = card;
  switch (row) {
    case 'famous':
      return share(people.famous);
    case 'mid':
      return share(people.mid);
    case 'obscure':
      return share(people.obscure);
    case 'refused':
      return share(people.newNames.refused);
    case 'invented':
      return share(people.newNames.invented);
    case 'oneDigit':
      return share(base?.oneDigitSums);
    case 'sumsGreedy':
      return share(sums?.greedy);
    case 'sumsSampled':
      return share(sums?.sampled);
    case 'showsWork':
      return share(sums?.showsWork);
    case 'calculator': {
      const shares = Object.values(tools?.calculator ?? {});
      return share(shares.length > 0 ? shares.reduce((sum, value) => sum + value, 0) / shares.length : undefined);
    }
    case 'search':
      return share(tools?.searchObscure);
    case 'verbatim':
      return base && t.report.verbatimOf(integer(base.verbatim), integer(base.featured));
    case 'valLoss':
      return base && decimal(base.valLoss);
    default: {
      const unknown: never = row;
      return unknown;
    }
  }
}

/** The same questions put to every checkpoint in memory: stages are columns. */
export function ReportCardTable() {
  const words = useWords();
  const { t } = words;
  const cards = usePage((state) => state.reportCards);
  const checkpoints = usePage((state) => state.checkpoints);
  const columns = checkpoints.map(({ stage, origin }) => ({ stage, origin, card: cards[stage] }));
  const hasAny = columns.some(({ card }) => card);
  const questions = [...new Set(columns.flatMap(({ card }) => card?.answers.map(({ question }) => question) ?? []))];
  const language = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
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
            <tbody>
              {(Object.keys(t.report.rows) as RowName[]).map((row) => (
                <tr key={row}>
                  <th scope="row">{t.report.rows[row]}</th>
                  {columns.map(({ stage, card }) => (
                    <td key={stage}>{(card && figure(row, card, words)) ?? t.report.missing}</td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tbody className="answers">
              <tr>
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  {t.report.answers}
                </th>
              </tr>
              {questions.map((question) => (
                <tr key={question}>
                  <th scope="row" lang={language}>
                    {question}
                  </th>
                  {columns.map(({ stage, card }) => {
                    const found = card?.answers.find((answer) => answer.question === question);
                    return (
                      <td key={stage} lang={language} title={found?.answer}>
                        {found?.correct !== undefined && (
                          <span className={found.correct ? 'mark is-right' : 'mark is-wrong'}>
                            {found.correct ? '✓' : '✗'}
                            <span className="hidden">{found.correct ? t.report.right : t.report.wrong}</span>
                          </span>
                        )}{' '}
                        {found ? shortened(found.answer) : t.report.missing}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
