import { Fragment, type ReactNode } from 'react';
import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { OpenedPage } from '../../llm/crawl.ts';
import { useWords } from '../useWords.ts';
import { openPage } from './crawlState.ts';
import { differences, type Part } from './differences.ts';

const maxCopiesShown = 12;

/** One page: what became of it and why, how it came, and what was taken out of it. */
export function PageView({ labels, page, modelTag }: { labels: Pages['labels']; page: OpenedPage; modelTag: string }) {
  const { percent, integer } = useWords();
  const { url, kept, reason, original, copies } = page;
  const why =
    reason && labels.reasons[reason].why({ word: page.blockedWord, share: original && percent(original.resemblance) });
  return (
    <article
      className="page-view"
      data-testid="page-view"
      data-index={page.index}
      data-reason={reason}
      aria-label={url}
    >
      <h4 className="page-url">{url}</h4>
      <p className={kept ? 'page-fate is-right' : 'page-fate is-wrong'} role="status">
        <span aria-hidden="true">{kept ? '✓' : '✗'} </span>
        <strong>{fateOf(labels, page)}</strong> {why ?? labels.keptWhy}
      </p>
      {original ? <Twins labels={labels} page={page} original={original} modelTag={modelTag} /> : null}
      {copies.length > 0 && (
        <p className="page-copies">
          {labels.copies(integer(copies.length))}{' '}
          {copies.slice(0, maxCopiesShown).map((copy, i) => (
            <Fragment key={copy}>
              {i > 0 && ' '}
              <button type="button" className="quiet" onClick={() => openPage(copy)}>
                {labels.copy(integer(i + 1))}
              </button>
            </Fragment>
          ))}
        </p>
      )}
      <div className="pair">
        <div>
          <h5>{labels.raw}</h5>
          <PageText label={labels.raw} tag={modelTag} isRaw>
            <Raw html={page.html} stretches={page.stretches} />
          </PageText>
        </div>
        <div>
          <h5>{labels.extracted}</h5>
          <PageText label={labels.extracted} tag={modelTag}>
            {page.text || <span className="empty">{labels.noText}</span>}
          </PageText>
        </div>
      </div>
    </article>
  );
}

function fateOf(labels: Pages['labels'], { kept, filter }: OpenedPage): string {
  if (filter === undefined) return labels.keptWord;
  return kept ? labels.changedWord : labels.droppedBy(labels.filters[filter].name);
}

/** The page as it came, as text: what is taken out of it stands out. */
function Raw({ html, stretches }: Pick<OpenedPage, 'html' | 'stretches'>) {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const { from, to } of stretches) {
    pieces.push(html.slice(end, from), <mark key={from}>{html.slice(from, to)}</mark>);
    end = to;
  }
  return [...pieces, html.slice(end)];
}

function Twins({
  labels,
  page,
  original,
  modelTag,
}: {
  labels: Pages['labels'];
  page: OpenedPage;
  original: NonNullable<OpenedPage['original']>;
  modelTag: string;
}) {
  const { left, right } = differences(page.text, original.text);
  return (
    <div className="pair twins" data-testid="twins">
      <div>
        <h5>{labels.thisPage}</h5>
        <PageText label={labels.thisPage} tag={modelTag}>
          <Compared parts={left} />
        </PageText>
      </div>
      <div>
        <h5>
          {labels.firstPage}{' '}
          <button type="button" className="quiet" onClick={() => openPage(original.index)}>
            {labels.openFirst}
          </button>
        </h5>
        <PageText label={labels.firstPage} tag={modelTag}>
          <Compared parts={right} />
        </PageText>
      </div>
    </div>
  );
}

function Compared({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, isDifferent }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
    isDifferent ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>,
  );
}

/** The text of a page in a box of its own, which scrolls. */
function PageText(box: { label: string; tag: string; isRaw?: boolean; children: ReactNode }) {
  const className = box.isRaw ? 'page-text is-raw' : 'page-text';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={className} lang={box.tag} aria-label={box.label} tabIndex={0}>
      {box.children}
    </section>
  );
}
