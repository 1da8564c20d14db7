/** Where the parts of a picture of attention go. */

export interface Place {
  /** Middle of the token, in pixels at the page's smallest type. */
  x: number;
  width: number;
}

const narrow = 8.2;
const wide = 14;
const padding = 12;
const gap = 4;
const least = 34;

/** Places tokens side by side, each as wide as its label. */
export function placeTokens(labels: readonly string[]): { places: Place[]; width: number } {
  let at = gap;
  const places = labels.map((label) => {
    const letters = [...label].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? wide : narrow), 0);
    const width = Math.max(least, letters + padding);
    const place = { x: at + width / 2, width };
    at += width + gap;
    return place;
  });
  return { places, width: at };
}

/** An arc over the tokens from one to another; the farther apart, the higher, up to `height`. */
export function arc(from: number, to: number, height: number): string {
  const rise = Math.min(height, 14 + Math.abs(from - to) * 0.45);
  const top = height - rise * 1.2;
  const short = (value: number): string => value.toFixed(1);
  return `M${short(from)} ${height}C${short(from)} ${short(top)} ${short(to)} ${short(top)} ${short(to)} ${height}`;
}

/** Bounds of the four strengths in which a pattern of weights is drawn. */
const strengths = [0.08, 0.25, 0.5, 0.75];

/**
 * A square pattern of weights as paths of unit squares, one for each strength: the picture of a head at a glance.
 * @param weights (T, T), row by row
 */
export function patternPaths(weights: Float32Array): string[] {
  const T = Math.sqrt(weights.length);
  const paths = strengths.map(() => '');
  for (let at = 0; at < weights.length; at++) {
    const strength = strengths.findLastIndex((bound) => (weights[at] as number) >= bound);
    if (strength >= 0) paths[strength] += `M${at % T} ${Math.floor(at / T)}h1v1h-1z`;
  }
  return paths;
}
