/**
 * Sums for pages, conversations and exercises: column addition as a pupil writes it, the teacher's slip, and the held-out rule.
 * src/llm must not import this file: what is held out reaches the school only as the `split` of exercises.jsonl.
 */
import type { Random } from '../../src/llm/random.ts';
import type { Column } from './source.ts';

/**
 * Whether a sum is kept for tests: a pseudo-random tenth of the pairs in which a number has 2 or 3 digits, the same for a+b and b+a.
 * Such a pair stands in no page, conversation or train exercise. Pairs of 1-digit numbers (too few to spare) and longer ones are exempt.
 * 347+285, the sum that the course asks, is one of them.
 */
export function heldOut(a: number, b: number): boolean {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  if (high < 10 || high > 999) return false;
  let hash = Math.imul(low * 1000 + high, 2654435761);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2246822519);
  hash ^= hash >>> 13;
  return (hash >>> 0) % 10 === HELD_RESIDUE;
}

/** The residue to which 285+347 hashes. */
const HELD_RESIDUE = 5;

/** Whether a text contains a held-out pair, written `a+b`. */
export function containsHeldOut(text: string): boolean {
  for (const [, a, b] of text.matchAll(/(?<!\d|\+)(\d{1,4})\+(\d{1,4})(?!\d)/g)) {
    if (heldOut(Number(a), Number(b))) return true;
  }
  return false;
}

/** A number with exactly so many digits (1 digit: 0 to 9). */
export function numberWithDigits(rng: Random, digits: number): number {
  const low = digits === 1 ? 0 : 10 ** (digits - 1);
  return low + rng.int(10 ** digits - low);
}

/** Two numbers of so many digits, held out or not as wanted; for 1 digit, where nothing is held out, any two. */
export function randomPair(rng: Random, digits: number, wantsHeldOut = false): [number, number] {
  for (;;) {
    const a = numberWithDigits(rng, digits);
    const b = numberWithDigits(rng, digits);
    if (digits === 1 || heldOut(a, b) === wantsHeldOut) return [a, b];
  }
}

/**
 * Column addition from the right. With `forgetsCarry`, every carry is forgotten: the columns look right one by one, and the number that
 * they lead to is wrong whenever something should have been carried.
 * @example addInColumns(47, 85, true) // 7+5=12 4+8=12, so 122
 */
export function addInColumns(a: number, b: number, forgetsCarry = false): { columns: Column[]; result: number } {
  const left = digitsFromRight(a);
  const right = digitsFromRight(b);
  const length = Math.max(left.length, right.length);
  const columns: Column[] = [];
  let written = '';
  let carryIn = 0;
  for (let i = 0; i < length; i++) {
    const x = left[i] ?? 0;
    const y = right[i] ?? 0;
    const sum = x + y + carryIn;
    columns.push({ x, y, carryIn, sum });
    written = `${i === length - 1 ? sum : sum % 10}${written}`;
    carryIn = sum >= 10 && !forgetsCarry ? 1 : 0;
  }
  return { columns, result: Number(written) };
}

const digitsFromRight = (n: number): number[] => [...String(n)].reverse().map(Number);
