/**
 * Byte-pair encoding on the bytes of UTF-8, so any string can be encoded and nothing is lost. Digits are never merged: one digit, one
 * token, because arithmetic depends on it. Text is cut into pieces first, exactly as the 'smollm' pre-tokenizer of llama.cpp (single
 * numerals, then GPT-2's pattern), so that an exported model reads text there as it does here. Left out: special tokens are never read
 * from text; only chat.ts and dataset.ts write them.
 * No two tokens spell the same bytes: other programs know a token by its spelling.
 * Ids: 0..255 bytes, 256..265 special tokens, 266.. merges in the order they were learned.
 */
import { SchoolError } from './errors.ts';
import { countPairs, mergePair, type Piece, pairKey } from './mergeCounts.ts';

export const specialTokens = [
  '<|endoftext|>',
  '<|im_start|>',
  '<|im_sep|>',
  '<|im_end|>',
  '<|system|>',
  '<|user|>',
  '<|assistant|>',
  '<|tool|>',
  '<|result|>',
  '<|tool_end|>',
] as const;
export type SpecialToken = (typeof specialTokens)[number];

const firstSpecialId = 256;
/** The id of the first merge, and the size of a vocabulary without any. */
export const firstMergeId = firstSpecialId + specialTokens.length;
/** Longer tokens would swallow whole names; 6 bytes are two Chinese characters. */
const maxTokenBytes = 12;
const maxWideTokenBytes = 6;
/** A lead byte from here on starts a character of 3 bytes from U+3000 (Chinese among them) or of 4 bytes. */
const wideByte = 0xe3;
const minPairCount = 3;
const maxVocabSize = 65536;
const maxCachedPieces = 20000;
const maxCachedPieceLength = 40;

/** `merges[i]` makes token 266+i out of two earlier ones. */
export type Merge = readonly [number, number];

export interface Tokenizer {
  vocabSize: number;
  merges: readonly Merge[];
  /** Never yields a special token: "<|im_end|>" in a text is plain text. A lone surrogate is read as U+FFFD. */
  encode(text: string): number[];
  /** Special tokens by their name, bytes that are no UTF-8 as U+FFFD. */
  decode(ids: readonly number[]): string;
  /** The bytes that a token stands for; those of its name for a special token. */
  bytes(id: number): Uint8Array;
  /** A visible name for one token: "␣the", "↵", or hexadecimal bytes "<E4 BD>" where they are not whole characters. */
  label(id: number): string;
}

/** One merge as it was learned; `count` occurrences of the pair, and `tokens` in the corpus after it. */
export interface MergeStep {
  pair: Merge;
  id: number;
  count: number;
  tokens: number;
}

export function specialId(token: SpecialToken): number {
  return firstSpecialId + specialTokens.indexOf(token);
}

/**
 * llama.cpp first cuts out every numeral, then runs GPT-2's pattern on the stretches between. One pattern does both when the lookahead
 * takes a numeral for the end of the stretch. White_Space instead of \s, which in JavaScript alone has U+FEFF and lacks U+0085.
 */
const piecePattern =
  /\p{N}|'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?![^\p{White_Space}\p{N}])|\p{White_Space}+/gu;

/** The pieces of a text, in order; joined they are the text. Merges never cross them. */
export function splitPieces(text: string): string[] {
  return text.match(piecePattern) ?? [];
}

/** The different pieces of the documents, as bytes, each with how often it occurs. */
export function countPieces(documents: readonly string[]): Piece[] {
  const occurrences = new Map<string, number>();
  for (const document of documents) {
    for (const piece of splitPieces(document)) occurrences.set(piece, (occurrences.get(piece) ?? 0) + 1);
  }
  return [...occurrences].map(([piece, count]) => ({ ids: [...utf8.encode(piece)], count }));
}

const utf8 = new TextEncoder();
// A byte order mark is a character like any other here.
const lossyUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/**
 * Learns merges from laid-out documents: the most frequent pair becomes a token, again and again, until the vocabulary is full or the
 * best pair occurs fewer than 3 times. Ties go to the smaller ids.
 * @throws RangeError if `vocabSize` is not an integer in 266..65536
 */
export function trainTokenizer(
  documents: readonly string[],
  vocabSize: number,
): { tokenizer: Tokenizer; trace: MergeStep[] } {
  if (!Number.isInteger(vocabSize) || vocabSize < firstMergeId || vocabSize > maxVocabSize) {
    throw new RangeError(`vocabSize ${vocabSize} is not in ${firstMergeId}..${maxVocabSize}`);
  }
  const tokenBytes = baseTokenBytes();
  const counts = countPairs(countPieces(documents), (left, right) =>
    mayMerge(tokenBytes[left] as Uint8Array, tokenBytes[right] as Uint8Array),
  );
  const trace: MergeStep[] = [];
  for (let id = firstMergeId; id < vocabSize; id++) {
    const best = counts.best();
    if (!best || best.count < minPairCount) break;
    const [left, right] = best.pair;
    tokenBytes.push(joined(tokenBytes[left] as Uint8Array, tokenBytes[right] as Uint8Array));
    counts.merge(left, right, id);
    trace.push({ pair: best.pair, id, count: best.count, tokens: counts.tokens() });
  }
  return { tokenizer: createTokenizer(trace.map((step) => step.pair)), trace };
}

/**
 * @throws SchoolError 'checkpointCorrupt' if a merge makes what another token spells already, uses a special token or one not yet made, or is too long: merges
 * come from files, and unchecked ones could ask for tokens of any length
 */
export function createTokenizer(merges: readonly Merge[]): Tokenizer {
  if (merges.length > maxVocabSize - firstMergeId)
    throw new SchoolError('checkpointCorrupt', { merges: merges.length });
  const tokenBytes = baseTokenBytes();
  const spellings = new Set(tokenBytes.map(spellingOf));
  const idOfPair = new Map<number, number>();
  for (const [index, [left, right]] of merges.entries()) {
    const id = firstMergeId + index;
    const isKnown = (part: number) =>
      Number.isInteger(part) && part >= 0 && part < id && (part < firstSpecialId || part >= firstMergeId);
    if (!isKnown(left) || !isKnown(right)) throw new SchoolError('checkpointCorrupt', { merge: index });
    const bytes = joined(tokenBytes[left] as Uint8Array, tokenBytes[right] as Uint8Array);
    if (bytes.length > maxTokenBytes || spellings.has(spellingOf(bytes))) {
      throw new SchoolError('checkpointCorrupt', { merge: index });
    }
    spellings.add(spellingOf(bytes));
    tokenBytes.push(bytes);
    idOfPair.set(pairKey(left, right), id);
  }
  const cache = new Map<string, number[]>();
  const encodePiece = (piece: string): number[] => {
    const cached = cache.get(piece);
    if (cached) return cached;
    const ids = applyMerges([...utf8.encode(piece)], idOfPair);
    if (piece.length <= maxCachedPieceLength) {
      if (cache.size >= maxCachedPieces) cache.clear();
      cache.set(piece, ids);
    }
    return ids;
  };
  const bytes = (id: number): Uint8Array => {
    const found = tokenBytes[id];
    if (!found) throw new RangeError(`token ${id} is not in a vocabulary of ${tokenBytes.length}`);
    return found;
  };
  return {
    vocabSize: tokenBytes.length,
    merges,
    encode: (text) => {
      const ids: number[] = [];
      for (const piece of splitPieces(text)) for (const id of encodePiece(piece)) ids.push(id);
      return ids;
    },
    decode: (ids) => lossyUtf8.decode(concatenated(ids.map(bytes))),
    bytes,
    label: (id) => (id >= firstSpecialId && id < firstMergeId ? lossyUtf8.decode(bytes(id)) : labelOf(bytes(id))),
  };
}

/**
 * The same text as pages and messages are trained on: a line that starts with a Latin letter or a space gets one more space in front,
 * so that a word has one spelling in tokens wherever it stands.
 */
export function layOut(text: string): string {
  return text.replace(/(^|\n)(?=[A-Za-z ])/g, '$1 ');
}

/** Undoes `layOut`: takes one space from the start of each line that has one. */
export function takeUp(text: string): string {
  return text.replace(/(^|\n) /g, '$1');
}

/**
 * Applies the earliest learned merge that fits, everywhere, until none fits. A merge can only make room for later ones, so each is
 * visited once and a piece of any length costs at most (number of merges) x (length).
 */
function applyMerges(ids: number[], idOfPair: ReadonlyMap<number, number>): number[] {
  let merged = ids;
  while (merged.length > 1) {
    let earliest = Number.POSITIVE_INFINITY;
    let at = 0;
    for (let i = 0; i + 1 < merged.length; i++) {
      const id = idOfPair.get(pairKey(merged[i] as number, merged[i + 1] as number));
      if (id !== undefined && id < earliest) {
        earliest = id;
        at = i;
      }
    }
    if (earliest === Number.POSITIVE_INFINITY) break;
    merged = mergePair(merged, merged[at] as number, merged[at + 1] as number, earliest);
  }
  return merged;
}

function baseTokenBytes(): Uint8Array[] {
  const bytes = Array.from({ length: firstSpecialId }, (_, byte) => Uint8Array.of(byte));
  return [...bytes, ...specialTokens.map((token) => utf8.encode(token))];
}

/** A new token is short, and holds whole characters or lies within a single one: none that is half of one and a bit of the next. */
export function mayMerge(left: Uint8Array, right: Uint8Array): boolean {
  return isShortEnough(left, right) && (isWhole(joined(left, right)) || isWithinOneCharacter(joined(left, right)));
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** At most the first byte starts a character; the others continue it. */
function isWithinOneCharacter(bytes: Uint8Array): boolean {
  return bytes.every((byte, i) => (byte & 0xc0) === 0x80 || (i === 0 && byte >= 0xc0));
}

function isShortEnough(left: Uint8Array, right: Uint8Array): boolean {
  const isWide = left.some((byte) => byte >= wideByte) || right.some((byte) => byte >= wideByte);
  return left.length + right.length <= (isWide ? maxWideTokenBytes : maxTokenBytes);
}

/** Bytes as a string, one character a byte, to be looked up by. */
const spellingOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const joined = (left: Uint8Array, right: Uint8Array): Uint8Array => concatenated([left, right]);

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** A visible name for bytes; see `Tokenizer.label`. */
export function labelOf(bytes: Uint8Array): string {
  const hex = `<${Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')}>`;
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return hex;
  }
  const shown = text.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');
  return /[\p{C}\p{Z}]/u.test(shown) ? hex : shown;
}
