/** How far a share counted on a few questions can be trusted. */

export interface Interval {
  low: number;
  high: number;
}

/** Of the standard normal distribution, for 95%. */
const z = 1.959963984540054;

/**
 * The shares that are compatible with `hits` of `total`, at 95%: Wilson's score interval (1927), which stays within 0 and 1 and does not
 * shrink to nothing when all answers are right.
 */
export function wilsonInterval(hits: number, total: number): Interval {
  if (total <= 0) return { low: 0, high: 1 };
  const share = hits / total;
  const spread = (z * z) / total;
  const center = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}
