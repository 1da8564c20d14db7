/**
 * The reader's own text as documents to read: a .txt file, a .jsonl file with a text on every line, or what was pasted. It comes from anywhere,
 * in any encoding, so its size is bounded before anything is made of it, and what it cannot be read as is said.
 *
 * In a plain text a document ends at an empty line; one that goes on and on is cut where a sentence or a word ends.
 */
import { SchoolError } from './errors.ts';
import { parseJson } from './json.ts';

/** Larger files are refused unread. */
export const maxOwnBytes = 20_000_000;
/** What is read of them: about four times the course's corpus, which a browser still tokenizes in some seconds. */
export const maxOwnCharacters = 2_000_000;
/** How far into a file is looked for them: whatever lies there, it is gone through in a moment. */
const maxReadBytes = 4 * maxOwnCharacters;
export const maxOwnDocuments = 100_000;
/** A file with more lines without a text is no file of texts. */
const maxSkippedLines = 10_000;
const maxDocumentCharacters = 2000;
/** Where a long document is cut, if a sentence ends in its last quarter. */
const earliestCut = 0.75 * maxDocumentCharacters;
/** Characters that no text has; a file with more of them than one in twenty is something else. */
const controls = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFD]/gu;
const maxControlShare = 0.05;

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

export interface OwnText {
  documents: string[];
  characters: number;
  encoding: Encoding;
  /** Only the first so many characters were read. */
  isCut: boolean;
  /** Lines of a .jsonl file that hold no text. */
  skippedLines: number;
}

/**
 * @param name of the file: `.jsonl` says that every line is JSON, a string or an object with a string `text`
 * @throws SchoolError 'fileTooLarge'; 'ownTextBinary' for what is no text; 'ownTextEmpty' when no document is left
 */
export function readOwnFile(name: string, bytes: Uint8Array): OwnText {
  if (bytes.length > maxOwnBytes) throw new SchoolError('fileTooLarge', { bytes: bytes.length, maxBytes: maxOwnBytes });
  const isWhole = bytes.length <= maxReadBytes;
  const { text, encoding } = decode(bytes.subarray(0, maxReadBytes), isWhole);
  if (count(text, isControl) > maxControlShare * text.length) throw new SchoolError('ownTextBinary');
  const found: Found = { documents: [], characters: 0, isCut: !isWhole, skippedLines: 0 };
  gather(/\.jsonl$/i.test(name) ? textsOfLines(text, found) : [text], found);
  if (found.documents.length === 0) throw new SchoolError('ownTextEmpty');
  return { ...found, encoding };
}

type Found = Omit<OwnText, 'encoding'>;

/**
 * By its byte order mark; else UTF-8 if it is that; else the encoding of old Chinese files if it makes sense as Chinese; else Latin.
 * @param isWhole otherwise the last character may be torn
 */
function decode(bytes: Uint8Array, isWhole: boolean): { text: string; encoding: Encoding } {
  const as = (encoding: Encoding, fatal: boolean): string =>
    new TextDecoder(encoding, { fatal }).decode(bytes, { stream: !isWhole });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: as('utf-16le', false), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: as('utf-16be', false), encoding: 'utf-16be' };
  try {
    return { text: as('utf-8', true), encoding: 'utf-8' };
  } catch {
    const text = as('gb18030', false);
    return count(text, isHan) > 4 * count(text, isMisread)
      ? { text, encoding: 'gb18030' }
      : { text: as('windows-1252', false), encoding: 'windows-1252' };
  }
}

/** How many of a text's UTF-16 units are such. (A list of all matches of a pattern would be longer than the text.) */
function count(text: string, isSuch: (unit: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (isSuch(text.charCodeAt(i))) found++;
  return found;
}

const isHan = (unit: number): boolean => unit >= 0x3400 && unit <= 0x9fff;
/** What comes of Latin letters, or of noise, that is read as Chinese. */
const isMisread = (unit: number): boolean => unit === 0xfffd || (unit >= 0x80 && unit <= 0xff);
/** As `controls`, but for surrogates: what is torn from its pair becomes U+FFFD in decoding. */
const isControl = (unit: number): boolean =>
  unit === 0xfffd || (unit < 0x20 && unit !== 9 && unit !== 10 && unit !== 13) || (unit >= 0x7f && unit <= 0x9f);

/** The texts of a file of JSON lines; notes the lines that hold none, and ends early when there are too many of them. */
function* textsOfLines(text: string, found: Found): Generator<string> {
  for (const line of lines(text)) {
    if (line.trim() === '') continue;
    const own = textOfLine(line);
    if (own !== undefined) yield own;
    else if (found.skippedLines < maxSkippedLines) found.skippedLines++;
    else {
      found.isCut = true;
      return;
    }
  }
}

function textOfLine(line: string): string | undefined {
  try {
    const value: unknown = parseJson(line);
    const text = typeof value === 'string' ? value : (value as { text?: unknown }).text;
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One by one, so that a file of a million lines does not become a list of a million strings first. Empty lines in a row are one: a file may
 * have millions of them.
 */
function* lines(text: string): Generator<string> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? text.length : end);
    if (end < 0) return;
    start = end + 1;
    while (text[start] === '\n' && text[start + 1] === '\n') start++;
  }
}

/** Makes documents of the texts, as many as are taken. */
function gather(texts: Iterable<string>, found: Found): void {
  for (const text of texts) {
    for (const document of documentsIn(text)) {
      const characters = found.characters + document.length;
      if (characters > maxOwnCharacters || found.documents.length === maxOwnDocuments) {
        found.isCut = true;
        return;
      }
      found.documents.push(document);
      found.characters = characters;
    }
  }
}

function* documentsIn(text: string): Generator<string> {
  let open = '';
  for (const raw of lines(text)) {
    const line = raw.trim() === '' ? '' : raw.replace(controls, '').trimEnd();
    if (line === '') {
      yield* pieces(open);
      open = '';
    } else {
      open += open === '' ? line : `\n${line}`;
      if (open.length > 2 * maxDocumentCharacters) {
        yield* pieces(open);
        open = '';
      }
    }
  }
  yield* pieces(open);
}

/** A document of the right length, or one cut into such. */
function* pieces(document: string): Generator<string> {
  let start = 0;
  while (document.length - start > maxDocumentCharacters) {
    const end = start + cutIn(document.slice(start, start + maxDocumentCharacters));
    const piece = document.slice(start, end).trim();
    if (piece !== '') yield piece;
    start = end;
  }
  const rest = document.slice(start).trim();
  if (rest !== '') yield rest;
}

/** Where to cut: after a sentence, else before a word, else between two characters. */
function cutIn(stretch: string): number {
  for (let end = stretch.length; end > earliestCut; end--) {
    if (/[.!?。！？\n]/.test(stretch[end - 1] as string)) return end;
  }
  const space = stretch.lastIndexOf(' ');
  if (space > earliestCut) return space;
  const isTorn = /[\uD800-\uDBFF]/.test(stretch.at(-1) as string);
  return isTorn ? stretch.length - 1 : stretch.length;
}
