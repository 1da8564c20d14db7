/** Plain facts about generated texts: comparing them, and what may not stand in them. */
import { containsHeldOut } from './sums.ts';

/** The text as duplicate checks see it: lower case, letters and digits only, single spaces. */
export const normalized = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+=]+/gu, ' ')
    .trim();

/** The parts of a name that must not occur: the words of a spaced name, else the whole name (Chinese). */
export const nameParts = (name: string): string[] => name.split(' ').filter((part) => part.length > 1);

/** Tells texts that would spoil a test: held-out sums, or parts of names that are kept out. */
export function createTaboo(names: readonly string[]): (text: string) => boolean {
  const parts = new Set(names.flatMap(nameParts));
  const spaced = [...parts].filter((part) => /[A-Za-z]/.test(part));
  const unspaced = [...parts].filter((part) => !/[A-Za-z]/.test(part));
  const words = new Set(spaced);
  return (text) =>
    containsHeldOut(text) ||
    (text.match(/[A-Za-z]+/g) ?? []).some((word) => words.has(word)) ||
    unspaced.some((part) => text.includes(part));
}
