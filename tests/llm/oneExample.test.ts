import { describe, expect, it } from 'vitest';
import { drawExample, exampleAt } from '../../src/llm/oneExample.ts';
import { createRandom } from '../../src/llm/random.ts';
import { specialId } from '../../src/llm/tokenizer.ts';

const end = specialId('<|endoftext|>');
/** Two pages, of 12 tokens and of 4. */
const tokenIds = Int32Array.of(end, ...Array.from({ length: 12 }, (_, i) => 97 + i), end, 65, 66, 67, 68, end);

describe('a place in the corpus', () => {
  it('has its page up to it as context, from the start on', () => {
    expect(exampleAt(tokenIds, 10, 64)).toEqual({ context: [...tokenIds.subarray(0, 10)], target: 106, position: 10 });
  });

  it('is none where the page has just begun, where it began too long ago, at its end, and outside', () => {
    const usable = [...Array(tokenIds.length + 2).keys()].filter((at) => exampleAt(tokenIds, at, 10));
    expect(usable).toEqual([8, 9, 10]);
    expect(exampleAt(tokenIds, -1, 64)).toBeUndefined();
    expect(exampleAt(tokenIds, 9.5, 64)).toBeUndefined();
  });

  it('is drawn from all that there are, and from nowhere when there are none', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => drawExample(tokenIds, 64, createRandom(seed))?.position);
    expect([...new Set(drawn)].sort()).toEqual([10, 11, 12, 8, 9]);
    expect(drawExample(tokenIds.subarray(13), 64, createRandom(1))).toBeUndefined();
  });
});
