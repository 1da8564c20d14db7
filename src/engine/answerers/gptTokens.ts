/** A text under the tokenizer of a large model. Its vocabulary, megabytes of it, is loaded when it is first asked for. */
import { SchoolError } from '../../llm/errors.ts';
import type { GptEncoding } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

const maxCharacters = 4000;

/** The tokenizer, and the bytes of each of its tokens: as a string where they are whole characters. */
const loads: Record<GptEncoding, () => Promise<[GptTokenizer, { default: (string | number[])[] }]>> = {
  r50k_base: () =>
    Promise.all([import('gpt-tokenizer/encoding/r50k_base'), import('gpt-tokenizer/bpeRanks/r50k_base')]),
  o200k_base: () =>
    Promise.all([import('gpt-tokenizer/encoding/o200k_base'), import('gpt-tokenizer/bpeRanks/o200k_base')]),
};

interface GptTokenizer {
  encode(text: string, options: { disallowedSpecial: Set<string> }): number[];
  vocabularySize: number;
}

const utf8 = new TextEncoder();

/** @throws SchoolError 'textTooLong'; 'partMissing' when the vocabulary could not be loaded */
export const gptTokens: Answerer<'gptTokens'> = async function* ({ encoding, text }) {
  if (text.length > maxCharacters) {
    throw new SchoolError('textTooLong', { characters: text.length, limit: maxCharacters });
  }
  const [{ encode, vocabularySize }, { default: spellings }] = await loads[encoding]().catch(() => {
    throw new SchoolError('partMissing', { part: encoding });
  });
  // Names of special tokens in a reader's text are text.
  const tokenIds = encode(text, { disallowedSpecial: new Set() });
  const bytesOf = (tokenId: number): number[] => {
    const spelling = spellings[tokenId] ?? '';
    return typeof spelling === 'string' ? [...utf8.encode(spelling)] : spelling;
  };
  yield { vocabSize: vocabularySize, tokens: tokenIds.map((tokenId) => ({ tokenId, bytes: bytesOf(tokenId) })) };
};
