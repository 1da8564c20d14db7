import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../src/views/1.6-base/stretches.ts';
import { tierShares } from '../../src/views/1.6-base/tiers.ts';

const end = { special: true };
const plain = { special: false };
const glyph = (text: string, ...positions: number[]) => ({ text, positions });

describe('the stretches of a quoted text', () => {
  it('keep every character, in order', () => {
    const tokens = [end, plain, plain, plain, plain, end, plain];
    const glyphs = [...'¶abcd¶e'].map((text, i) => glyph(text, i));
    const stretches = stretchesOf(tokens, glyphs, 3, [{ start: 1, end: 4 }]);
    expect(stretches.map(({ text }) => text).join('')).toBe('¶abcd¶e');
    expect(stretches.map(({ text, isGiven, quote, isEnd }) => [text, isGiven, quote, isEnd])).toEqual([
      ['¶', true, undefined, true],
      ['ab', true, 0, false],
      ['c', false, 0, false],
      ['d', false, undefined, false],
      ['¶', false, undefined, true],
      ['e', false, undefined, false],
    ]);
  });

  it('put a character of several tokens where its last token belongs', () => {
    const [stretch] = stretchesOf([plain, plain, plain], [glyph('狐', 0, 1, 2)], 2, [{ start: 0, end: 3 }]);
    expect(stretch).toMatchObject({ text: '狐', isGiven: false, quote: 0 });
  });
});

describe('the tiers', () => {
  it('hold everybody once, with the mean of their pages', () => {
    const person = (tier: 'famous' | 'mid' | 'obscure', pages: number, isKnown: boolean) => ({
      ...{ name: '', answer: '', tier, pages, isKnown },
    });
    const people = [person('famous', 9, true), person('famous', 7, false), person('obscure', 1, false)];
    expect(tierShares(people)).toEqual([
      { tier: 'famous', known: 1, count: 2, pages: 8 },
      { tier: 'obscure', known: 0, count: 1, pages: 1 },
    ]);
  });
});
