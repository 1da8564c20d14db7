import { describe, expect, it } from 'vitest';
import { english } from '../../corpus/generate/en.ts';
import { addInColumns, containsHeldOut, heldOut } from '../../corpus/generate/sums.ts';
import { createRandom } from '../../src/llm/random.ts';

describe('addInColumns', () => {
  it('adds right, whatever the lengths', () => {
    const rng = createRandom(1);
    for (let i = 0; i < 2000; i++) {
      const a = rng.int(10 ** (1 + rng.int(4)));
      const b = rng.int(10 ** (1 + rng.int(4)));
      expect(addInColumns(a, b).result).toBe(a + b);
    }
  });

  it('with the slip, is wrong exactly when a column but the last one carries', () => {
    for (let a = 0; a < 100; a++) {
      for (let b = 0; b < 100; b++) {
        const carries = (a % 10) + (b % 10) >= 10 && Math.max(a, b) >= 10;
        expect(addInColumns(a, b, true).result !== a + b).toBe(carries);
      }
    }
  });
});

describe('heldOut', () => {
  it('holds out about a tenth of the pairs, the same for a+b and b+a, none of one digit', () => {
    let count = 0;
    for (let a = 0; a < 1000; a++) {
      for (let b = 0; b < 1000; b++) {
        if (!heldOut(a, b)) continue;
        count++;
        expect(a > 9 || b > 9).toBe(true);
        if (!heldOut(b, a)) throw new Error(`${a}+${b}`);
      }
    }
    expect(count / 1e6).toBeCloseTo(0.1, 2);
  });

  it('is found in a text, but not in the columns of its working', () => {
    expect(containsHeldOut('What is 347+285?')).toBe(true);
    expect(containsHeldOut('7+5=12 4+8+1=13 3+2+1=6 so 632.')).toBe(false);
  });
});

describe('English worked answers', () => {
  const { columns, result } = addInColumns(347, 285);
  const slip = addInColumns(347, 285, true);

  it.each([
    ['direct', '632.'],
    ['concise', '7+5=12 4+8+1=13 3+2+1=6 so 632.'],
    ['verbose', 'Step by step. Ones: 7+5=12 carry 1. Tens: 4+8+1=13 carry 1. Hundreds: 3+2+1=6 so 632.'],
  ] as const)('%s', (style, expected) => {
    expect(english.workedAnswer(style, columns, result)).toBe(expected);
  });

  it('sloppy forgets every carry', () => {
    expect(english.workedAnswer('sloppy', slip.columns, slip.result)).toBe('7+5=12 4+8=12 3+2=5 so 522.');
  });
});
