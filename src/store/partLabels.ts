import type { Tokenizer } from '../llm/tokenizer.ts';
import { glyphs } from './selectors.ts';

const subscripts = ['₁', '₂', '₃', '₄'];

/** Tokens by their names; those that only together make a character as its numbered parts, `狐₁` `狐₂`. */
export function partLabels(tokenizer: Tokenizer, tokenIds: readonly number[]): string[] {
  const labels = tokenIds.map((tokenId) => tokenizer.label(tokenId));
  for (const { text, positions } of glyphs(tokenizer, tokenIds)) {
    if (positions.length < 2) continue;
    for (const [part, position] of positions.entries()) labels[position] = `${text}${subscripts[part] ?? ''}`;
  }
  return labels;
}

/** A token that may come next, by its name; if it would finish a character, by that. `before` are the tokens that it would follow. */
export const nextLabel = (tokenizer: Tokenizer, before: readonly number[], tokenId: number): string =>
  partLabels(tokenizer, [...before.slice(-longestBeginning), tokenId]).at(-1) ?? '';

/** A character has four bytes at most. */
const longestBeginning = 3;
