/** What the panels of lesson 1.2 compute. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenizer, firstMergeId, trainTokenizer } from '../../src/llm/tokenizer.ts';
import type { OpenedSchool } from '../../src/store/mirror.ts';
import { learnedWords } from '../../src/views/1.2-tokens/learnedWords.ts';
import { marksOf, piecesOf } from '../../src/views/1.2-tokens/pieces.ts';

const texts = ['the fox and the owl sat in the sun. 12+34=46', '你好，今天天气真好。你好，今天我们去看狐狸。'];
const { tokenizer } = trainTokenizer(
  texts.map((text) => text.repeat(20)),
  firstMergeId + 30,
);
const { merges } = tokenizer;
const anyText = fc.string({ unit: 'binary' });

describe('the pieces of a text', () => {
  it('hold every token once, in order, and together are the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokenIds = tokenizer.encode(text);
        const pieces = piecesOf(tokenizer, tokenIds);
        expect(pieces.flatMap(({ parts }) => parts.map(({ tokenId }) => tokenId))).toEqual(tokenIds);
        expect(pieces.map((piece) => piece.text).join('')).toBe(tokenizer.decode(tokenIds));
        expect(pieces.map(({ key }) => key)).toEqual(pieces.map((_, i) => i));
      }),
    );
  });

  it('draw a character that several tokens share as one, with the length of each', () => {
    const [fox] = piecesOf(tokenizer, tokenizer.encode('🦊')).slice(-1);
    expect(fox?.text).toContain('🦊');
    expect(fox?.parts.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThanOrEqual(4);
    expect(fox?.parts.length).toBeGreaterThan(1);
  });
});

describe('the marks', () => {
  it('are on the pairs that the next merge joins, and on what the last one made: as many as the text gets shorter', () => {
    for (const text of texts) {
      for (let made = 0; made < merges.length; made++) {
        const before = createTokenizer(merges.slice(0, made));
        const after = createTokenizer(merges.slice(0, made + 1));
        const shorter = before.encode(text).length - after.encode(text).length;
        const joined = [...marksOf(before, text, merges[made], undefined).values()];
        expect(joined).toHaveLength(2 * shorter);
        const fresh = [...marksOf(after, text, undefined, firstMergeId + made)];
        expect(fresh).toHaveLength(shorter);
        for (const [position] of fresh) expect(after.encode(text)[position]).toBe(firstMergeId + made);
      }
    }
  });
});

describe('learned words', () => {
  const school = (language: 'en' | 'zh') => ({ language, preset: 'quick', merges }) as unknown as OpenedSchool;

  it.each(['en', 'zh'] as const)('in %s are tokens, and the merge after `before` makes them', (language) => {
    const words = learnedWords(school(language));
    expect(words.length).toBeGreaterThan(1);
    for (const { text, before } of words) {
      expect(tokenizer.decode([firstMergeId + before])).toBe(text);
      expect(text).not.toContain('\uFFFD');
    }
  });

  it('are common ones where there are such', () => {
    expect(learnedWords(school('en'))[0]?.text).toBe(' the');
    expect(learnedWords(school('zh'))[0]?.text).toBe('你好');
  });
});
