/** What the questions about sums have in common: what comes from the page stays within bounds. */
import type { Sum } from '../protocol.ts';

/** A question with such numbers leaves room for the longest working in every context. */
export const maxNumber = 9999;

export const bounded = (value: number, least: number, most: number): number =>
  Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;

export const checkedSum = ({ a, b }: Sum): Sum => ({
  a: Math.round(bounded(a, 0, maxNumber)),
  b: Math.round(bounded(b, 0, maxNumber)),
});
