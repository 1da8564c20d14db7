/**
 * The chance that at least one of `k` attempts is right, estimated without bias from more attempts than that: of `attempts`, `right` were right,
 * so it is one less the share of the choices of k among them that are all wrong (Chen et al. 2021).
 * @throws RangeError unless 1 <= k <= attempts and 0 <= right <= attempts
 */
export function passAtK(attempts: number, right: number, k: number): number {
  if (!(k >= 1 && k <= attempts && right >= 0 && right <= attempts))
    throw new RangeError(`${k} of ${attempts}, ${right} right`);
  let allWrong = 1;
  // C(attempts - right, k) / C(attempts, k), factor by factor.
  for (let i = 0; i < k; i++) allWrong *= Math.max(0, attempts - right - i) / (attempts - i);
  return 1 - allWrong;
}

/**
 * Pass@k for every k up to half of the attempts. Beyond that it would be told by this one draw: at k = `attempts` it is 1 as soon as a single
 * one is right.
 */
export const passCurve = (attempts: number, right: number): { step: number; pass: number }[] =>
  Array.from({ length: Math.ceil(attempts / 2) }, (_, i) => ({ step: i + 1, pass: passAtK(attempts, right, i + 1) }));
