/** Two texts beside each other: which words (in Chinese, characters) of each the other does not have in its place. */

export interface Part {
  text: string;
  isDifferent: boolean;
}

/** A word, a Chinese character, a stretch of white space, or any other character. */
const unit = /\p{Script=Han}|[\p{L}\p{M}\p{N}]+|\s+|[\s\S]/gu;
/** Beyond so many comparisons the middle of both texts counts as different. */
const maxComparisons = 4_000_000;

/** By a longest common subsequence; what both begin and end with is taken off first. */
export function differences(left: string, right: string): { left: Part[]; right: Part[] } {
  const a = left.match(unit) ?? [];
  const b = right.match(unit) ?? [];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const common = commonUnits(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const partsOf = (units: readonly string[], isCommon: ReadonlySet<number>): Part[] =>
    joined(
      units.map((text, i) => ({
        text,
        isDifferent: i >= start && i < units.length - end && !isCommon.has(i - start),
      })),
    );
  return { left: partsOf(a, common.left), right: partsOf(b, common.right) };
}

function commonUnits(a: readonly string[], b: readonly string[]): { left: Set<number>; right: Set<number> } {
  const found = { left: new Set<number>(), right: new Set<number>() };
  if (a.length * b.length > maxComparisons) return found;
  const width = b.length + 1;
  /** Of what is left from (i, j) on, at [i * width + j]. */
  const lengths = new Uint16Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      found.left.add(i++);
      found.right.add(j++);
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++;
    else j++;
  }
  return found;
}

function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const { text, isDifferent } of parts) {
    const last = all.at(-1);
    if (last?.isDifferent === isDifferent) last.text += text;
    else all.push({ text, isDifferent });
  }
  return all;
}
