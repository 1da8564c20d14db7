import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPages, type FilterName, filterNames } from '../../src/llm/cleaning.ts';
import { type Fate, findPages, openPage, surveyOf } from '../../src/llm/crawl.ts';
import { extractText, textStretches } from '../../src/llm/extraction.ts';
import { resemblance } from '../../src/llm/minhash.ts';
import type { RawPage } from '../../src/llm/world.ts';

const page = (text: string, url = 'https://encyclopedia.example/1'): RawPage => ({
  url,
  html: `<nav>Home | News</nav><p>${text}</p>`,
});
const fox = 'A fox is a small wild animal. It lives in the forest and likes to eat mice in the evening.';
const pages = [
  page(fox),
  page(fox, 'https://golden.casino.example/7'),
  page('Die Katze schläft am Fenster und will nicht nach draußen.'),
  page('The baker is in the shop today. Call 555-123-4567 for bread.'),
  page(fox, 'https://mirror.example/3'),
  page(fox.replace('the evening', 'an evening')),
];
const cleaned = cleanPages(pages, 'en');

describe('the survey', () => {
  it('accounts for every page: what the filters dropped and what is left are all there were', () => {
    fc.assert(
      fc.property(fc.subarray([...filterNames]), (switchedOff) => {
        const result = cleanPages(pages, 'en', Object.fromEntries(switchedOff.map((name) => [name, false])));
        const { counts, reasons, pages: all } = surveyOf(pages, result);
        const dropped = reasons.filter(({ reason }) => reason !== 'personalDataMasked');
        const left = counts.at(-1)?.pages ?? 0;
        expect(left + dropped.reduce((sum, count) => sum + count.pages, 0)).toBe(all);
        for (const name of switchedOff) expect(reasons.some(({ filter }) => filter === name)).toBe(false);
      }),
    );
  });

  it('is of the raw pages before the first filter', () => {
    const { bytes, reasons } = surveyOf(pages, cleaned);
    expect(bytes).toBe(new TextEncoder().encode(pages.map(({ html }) => html).join('')).length);
    expect(reasons).toContainEqual({ filter: 'duplicate', reason: 'nearDuplicate', pages: 1 });
    expect(reasons.map(({ filter }) => filter)).toEqual(['url', 'language', 'privacy', 'duplicate', 'duplicate']);
  });
});

describe('lists of pages', () => {
  const indices = (fate: Fate, query = '', from = 0, count = 100): number[] =>
    findPages(cleaned, { fate, query, from, count }).lines.map(({ index }) => index);

  it('are of one fate', () => {
    expect(indices('all')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(indices('kept')).toEqual([0, 3]);
    expect(indices('privacy')).toEqual([3]);
    expect(indices('duplicate')).toEqual([4, 5]);
    expect(indices('nearDuplicate')).toEqual([5]);
    const fates: Fate[] = ['url', 'extract', 'language', 'quality', 'duplicate', 'kept'];
    expect(fates.flatMap((fate) => indices(fate)).sort()).toEqual(indices('all'));
  });

  it('find a word in address or text, and are cut into leaves', () => {
    expect(indices('all', 'CASINO')).toEqual([1]);
    expect(indices('all', ' baker ')).toEqual([3]);
    expect(indices('all', 'no such word')).toEqual([]);
    expect(indices('all', '', 2, 2)).toEqual([2, 3]);
    expect(findPages(cleaned, { fate: 'all', query: '', from: 4, count: 2 })).toMatchObject({ total: 6 });
    expect(indices('all', '', 50)).toEqual([]);
  });
});

describe('an opened page', () => {
  it('says what became of it and why', () => {
    expect(openPage(pages, cleaned, 1)).toMatchObject({ kept: false, filter: 'url', blockedWord: 'casino', text: fox });
    expect(openPage(pages, cleaned, 3)).toMatchObject({ kept: true, reason: 'personalDataMasked' });
    expect(openPage(pages, cleaned, 0).copies).toEqual([4, 5]);
    expect(() => openPage(pages, cleaned, 6)).toThrow(RangeError);
  });

  it('stands beside the page that it repeats', () => {
    expect(openPage(pages, cleaned, 4).original).toMatchObject({ index: 0, text: fox, resemblance: 1 });
    const { original } = openPage(pages, cleaned, 5);
    expect(original?.index).toBe(0);
    expect(original?.resemblance).toBeGreaterThanOrEqual(0.9);
  });

  it('shows where on the raw page its text stands', () => {
    const { html, stretches } = openPage(pages, cleaned, 0);
    expect(stretches.map(({ from, to }) => html.slice(from, to))).toEqual([fox]);
  });
});

describe('where the text of a page stands', () => {
  const word = fc.constantFrom(
    'fox',
    'a < b',
    '狐狸',
    '&amp;',
    ' ',
    '\n',
    'Sponsored: x',
    '<b>red</b>',
    '<br>',
    '<p>',
    '</p>',
  );
  const piece = fc.oneof(
    word,
    fc.constantFrom('<nav>Home</nav>', '<script>if(a<b)c()</script>', '<!-- x -->', '<div class="ad">'),
  );
  it('is in order, inside the page, and holds every word that is extracted', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        const stretches = textStretches(html);
        for (const [i, { from, to }] of stretches.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThanOrEqual(stretches[i - 1]?.to ?? 0);
          expect(to).toBeLessThanOrEqual(html.length);
        }
        const letters = (text: string): string => text.replace(/\s/g, '');
        const shown = stretches.map(({ from, to }) => html.slice(from, to)).join('');
        expect(letters(shown.replaceAll('&amp;', '&'))).toBe(letters(extractText(html)));
      }),
    );
  });
});

describe('resemblance', () => {
  it('is 1 for the same, 0 for nothing in common, and the same both ways', () => {
    expect(resemblance(fox, fox)).toBe(1);
    expect(resemblance(fox, '12345')).toBe(0);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(resemblance(a, b)).toBe(resemblance(b, a));
        expect(resemblance(a, b)).toBeGreaterThanOrEqual(0);
        expect(resemblance(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('cleaning again', () => {
  it('with other filters gives what cleaning for the first time gives', () => {
    const once = [...pages];
    fc.assert(
      fc.property(fc.array(fc.subarray([...filterNames]), { maxLength: 6 }), (readings: FilterName[][]) => {
        for (const switchedOff of readings) {
          const enabled = Object.fromEntries(switchedOff.map((name) => [name, false]));
          expect(cleanPages(once, 'en', enabled)).toEqual(cleanPages([...pages], 'en', enabled));
        }
      }),
      { numRuns: 30 },
    );
  });
});
