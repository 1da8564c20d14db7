/**
 * Bytes as printable characters, one for one, as GPT-2's tokenizer files write them (Radford et al. 2019): printable Latin-1 stands for
 * itself, the rest for the characters from U+0100 on. So a token is a string without spaces, whatever bytes it spells.
 */
import { firstMergeId, specialTokens, type Tokenizer } from '../tokenizer.ts';

const isPrintable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;

const characters: readonly string[] = (() => {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
})();

const writtenInBytes = (bytes: Uint8Array): string => Array.from(bytes, (byte) => characters[byte] as string).join('');

/** Every token of the vocabulary as such a string, by id; special tokens by their names. */
export function tokenStrings(tokenizer: Tokenizer): string[] {
  const firstSpecial = firstMergeId - specialTokens.length;
  return Array.from({ length: tokenizer.vocabSize }, (_, id) =>
    id >= firstSpecial && id < firstMergeId
      ? (specialTokens[id - firstSpecial] as string)
      : writtenInBytes(tokenizer.bytes(id)),
  );
}

/** The merges as "left right", in order. */
export function mergeStrings(tokenizer: Tokenizer): string[] {
  const strings = tokenStrings(tokenizer);
  return tokenizer.merges.map(([left, right]) => `${strings[left]} ${strings[right]}`);
}
