/**
 * What a school reads: the crawl, through the filters that are switched on, or the reader's own documents in its place. Worked examples and
 * exercises stay as they are: after somebody else's books they ask about a world that the model never read of, and that shows.
 */
import {
  type CleanedPages,
  cleanPages,
  type FilterName,
  filterNames,
  type PageVerdict,
  utf8Length,
} from './cleaning.ts';
import { crc32 } from './crc32.ts';
import type { CorpusFiles } from './world.ts';

export interface Reading {
  /** Filters that do not run on the crawl. */
  switchedOff: readonly FilterName[];
  /** Read instead of the crawl, as they are. */
  ownDocuments?: readonly string[];
}

/** What others may know of a reading: own documents stay with their owner. */
export interface ReadingNote {
  switchedOff: FilterName[];
  isOwn: boolean;
}

/** The crawl, cleaned by every filter. */
export const cleanReading: Reading = { switchedOff: [] };

/** The documents to be read, with the verdict on every page. Own documents pass every filter. */
export function readDocuments({ pages, world }: CorpusFiles, { switchedOff, ownDocuments }: Reading): CleanedPages {
  if (!ownDocuments) {
    return cleanPages(pages, world.language, Object.fromEntries(switchedOff.map((filter) => [filter, false])));
  }
  const documents = ownDocuments.filter((text) => text.trim() !== '').map((text) => ({ text, url: '' }));
  const bytes = documents.reduce((sum, { text }) => sum + utf8Length(text), 0);
  return {
    documents,
    verdicts: documents.map((document) => ({ ...document, kept: true })),
    counts: filterNames.map((filter) => ({ filter, pages: documents.length, bytes })),
  };
}

export const noteOf = ({ switchedOff, ownDocuments }: Reading): ReadingNote => ({
  switchedOff: filterNames.filter((filter) => switchedOff.includes(filter)),
  isOwn: ownDocuments !== undefined,
});

/** A document that the crawl holds more than once. */
export interface RepeatedPage {
  text: string;
  /** Beside the original. */
  copies: number;
}

/**
 * The documents that the crawl holds most often, the most repeated first: what a model learns by heart when duplicates are left in.
 * @param atLeast copies beside the original
 */
export function repeatedPages({ pages, world }: CorpusFiles, atLeast: number): RepeatedPage[] {
  const { verdicts } = cleanPages(pages, world.language);
  const copies = new Map<number, number>();
  for (const { duplicateOf } of verdicts) {
    if (duplicateOf !== undefined) copies.set(duplicateOf, (copies.get(duplicateOf) ?? 0) + 1);
  }
  return [...copies]
    .filter(([, count]) => count >= atLeast)
    .sort((a, b) => b[1] - a[1])
    .map(([index, count]) => ({ text: (verdicts[index] as PageVerdict).text, copies: count }));
}

/** Names what is read, beside the corpus itself; empty for the clean crawl. */
export function readingMark({ switchedOff, ownDocuments }: Reading): string {
  if (ownDocuments) return `/own ${crc32(new TextEncoder().encode(ownDocuments.join('\0'))).toString(16)}`;
  return filterNames
    .filter((filter) => switchedOff.includes(filter))
    .map((filter) => `/no ${filter}`)
    .join('');
}
