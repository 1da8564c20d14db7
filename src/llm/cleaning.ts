/**
 * Raw pages -> documents, in six filters: blocked addresses, text extraction, language, quality, privacy, duplicates. Each is a pure
 * function; `cleanPages` runs those that are switched on, in this order, and says of every page what became of it and why.
 */
import type { Language } from './config.ts';
import { extractText } from './extraction.ts';
import { type Fingerprint, findDuplicates } from './minhash.ts';
import { maskPersonalData } from './privacy.ts';
import { type LanguageReason, otherLanguage, poorQuality, type QualityReason } from './quality.ts';
import type { RawPage } from './world.ts';

export const filterNames = ['url', 'extract', 'language', 'quality', 'privacy', 'duplicate'] as const;
export type FilterName = (typeof filterNames)[number];

export type ReasonCode =
  | 'blockedAddress'
  | 'noText'
  | LanguageReason
  | QualityReason
  | 'personalDataMasked'
  | 'exactDuplicate'
  | 'nearDuplicate';

/** What became of a page. A kept page names a filter only where one changed it (`personalDataMasked`). */
export interface PageVerdict {
  url: string;
  kept: boolean;
  /** The filter that dropped or changed the page, and why. */
  filter?: FilterName;
  reason?: ReasonCode;
  /** As far as it came: the document, or what the dropping filter saw. */
  text: string;
  /** Index, in the pages given, of the page that this one repeats. */
  duplicateOf?: number;
}

/** Pages and UTF-8 bytes left after a filter, switched on or not. */
export interface FilterCount {
  filter: FilterName;
  pages: number;
  bytes: number;
}

export interface CleanedPages {
  documents: { text: string; url: string }[];
  /** One for each page, in the order given. */
  verdicts: PageVerdict[];
  counts: FilterCount[];
}

/**
 * What the filters made of a page before. A lesson cleans the same pages again and again with other filters switched on, and most of them
 * reach a filter as they did the last time.
 */
interface CleaningMemory {
  /** By language and filter, then by what the filter looked at. */
  outcomes: Map<string, Map<string, Partial<PageVerdict>>>;
  fingerprints: Map<string, Fingerprint>;
}

/** As long as the pages are in use. */
const memories = new WeakMap<readonly RawPage[], CleaningMemory>();

function memoryOf(pages: readonly RawPage[]): CleaningMemory {
  const known = memories.get(pages);
  if (known) return known;
  const fresh: CleaningMemory = { outcomes: new Map(), fingerprints: new Map() };
  memories.set(pages, fresh);
  return fresh;
}

/** @param enabled filters to switch off (false); all others run */
export function cleanPages(
  pages: readonly RawPage[],
  language: Language,
  enabled: Partial<Record<FilterName, boolean>> = {},
): CleanedPages {
  const memory = memoryOf(pages);
  const verdicts: PageVerdict[] = pages.map(({ url, html }) => ({ url, kept: true, text: html }));
  const counts: FilterCount[] = [];
  for (const filter of filterNames) {
    if (enabled[filter] !== false) {
      const kept = verdicts.filter((verdict) => verdict.kept);
      if (filter === 'duplicate') dropDuplicates(verdicts, kept, memory);
      else for (const verdict of kept) Object.assign(verdict, remembered(memory, filter, verdict, language));
    }
    const left = verdicts.filter((verdict) => verdict.kept);
    counts.push({ filter, pages: left.length, bytes: left.reduce((sum, { text }) => sum + utf8Length(text), 0) });
  }
  const documents = verdicts.filter((verdict) => verdict.kept).map(({ text, url }) => ({ text, url }));
  return { documents, verdicts, counts };
}

/** What `apply` says, or said before. */
function remembered(
  { outcomes }: CleaningMemory,
  filter: Exclude<FilterName, 'duplicate'>,
  page: PageVerdict,
  language: Language,
): Partial<PageVerdict> {
  const name = `${language}/${filter}`;
  const known = outcomes.get(name) ?? new Map<string, Partial<PageVerdict>>();
  outcomes.set(name, known);
  const seen = filter === 'url' ? page.url : page.text;
  const found = known.get(seen) ?? apply(filter, page, language);
  known.set(seen, found);
  return found;
}

/** What one filter changes about a page. It looks at nothing but the address (the first) or the text (the others). */
function apply(filter: Exclude<FilterName, 'duplicate'>, page: PageVerdict, language: Language): Partial<PageVerdict> {
  const dropped = (reason: ReasonCode | undefined): Partial<PageVerdict> =>
    reason ? { kept: false, filter, reason } : {};
  switch (filter) {
    case 'url':
      return dropped(isBlockedUrl(page.url) ? 'blockedAddress' : undefined);
    case 'extract': {
      const text = extractText(page.text);
      return { text, ...dropped(text === '' ? 'noText' : undefined) };
    }
    case 'language':
      return dropped(otherLanguage(page.text, language));
    case 'quality':
      return dropped(poorQuality(page.text, language));
    case 'privacy': {
      const text = maskPersonalData(page.text, language);
      return text === page.text ? {} : { text, filter, reason: 'personalDataMasked' };
    }
    default: {
      const unknown: never = filter;
      return unknown;
    }
  }
}

function dropDuplicates(
  verdicts: readonly PageVerdict[],
  kept: readonly PageVerdict[],
  { fingerprints }: CleaningMemory,
): void {
  const indexOf = new Map(verdicts.map((verdict, index) => [verdict, index]));
  const duplicates = findDuplicates(
    kept.map((verdict) => verdict.text),
    fingerprints,
  );
  for (const [i, duplicate] of duplicates.entries()) {
    if (!duplicate) continue;
    Object.assign(kept[i] as PageVerdict, {
      kept: false,
      filter: 'duplicate',
      reason: duplicate.isExact ? 'exactDuplicate' : 'nearDuplicate',
      duplicateOf: indexOf.get(kept[duplicate.of] as PageVerdict),
    } satisfies Partial<PageVerdict>);
  }
}

/** Whole words of an address that stand for gambling, adult pages and the like. "win" only at the start of a name: "win-coins". */
const blockedWords =
  /(?:^|[^a-z])(?:casinos?|bets?|betting|poker|jackpots?|lottery|gambl(?:e|ing)|slots|adult|porn|xxx|pills|payday|warez|torrents?)(?:[^a-z]|$)|(?:^|[/.])win-/;

/** The first blocked word in an address, if there is one; only the first 2000 characters are read. */
export function blockedWord(url: string): string | undefined {
  return blockedWords.exec(url.slice(0, 2000).toLowerCase())?.[0].replace(/^[^a-z]|[^a-z]$/g, '');
}

export const isBlockedUrl = (url: string): boolean => blockedWord(url) !== undefined;

const encoder = new TextEncoder();
export const utf8Length = (text: string): number => encoder.encode(text).length;
