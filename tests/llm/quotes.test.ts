import { describe, expect, it } from 'vitest';
import { tokenizeDocuments } from '../../src/llm/dataset.ts';
import { countMentions, documentAt, longestQuotes, shelve } from '../../src/llm/quotes.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTokenizer, specialId } from '../../src/llm/tokenizer.ts';

const end = specialId('<|endoftext|>');

/** Whether a stretch stands at a place, slowly. */
const standsAt = (stretch: readonly number[], corpus: Int32Array, at: number): boolean =>
  stretch.every((tokenId, i) => corpus[at + i] === tokenId);

describe('quotes', () => {
  it('are stretches of the text that stand in the corpus as often as is said, and cannot be made longer', () => {
    const random = createRandom(2);
    for (let round = 0; round < 40; round++) {
      const corpus = Int32Array.from({ length: 120 }, () => (random.next() < 0.1 ? end : random.int(4)));
      const text = Array.from({ length: 30 }, () => (random.next() < 0.1 ? end : random.int(4)));
      const quotes = longestQuotes(text, corpus, 3);
      for (const [i, { start, end: stop, position, occurrences }] of quotes.entries()) {
        const stretch = text.slice(start, stop);
        expect(stretch.length).toBeGreaterThanOrEqual(3);
        expect(stretch).not.toContain(end);
        expect(start).toBeGreaterThanOrEqual(quotes[i - 1]?.end ?? 0);
        const places = [...corpus.keys()].filter((at) => standsAt(stretch, corpus, at));
        expect(places[0]).toBe(position);
        expect(places).toHaveLength(occurrences);
        const longer = text.slice(start, stop + 1);
        const isLonger = stop < text.length && text[stop] !== end && stop < (quotes[i + 1]?.start ?? text.length);
        if (isLonger) expect([...corpus.keys()].some((at) => standsAt(longer, corpus, at))).toBe(false);
      }
    }
  });

  it('hold the longest stretch there is', () => {
    const corpus = Int32Array.of(1, 2, 3, 4, 5, 9, 3, 4, 5, 6, 7, 8);
    expect(longestQuotes([1, 2, 3, 4, 5, 6, 7, 8], corpus, 3)).toEqual([
      { start: 2, end: 8, position: 6, occurrences: 1 },
    ]);
  });

  it('never go on past the end of a document', () => {
    expect(longestQuotes([1, 2, end, 3, 4], Int32Array.of(1, 2, end, 3, 4), 2)).toEqual([
      { start: 0, end: 2, position: 0, occurrences: 1 },
      { start: 3, end: 5, position: 3, occurrences: 1 },
    ]);
  });

  it('are found in their document', () => {
    const tokenizer = createTokenizer([]);
    const documents = ['one', 'two', 'three'];
    const corpus = tokenizeDocuments(tokenizer, documents);
    const [quote] = longestQuotes(tokenizer.encode(' three'), corpus, 3);
    expect(documents[documentAt(corpus, quote?.position ?? -1)]).toBe('three');
    expect(documentAt(corpus, 0)).toBe(0);
  });
});

describe('the shelf', () => {
  it('holds every page once, the one with most copies first', () => {
    expect(shelve(['a', 'b', 'a', 'c', 'b', 'a'])).toEqual([
      { text: 'a', copies: 3 },
      { text: 'b', copies: 2 },
      { text: 'c', copies: 1 },
    ]);
  });
});

describe('mentions', () => {
  it('are counted where they are no part of a longer number or word', () => {
    const documents = ['2+2=4\n12+2=14\n2+21=23', '2+2=4 and 2+2', 'cat catalog'];
    expect(countMentions(documents, '2+2')).toBe(3);
    expect(countMentions(documents, '2+2=')).toBe(2);
    expect(countMentions(documents, 'cat')).toBe(1);
    expect(countMentions(['陈思雨是铁匠，陈思雨'], '陈思雨')).toBe(2);
    expect(countMentions(documents, '')).toBe(0);
  });
});
