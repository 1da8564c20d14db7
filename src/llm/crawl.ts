/**
 * Looking around in a crawl that has been cleaned: how many pages fell to which filter and why, lists of pages, and one page opened. Pages
 * are named by their place in the crawl.
 */
import {
  blockedWord,
  type CleanedPages,
  type FilterCount,
  type FilterName,
  filterNames,
  type PageVerdict,
  type ReasonCode,
  utf8Length,
} from './cleaning.ts';
import { extractText, type Stretch, textStretches } from './extraction.ts';
import { resemblance } from './minhash.ts';
import type { RawPage } from './world.ts';

/** How many pages a filter dropped, or changed, for one reason. */
export interface ReasonCount {
  filter: FilterName;
  reason: ReasonCode;
  pages: number;
}

export interface CrawlSurvey {
  /** Before any filter; bytes of UTF-8. */
  pages: number;
  bytes: number;
  counts: FilterCount[];
  /** By filter, the most frequent first. */
  reasons: ReasonCount[];
}

export function surveyOf(pages: readonly RawPage[], { counts, verdicts }: CleanedPages): CrawlSurvey {
  const reasons = new Map<string, ReasonCount>();
  for (const { filter, reason } of verdicts) {
    if (!filter || !reason) continue;
    const count = reasons.get(`${filter}/${reason}`) ?? { filter, reason, pages: 0 };
    count.pages++;
    reasons.set(`${filter}/${reason}`, count);
  }
  const place = ({ filter }: ReasonCount): number => filterNames.indexOf(filter);
  return {
    pages: pages.length,
    bytes: pages.reduce((sum, { html }) => sum + utf8Length(html), 0),
    counts,
    reasons: [...reasons.values()].sort((a, b) => place(a) - place(b) || b.pages - a.pages),
  };
}

/** What became of pages: all of them, those kept, or those that a filter dropped or changed, for any or for one reason. */
export type Fate = 'all' | 'kept' | FilterName | ReasonCode;

export interface PageLine {
  index: number;
  url: string;
  /** How its text begins, as far as the page came. */
  opening: string;
  kept: boolean;
  filter?: FilterName;
  reason?: ReasonCode;
}

const openingCharacters = 160;

const hasFate = ({ kept, filter, reason }: PageVerdict, fate: Fate): boolean =>
  fate === 'all' || (fate === 'kept' ? kept : filter === fate || reason === fate);

/**
 * The pages of one fate whose address or text holds `query`, whatever the case of its letters, in the order of the crawl: how many there
 * are, and `count` of them from the `from`-th on.
 */
export function findPages(
  { verdicts }: CleanedPages,
  { fate, query, from, count }: { fate: Fate; query: string; from: number; count: number },
): { total: number; lines: PageLine[] } {
  const wanted = query.trim().toLowerCase();
  const isWanted = ({ url, text }: PageVerdict): boolean =>
    wanted === '' || url.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted);
  const found = verdicts.flatMap((verdict, index) => (hasFate(verdict, fate) && isWanted(verdict) ? [index] : []));
  return {
    total: found.length,
    lines: found.slice(from, from + count).map((index) => lineOf(verdicts[index] as PageVerdict, index)),
  };
}

function lineOf({ url, text, kept, filter, reason }: PageVerdict, index: number): PageLine {
  const opening = [...text.slice(0, 2 * openingCharacters)].slice(0, openingCharacters).join('').replace(/\s+/g, ' ');
  return { index, url, opening, kept, ...(filter && { filter }), ...(reason && { reason }) };
}

export interface OpenedPage {
  index: number;
  url: string;
  html: string;
  /** Where on the raw page its text stands. */
  stretches: Stretch[];
  /** As far as it came; without the extraction switched on, still the text that there is to extract. */
  text: string;
  kept: boolean;
  filter?: FilterName;
  reason?: ReasonCode;
  /** What the filter of addresses took offense at. */
  blockedWord?: string;
  /** The earlier page that says the same; `resemblance` is the share of their pieces that both have, in [0, 1]. */
  original?: { index: number; url: string; text: string; resemblance: number };
  /** Later pages that say the same and were dropped for it. */
  copies: number[];
}

/** @throws RangeError when there is no such page */
export function openPage(pages: readonly RawPage[], { verdicts }: CleanedPages, index: number): OpenedPage {
  const page = pages[index];
  const verdict = verdicts[index];
  if (!page || !verdict) throw new RangeError(`page ${index} of ${pages.length}`);
  const { kept, filter, reason, duplicateOf } = verdict;
  const word = filter === 'url' ? blockedWord(page.url) : undefined;
  const original = duplicateOf === undefined ? undefined : verdicts[duplicateOf];
  return {
    index,
    url: page.url,
    html: page.html,
    stretches: textStretches(page.html),
    text: verdict.text === page.html ? extractText(page.html) : verdict.text,
    kept,
    ...(filter && { filter }),
    ...(reason && { reason }),
    ...(word !== undefined && { blockedWord: word }),
    ...(original &&
      duplicateOf !== undefined && {
        original: {
          index: duplicateOf,
          url: original.url,
          text: original.text,
          resemblance: resemblance(original.text, verdict.text),
        },
      }),
    copies: verdicts.flatMap((other, place) => (other.duplicateOf === index ? [place] : [])),
  };
}
