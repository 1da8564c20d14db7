import { useState } from 'react';
import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { FilterName } from '../../llm/cleaning.ts';
import { usePage } from '../../store/page.ts';
import { sliceOf } from '../../store/slice.ts';
import { showPanel } from '../course/showPanel.ts';
import { useAnswer } from '../course/useAnswer.ts';
import { useWords } from '../useWords.ts';
import { DataTable } from '../widgets/DataTable.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { SegmentedControl } from '../widgets/SegmentedControl.tsx';
import { listPages, surveySlot, switchAllOn, switchedOff, switchFilter } from './crawlState.ts';
import { ReadThese } from './ReadThese.tsx';
import { Stream } from './Stream.tsx';

type Unit = 'pages' | 'bytes';

/** The crawl on its way through the filters, each of which can be switched off. */
export function FunnelPanel({ labels }: { labels: Pages['labels'] }) {
  const words = useWords();
  const { integer, bytes, percent } = words;
  const [unit, setUnit] = useState<Unit>('pages');
  const off = usePage((state) => sliceOf(state, switchedOff));
  const survey = useAnswer(surveySlot(off), 'crawl', { name: 'crawl', asked: { switchedOff: off } });
  if (!survey) return <p className="empty">{labels.waiting}</p>;
  const raw = { pages: survey.pages, bytes: survey.bytes };
  const rows = survey.counts.map((count, i) => ({ ...count, before: survey.counts[i - 1] ?? raw }));
  const last = survey.counts.at(-1) ?? raw;
  const masked = survey.reasons.find(({ reason }) => reason === 'personalDataMasked')?.pages ?? 0;
  const effect = (filter: FilterName, dropped: number): string => {
    if (off.includes(filter)) return labels.isOff;
    return filter === 'privacy' ? labels.masked(integer(masked)) : labels.dropped(integer(dropped));
  };
  return (
    <>
      <Figure
        title={labels.funnel}
        alternative={labels.funnelNow(
          integer(last.pages),
          integer(raw.pages),
          percent(last.pages / raw.pages),
          bytes(last.bytes),
        )}
        isInteractive
        testId="funnel"
        table={{
          label: words.t.chart.asTable,
          make: () => (
            <DataTable
              caption={labels.funnel}
              head={[labels.filter, labels.droppedHead, labels.pagesLeft, labels.sizeLeft]}
              rows={[
                [labels.crawled, '', integer(raw.pages), bytes(raw.bytes)],
                ...rows.map(({ filter, pages, bytes: size, before }) => [
                  labels.filters[filter].name,
                  effect(filter, before.pages - pages),
                  integer(pages),
                  bytes(size),
                ]),
              ]}
            />
          ),
        }}
      >
        <div className="funnel-head">
          <SegmentedControl<Unit>
            label={labels.unit}
            segments={[
              { value: 'pages', label: labels.units.pages },
              { value: 'bytes', label: labels.units.bytes },
            ]}
            value={unit}
            onChange={setUnit}
          />
          <button type="button" className="quiet" disabled={off.length === 0} onClick={switchAllOn}>
            {labels.allOn}
          </button>
        </div>
        <ol className="funnel" aria-label={labels.funnel}>
          <li className="funnel-row">
            <Stream before={1} after={1} />
            <p className="funnel-end">{labels.rawLeft(integer(raw.pages), bytes(raw.bytes))}</p>
          </li>
          {rows.map(({ filter, before, ...count }) => (
            <li key={filter} className="funnel-row" data-testid={`filter-${filter}`} data-pages={count.pages}>
              <Stream before={before[unit] / raw[unit]} after={count[unit] / raw[unit]} />
              <div className="funnel-filter">
                <label className="option">
                  <input
                    type="checkbox"
                    checked={!off.includes(filter)}
                    onChange={({ target }) => switchFilter(filter, target.checked)}
                  />
                  <span>{labels.filters[filter].name}</span>
                </label>
                <button
                  type="button"
                  className="quiet"
                  disabled={off.includes(filter)}
                  aria-label={labels.listThem(labels.filters[filter].name, effect(filter, before.pages - count.pages))}
                  onClick={() => {
                    listPages(filter);
                    showPanel('pages');
                  }}
                >
                  {effect(filter, before.pages - count.pages)}
                </button>
                <p className="funnel-what">{labels.filters[filter].what}</p>
                <p className="funnel-left">{labels.left(integer(count.pages), bytes(count.bytes))}</p>
              </div>
            </li>
          ))}
          <li className="funnel-row">
            <Stream before={last[unit] / raw[unit]} after={last[unit] / raw[unit]} />
            <p className="funnel-end">{labels.toRead(integer(last.pages), bytes(last.bytes))}</p>
          </li>
        </ol>
      </Figure>
      <ReadThese labels={labels} pages={last.pages} />
    </>
  );
}
