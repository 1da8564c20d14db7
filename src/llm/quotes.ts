/**
 * Which stretches of a text stand word for word in what a model was trained on, and where. Compared are tokens; a stretch never crosses the
 * end of a document.
 */
import { specialId, specialTokens } from './tokenizer.ts';

/** A stretch of a text that stands in the corpus too: its tokens from `start` up to but without `end`. */
export interface Quote {
  start: number;
  end: number;
  /** Where in the corpus it stands first, as the index of a token. */
  position: number;
  /** How often it stands there. */
  occurrences: number;
}

const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));

/**
 * The longest stretches of a text that stand in the corpus, the longest taken first, none overlapping another, in the order of the text.
 * @param least shorter ones are not worth quoting
 */
export function longestQuotes(text: readonly number[], corpus: Int32Array, least: number): Quote[] {
  const positionsOf = positionsByToken(corpus);
  const longest = text.map((_, start): Quote => {
    let best: Quote = { start, end: start, position: 0, occurrences: 0 };
    for (const position of positionsOf.get(text[start] as number) ?? []) {
      const end = start + commonLength(text, start, corpus, position);
      if (end > best.end) best = { start, end, position, occurrences: 1 };
      else if (end === best.end) best.occurrences++;
    }
    return best;
  });
  const taken: Quote[] = [];
  const byLength = longest
    .filter(({ start, end }) => end - start >= least)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const quote of byLength) {
    if (taken.every(({ start, end }) => quote.end <= start || quote.start >= end)) taken.push(quote);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function positionsByToken(corpus: Int32Array): Map<number, number[]> {
  const positions = new Map<number, number[]>();
  for (const [position, tokenId] of corpus.entries()) {
    if (specials.has(tokenId)) continue;
    const known = positions.get(tokenId);
    if (known) known.push(position);
    else positions.set(tokenId, [position]);
  }
  return positions;
}

function commonLength(text: readonly number[], start: number, corpus: Int32Array, position: number): number {
  let length = 0;
  while (start + length < text.length && position + length < corpus.length) {
    const tokenId = text[start + length] as number;
    if (tokenId !== corpus[position + length] || specials.has(tokenId)) break;
    length++;
  }
  return length;
}

/** Which of the documents laid out by `tokenizeDocuments` a position lies in: how many `<|endoftext|>` stand before it, less one. */
export function documentAt(corpus: Int32Array, position: number): number {
  const endOfText = specialId('<|endoftext|>');
  let index = -1;
  for (let i = 0; i <= position; i++) if (corpus[i] === endOfText) index++;
  return index;
}

export interface ShelvedPage {
  text: string;
  /** How often it stands in what is read. */
  copies: number;
}

/** Every different page, the one that stands there most often first, then in the order in which they come. */
export function shelve(documents: readonly string[]): ShelvedPage[] {
  const copies = new Map<string, number>();
  for (const text of documents) copies.set(text, (copies.get(text) ?? 0) + 1);
  return [...copies].map(([text, count]) => ({ text, copies: count })).sort((a, b) => b.copies - a.copies);
}

/** How often a text stands in the documents, not as a part of a longer word or number. */
export function countMentions(documents: readonly string[], text: string): number {
  if (text === '') return 0;
  const [first = '', last = ''] = [text[0], text.at(-1)];
  const isPart = (inner: string, outer: string | undefined): boolean =>
    outer !== undefined && wordLike.test(inner) && wordLike.test(outer);
  let count = 0;
  for (const document of documents) {
    for (let at = document.indexOf(text); at >= 0; at = document.indexOf(text, at + 1)) {
      if (!isPart(first, document[at - 1]) && !isPart(last, document[at + text.length])) count++;
    }
  }
  return count;
}

/** Of what Latin words and numbers are made; Chinese words have no edges to be found. */
const wordLike = /[A-Za-z\d]/;
