/**
 * Curves that stay small however long a run is: at most 500 points, whole steps, none invented. When a curve is full its stride
 * doubles and every second point goes, so that it always spans the run evenly. The newest figures are kept beside it, by the run.
 */

export const maxCurvePoints = 500;

export interface Curve<Point extends { step: number }> {
  readonly points: readonly Point[];
  /** Only steps divisible by it are kept; the first step always is. */
  readonly stride: number;
}

export const emptyCurve = { points: [], stride: 1 } as const;

/** A curve with the points added, in order of step. */
export function appendPoints<Point extends { step: number }>(
  curve: Curve<Point>,
  added: readonly Point[],
  limit: number = maxCurvePoints,
): Curve<Point> {
  let { stride } = curve;
  const isKept = (point: Point) => point.step === 1 || point.step % stride === 0;
  let points = [...curve.points, ...added.filter(isKept)];
  while (points.length > limit) {
    stride *= 2;
    points = points.filter(isKept);
  }
  return { points, stride };
}

/** At most `count` of the items, evenly spread, the first and the last among them. */
export function thinned<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))] as T);
}

/**
 * At most `count` (2 or more) of the items, each later than the one before by about the same factor, the first and the last among them: for what
 * changes most at the beginning.
 */
export function growing<T extends { step: number }>(items: readonly T[], count: number): T[] {
  for (let factor = 1; ; factor += 0.05) {
    const kept: T[] = [];
    for (const item of items) {
      if (item.step >= factor * (kept.at(-1)?.step ?? 0)) kept.push(item);
    }
    const last = items.at(-1);
    if (last && kept.at(-1) !== last) kept.splice(Math.max(1, kept.length - 1), 1, last);
    if (kept.length <= count) return kept;
  }
}
