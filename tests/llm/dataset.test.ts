import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  markFeatured,
  packBatches,
  padBatch,
  randomBatch,
  splitDocuments,
  tokenizeDocuments,
} from '../../src/llm/dataset.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTokenizer, specialId } from '../../src/llm/tokenizer.ts';

const pad = specialId('<|endoftext|>');

describe('splitDocuments', () => {
  const texts = Array.from({ length: 100 }, (_, i) => `page ${i}`);
  const documents = markFeatured([...texts, 'by heart'], [' by heart\n', 'not there']);

  it('holds every 25th plain document out and repeats the featured ones', () => {
    const { train, held } = splitDocuments(documents, 40, createRandom(1));
    expect(held).toEqual(['page 24', 'page 49', 'page 74', 'page 99']);
    expect(train.filter((text) => text === 'by heart')).toHaveLength(40);
    expect(new Set([...train, ...held])).toEqual(new Set([...texts, 'by heart']));
    expect(train).toHaveLength(96 + 40);
  });

  it('shuffles by the seed', () => {
    const order = (seed: number) => splitDocuments(documents, 2, createRandom(seed)).train;
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
  });
});

describe('tokenizeDocuments', () => {
  it('puts the end-of-text token before every document and at the end', () => {
    const ids = tokenizeDocuments(createTokenizer([]), ['a', '1']);
    expect([...ids]).toEqual([pad, 32, 97, pad, 49, pad]);
  });
});

describe('randomBatch', () => {
  it('has targets one position ahead', () => {
    const tokenIds = Int32Array.from({ length: 50 }, (_, i) => i);
    const batch = randomBatch(tokenIds, 4, 8, createRandom(3));
    expect(batch.inputs).toHaveLength(32);
    batch.inputs.forEach((id, i) => {
      expect(batch.targets[i]).toBe(id + 1);
    });
    expect(batch.weights.every((weight) => weight === 1)).toBe(true);
  });

  it('reaches the first and the last window', () => {
    const tokenIds = Int32Array.from([0, 1, 2, 3]);
    const starts = new Set(
      Array.from({ length: 60 }, (_, seed) => randomBatch(tokenIds, 1, 2, createRandom(seed)).inputs[0]),
    );
    expect(starts).toEqual(new Set([0, 1]));
  });

  it('says so when the corpus is too small', () => {
    expect(() => randomBatch(new Int32Array(8), 1, 8, createRandom(1))).toThrow('corpusTooSmall');
  });
});

describe('packBatches', () => {
  const length = 12;
  const rows = 3;
  /** Example n has tokens n*100, n*100+1, … so that every token of every example can be found again. */
  const examplesOf = (lengths: number[]) =>
    lengths.map((count, n) => ({
      tokenIds: Array.from({ length: count }, (_, i) => 1000 + n * 100 + i),
      lossMask: Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 0 : 1)),
    }));

  it('keeps every token of every example, and its mask', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 20 }), fc.integer(), (lengths, seed) => {
        const examples = examplesOf(lengths);
        const batches = packBatches(examples, rows, length, createRandom(seed));
        /** Each row as length + 1 tokens, the first input and all targets. */
        const seen = new Map<number, number>();
        for (const batch of batches) {
          expect([batch.inputs.length, batch.targets.length, batch.weights.length]).toEqual([36, 36, 36]);
          for (let row = 0; row < rows; row++) {
            const at = row * length;
            seen.set(batch.inputs[at] as number, 0);
            for (let i = 0; i < length; i++) {
              if (i > 0) expect(batch.inputs[at + i]).toBe(batch.targets[at + i - 1]);
              const target = batch.targets[at + i] as number;
              if (target === pad) expect(batch.weights[at + i]).toBe(0);
              else expect(seen.has(target)).toBe(false);
              seen.set(target, batch.weights[at + i] as number);
            }
          }
        }
        seen.delete(pad);
        const expected = new Map<number, number>();
        for (const { tokenIds, lossMask } of examples) {
          tokenIds.slice(0, length + 1).forEach((id, i) => {
            expected.set(id, lossMask[i] as number);
          });
        }
        expect(seen).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('wastes no row when examples fill them', () => {
    expect(packBatches(examplesOf(Array(12).fill(6)), rows, 11, createRandom(1))).toHaveLength(2);
  });
});

describe('padBatch', () => {
  it('aligns to the left, shifts weights with the targets, and pads', () => {
    const batch = padBatch([{ tokenIds: [1, 2, 3], weights: [0, 0.5, -2] }], 2, 4);
    expect([...batch.inputs]).toEqual([1, 2, 3, pad, pad, pad, pad, pad]);
    expect([...batch.targets]).toEqual([2, 3, pad, pad, pad, pad, pad, pad]);
    expect([...batch.weights]).toEqual([0.5, -2, 0, 0, 0, 0, 0, 0]);
  });

  it('cuts what is too long, and refuses too many', () => {
    const long = { tokenIds: [1, 2, 3, 4, 5], weights: [1, 1, 1, 1, 1] };
    expect([...padBatch([long], 1, 2).targets]).toEqual([2, 3]);
    expect(() => padBatch([long, long], 1, 2)).toThrow(RangeError);
  });
});
