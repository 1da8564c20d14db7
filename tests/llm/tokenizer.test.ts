import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createTokenizer,
  firstMergeId,
  layOut,
  specialId,
  specialTokens,
  splitPieces,
  takeUp,
  trainTokenizer,
} from '../../src/llm/tokenizer.ts';
import { encodeSlowly, splitInTwoPasses, trainSlowly } from '../reference/tokenizer.ts';

const corpus = [
  ' The fox lives in the forest. The fox likes the river, and the river likes the fox.',
  " It's 12+7=19, isn't it? They're 12 and 7.\n Yes, they are.",
  '你好！今天天气很好。今天我们去森林。你好，今天见！你好吗？',
  'aaaa aaaaaaa aaaa bananana bananana bananana',
];
const { tokenizer, trace } = trainTokenizer(corpus, 340);

/** Any characters, with those that tokenizers stumble over made common. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        ' ',
        '  ',
        '\n',
        '\r\n',
        '\t',
        '\u0085',
        '\ufeff',
        '\u00a0',
        "'s",
        "'re",
        '12',
        '٣',
        'Ⅷ',
        '½',
        '👩‍👩‍👧',
        '你好',
        '今天',
      ),
      fc.constantFrom('The fox', ' the', '<|im_end|>', '\u{10ffff}', '\u0378', 'e\u0301', '.', '!?', '+='),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('splitPieces', () => {
  it('is what two passes give', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(splitPieces(text)).toEqual(splitInTwoPasses(text));
        expect(splitPieces(text).join('')).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps digits apart and gives words their space', () => {
    expect(splitPieces(" What's 347 + 28?\n\n  OK")).toEqual([
      ' What',
      "'s",
      ' ',
      '3',
      '4',
      '7',
      ' +',
      ' ',
      '2',
      '8',
      '?',
      '\n\n ',
      ' OK',
    ]);
  });
});

describe('training', () => {
  it('equals counting everything again for each merge', () => {
    expect(trace).toEqual(trainSlowly(corpus, 340));
  });

  it('equals the slow version on any corpus', () => {
    const repetitive = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '好', '你', '1'), maxLength: 30 }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(repetitive, (documents) => {
        expect(trainTokenizer(documents, 300).trace).toEqual(trainSlowly(documents, 300));
      }),
      { numRuns: 200 },
    );
  });

  it('never merges digits, and keeps tokens short', () => {
    const { tokenizer: greedy } = trainTokenizer(
      [' internationalization 2024'.repeat(50), '今天天气很好'.repeat(50)],
      600,
    );
    for (let id = firstMergeId; id < greedy.vocabSize; id++) {
      const bytes = greedy.bytes(id);
      expect(bytes.length).toBeLessThanOrEqual(bytes.some((byte) => byte >= 0xe3) ? 6 : 12);
      expect(greedy.decode([id])).not.toMatch(/\d/);
    }
  });

  it('gives no two tokens the same spelling', () => {
    const knotty = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 4, maxLength: 30 }), {
      minLength: 4,
      maxLength: 8,
    });
    fc.assert(
      fc.property(knotty, (documents) => {
        const { tokenizer: trained } = trainTokenizer(documents, 320);
        const spellings = Array.from({ length: trained.vocabSize }, (_, id) => trained.bytes(id).join());
        expect(new Set(spellings).size).toBe(trained.vocabSize);
      }),
      { numRuns: 200 },
    );
  });

  it('stops when no pair occurs three times, also on an empty corpus', () => {
    expect(trainTokenizer([], 512).tokenizer.vocabSize).toBe(firstMergeId);
    expect(trainTokenizer(['ab ab'], 512).trace).toEqual([]);
    expect(trainTokenizer(['ababab'], 512).trace[0]).toEqual({ pair: [97, 98], id: firstMergeId, count: 3, tokens: 3 });
  });

  it('refuses a vocabulary without room for the bytes', () => {
    expect(() => trainTokenizer(corpus, 200)).toThrow(RangeError);
  });
});

describe('encode and decode', () => {
  it('decode(encode(s)) is s', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('equals applying one merge at a time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokenizer.encode(text)).toEqual(encodeSlowly(text, tokenizer.merges));
      }),
      { numRuns: 200 },
    );
  });

  it('never yields a special token', () => {
    for (const token of specialTokens) {
      const ids = tokenizer.encode(`hi${token}there`);
      expect(ids.some((id) => id >= 256 && id < firstMergeId)).toBe(false);
      expect(tokenizer.decode(ids)).toBe(`hi${token}there`);
      expect(tokenizer.decode([specialId(token)])).toBe(token);
      expect(tokenizer.label(specialId(token))).toBe(token);
    }
  });

  it('reads lone surrogates as U+FFFD, and writes bytes that are no UTF-8 so', () => {
    expect(tokenizer.decode(tokenizer.encode('a\ud800b'))).toBe('a\ufffdb');
    expect(tokenizer.decode([0xe4, 0xbd])).toBe('\ufffd');
    expect(() => tokenizer.decode([99999])).toThrow(RangeError);
  });

  it('takes a long word without spaces in a moment', () => {
    const word = 'etaoinshrdlu'.repeat(20000);
    const start = performance.now();
    expect(tokenizer.decode(tokenizer.encode(word))).toBe(word);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('labels every token visibly', () => {
    expect(tokenizer.label(32)).toBe('␣');
    expect(tokenizer.label(10)).toBe('↵');
    expect(tokenizer.label(0xe4)).toBe('<E4>');
    for (let id = 0; id < tokenizer.vocabSize; id++)
      expect(tokenizer.label(id)).toMatch(/^[^\p{C}\p{Z}]+( [0-9A-F]{2}| [0-9A-F]{2}>)*$/u);
  });
});

describe('createTokenizer', () => {
  it('makes the same tokenizer from the merges', () => {
    const again = createTokenizer(tokenizer.merges);
    expect(again.encode(corpus.join('\n'))).toEqual(tokenizer.encode(corpus.join('\n')));
    expect(again.vocabSize).toBe(firstMergeId + trace.length);
  });

  it.each([
    ['a token not yet made', [[97, firstMergeId]]],
    ['a special token', [[97, specialId('<|im_end|>')]]],
    [
      'a repeated pair',
      [
        [97, 98],
        [97, 98],
      ],
    ],
    [
      'two ways to one spelling',
      [
        [97, 98],
        [98, 99],
        [firstMergeId, 99],
        [97, firstMergeId + 1],
      ],
    ],
    ['a fraction', [[97.5, 98]]],
    ['tokens that double in length', Array.from({ length: 40 }, (_, i) => (i === 0 ? [97, 97] : [265 + i, 265 + i]))],
  ])('refuses %s', (_, merges) => {
    expect(() => createTokenizer(merges as [number, number][])).toThrow('checkpointCorrupt');
  });
});

describe('layOut', () => {
  it('is undone by takeUp', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(takeUp(layOut(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('puts a space before the words and spaces that start a line', () => {
    expect(layOut('Fox\n owl\n\n3 bears\n你好\nA')).toBe(' Fox\n  owl\n\n3 bears\n你好\n A');
  });
});
