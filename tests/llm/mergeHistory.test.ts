import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeHistory, stretchOf } from '../../src/llm/mergeHistory.ts';
import { createTokenizer, firstMergeId, splitPieces, trainTokenizer } from '../../src/llm/tokenizer.ts';

const documents = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '好', '你', '1'), maxLength: 30 }), {
  maxLength: 6,
});

describe('the history of merges', () => {
  it('tells what training told, with the counts of the moment', () => {
    fc.assert(
      fc.property(documents, (texts) => {
        const { trace, tokenizer } = trainTokenizer(texts, 290);
        const moments = mergeHistory(texts, tokenizer.merges, 3);
        expect(moments.slice(0, -1).map(({ pairs }) => pairs[0])).toEqual(
          trace.map(({ pair, count }) => ({ pair, count })),
        );
        expect(moments.slice(1).map(({ tokens }) => tokens)).toEqual(trace.map(({ tokens }) => tokens));
        expect(moments[0]?.tokens).toBe(new TextEncoder().encode(texts.join('')).length);
      }),
    );
  });

  it('counts pairs as one would by hand: inside pieces, the most frequent first', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 0, max: 8 }), (texts, learned) => {
        const merges = trainTokenizer(texts, firstMergeId + 8).tokenizer.merges.slice(0, learned);
        const { encode, bytes } = createTokenizer(merges);
        const counts = new Map<string, number>();
        for (const piece of texts.flatMap(splitPieces)) {
          const ids = encode(piece);
          for (let i = 1; i < ids.length; i++) {
            const pair = `${ids[i - 1]} ${ids[i]}`;
            counts.set(pair, (counts.get(pair) ?? 0) + 1);
          }
        }
        const { pairs, tokens } = mergeHistory(texts, merges, 3).at(-1)!;
        expect(tokens).toBe(texts.flatMap(encode).length);
        for (const [i, { pair, count }] of pairs.entries()) {
          expect(counts.get(pair.join(' '))).toBe(count);
          expect(count).toBeLessThanOrEqual(pairs[i - 1]?.count ?? count);
          expect(pair.flatMap((id) => [...bytes(id)]).length).toBeLessThanOrEqual(12);
        }
        expect(pairs.length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 200 },
    );
  });

  it('puts the merge of a foreign tokenizer first, however rare it is here', () => {
    const [moment] = mergeHistory(['ab ab ab cd'], [[99, 100]], 2);
    expect(moment?.pairs).toEqual([
      { pair: [99, 100], count: 1 },
      { pair: [97, 98], count: 3 },
      { pair: [32, 97], count: 2 },
    ]);
  });
});

describe('a stretch of the corpus', () => {
  const stories = ['A fox. It sleeps.', '1+2=3.', 'The owl and the fox.', 'x'.repeat(500)];

  it('holds what is wanted, is not too long, and cuts no document', () => {
    const stretch = stretchOf(stories, [/\+/, /owl/], 160);
    expect(stretch.split('\n').sort()).toEqual(stories.slice(0, 3).sort());
    expect(stretchOf(stories, [/\+/, /owl/], 100)).toBe('1+2=3.\nThe owl and the fox.');
  });

  it('says nothing twice', () => {
    expect(stretchOf(['a b c', 'a b c', 'd'], [/a/], 80)).toBe('a b c\nd');
  });

  it('would rather have one long line than many short ones', () => {
    expect(stretchOf(['1\n2\n3\n4', 'five six seven'], [], 100)).toBe('five six seven');
  });

  it('is cut only from a document that is too long, and then between characters', () => {
    expect(stretchOf(['🦊'.repeat(100)], [], 10)).toBe('🦊'.repeat(10));
    expect(stretchOf([], [/a/], 10)).toBe('');
  });
});

describe('a piece of a text by itself', () => {
  it('is the same piece, so that its pairs can be counted alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '1', '.', "'", '好'), maxLength: 20 }), (text) => {
        const { encode } = createTokenizer([]);
        expect(splitPieces(text).flatMap(encode)).toEqual(encode(text));
      }),
    );
  });
});
