/** What a model wrote, as it is shown in passing. An untrained model never ends by itself, and writes bytes that make no character. */

/** Stands for a run of bytes that make no character, and of control characters. */
export const noCharacter = '▯';

/** Line breaks stay. */
export const readable = (text: string): string => text.trim().replace(/(?:(?!\n)[\uFFFD\p{Cc}])+/gu, noCharacter);

/** The beginning, on one line, in characters and not in halves of one. */
export function shortened(text: string, maxCharacters = 48): string {
  const characters = [...readable(text).replace(/\s+/gu, ' ')];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : characters.join('');
}
