/** Answers as a card shows them. An untrained model never ends by itself, and writes bytes that make no character. */

/** Stands for a run of bytes that make no character, and for control characters. */
export const noCharacter = '▯';

export const readable = (answer: string): string => answer.trim().replace(/[\uFFFD\p{Cc}]+/gu, noCharacter);

/** The beginning of an answer, in characters and not in halves of one. */
export function shortened(answer: string, maxCharacters = 48): string {
  const characters = [...readable(answer)];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : characters.join('');
}
