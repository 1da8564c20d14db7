import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { RecitedPage } from '../../llm/recital.ts';
import { usePage } from '../../store/page.ts';
import type { Recital } from '../../store/recitals.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';

/** One of the repeated pages, as far as it is known what either run made of it. */
interface Row {
  /** Its place among them. */
  key: number;
  opening: string;
  copies: number;
  clean: RecitedPage | undefined;
  copied: RecitedPage | undefined;
}

function rowsOf(clean: Recital | undefined, copied: Recital | undefined): Row[] {
  const known = copied?.pages ?? clean?.pages ?? [];
  const of = (recital: Recital | undefined, opening: string) =>
    recital?.pages?.find((page) => page.opening === opening);
  return known.map(({ opening, copies }, key) => ({
    key,
    opening,
    copies,
    clean: of(clean, opening),
    copied: of(copied, opening),
  }));
}

/** How much of each repeated page came out word for word, in either run. A row opened shows what was written. */
export function RecitalFigure({
  labels,
  clean,
  copied,
}: {
  labels: Pages['labels'];
  clean: Recital | undefined;
  copied: Recital | undefined;
}) {
  const { t, tag, percent, integer } = useWords();
  const modelTag = usePage((state) => (state.school?.language === 'zh' ? 'zh-CN' : 'en'));
  const rows = rowsOf(clean, copied);
  const share = (page: { share: number } | undefined): string => (page ? percent(page.share) : '–');
  return (
    <Figure
      title={labels.recital}
      alternative={rows.length > 0 && labels.recitalNow(integer(rows.length), share(clean), share(copied))}
      isInteractive
      testId="recital"
      legend={
        <>
          <span className="key is-clean">{labels.runs.clean}</span>
          <span className="key is-copied">{labels.runs.copied}</span>
        </>
      }
      table={
        rows.length > 0
          ? {
              label: t.chart.asTable,
              make: () => (
                <DataTable
                  caption={labels.recital}
                  head={[labels.opening, labels.copiesHead, labels.runs.clean, labels.runs.copied]}
                  rows={rows.map((row) => [row.opening, integer(row.copies), share(row.clean), share(row.copied)])}
                />
              ),
            }
          : undefined
      }
    >
      {rows.length === 0 ? (
        <p className="empty">{labels.recitalEmpty}</p>
      ) : (
        <ol className="recital-pages" lang={modelTag}>
          {rows.map((row) => (
            <li key={row.key}>
              <details>
                <summary>
                  <span className="recital-opening">{row.opening.replace(/[.。]$/u, '')}…</span>
                  <Bar page={row.clean} kind="is-clean" text={share(row.clean)} />
                  <Bar page={row.copied} kind="is-copied" text={share(row.copied)} />
                </summary>
                <Written opening={row.opening} page={row.clean} title={labels.runs.clean} tag={tag} />
                <Written opening={row.opening} page={row.copied} title={labels.runs.copied} tag={tag} />
              </details>
            </li>
          ))}
        </ol>
      )}
    </Figure>
  );
}

function Bar({ page, kind, text }: { page: RecitedPage | undefined; kind: string; text: string }) {
  return (
    <span className={`recital-bar ${kind}`}>
      <span className="recital-track">
        <span style={{ inlineSize: `${100 * (page?.share ?? 0)}%` }} />
      </span>
      <span className="recital-share">{text}</span>
    </span>
  );
}

/** What was given, what was recited, and where it went its own way. */
function Written({
  opening,
  page,
  title,
  tag,
}: {
  opening: string;
  page: RecitedPage | undefined;
  title: string;
  tag: string;
}) {
  if (!page) return null;
  return (
    <div className="recited">
      <h5 lang={tag}>{title}</h5>
      <p>
        <span className="given">{opening}</span>
        <mark>{page.written.slice(0, page.shared)}</mark>
        {page.written.slice(page.shared)}
      </p>
    </div>
  );
}
