/**
 * The reader's own text as documents to read: a .txt file, a .jsonl file with a text on every line, or what was pasted. It comes from anywhere,
 * in any encoding, so its size is bounded before anything is made of it, and what it cannot be read as is said.
 *
 * In a plain text a document ends at an empty line; one that goes on and on is cut where a sentence or a word ends.
 */
import { SchoolError } from './errors.ts';

/** Larger files are refused unread. */
export const maxOwnBytes = 20_000_000;
/** What is read of them: about four times the course's corpus, which a browser still tokenizes in some seconds. */
export const maxOwnCharacters = 2_000_000;
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
  const { text, encoding } = decode(bytes);
  const unprintable = text.match(controls)?.length ?? 0;
  if (unprintable > maxControlShare * text.length) throw new SchoolError('ownTextBinary');
  const isLines = /\.jsonl$/i.test(name);
  const { texts, skippedLines } = isLines ? textsOfLines(text) : { texts: [text], skippedLines: 0 };
  return { ...documentsOf(texts), encoding, skippedLines };
}

/** By its byte order mark; else UTF-8 if it is that; else the encoding of old Chinese files if it makes sense as Chinese; else Latin. */
function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const as = (encoding: Encoding, fatal: boolean): string => new TextDecoder(encoding, { fatal }).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: as('utf-16le', false), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: as('utf-16be', false), encoding: 'utf-16be' };
  try {
    return { text: as('utf-8', true), encoding: 'utf-8' };
  } catch {
    const text = as('gb18030', false);
    const [han = [], wrong = []] = [text.match(/\p{Script=Han}/gu), text.match(/\uFFFD|[\u0080-\u00FF]/g)].map(
      (found) => found ?? [],
    );
    return han.length > 4 * wrong.length
      ? { text, encoding: 'gb18030' }
      : { text: as('windows-1252', false), encoding: 'windows-1252' };
  }
}

function textsOfLines(text: string): { texts: string[]; skippedLines: number } {
  const texts: string[] = [];
  let skippedLines = 0;
  for (const line of lines(text)) {
    if (line.trim() === '') continue;
    const found = textOfLine(line);
    if (found === undefined) skippedLines++;
    else texts.push(found);
  }
  return { texts, skippedLines };
}

function textOfLine(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'string') return value;
    const { text } = value as { text?: unknown };
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** One by one, so that a file of a million lines does not become a list of a million strings first. */
function* lines(text: string): Generator<string> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? text.length : end);
    start = end < 0 ? text.length + 1 : end + 1;
  }
}

function documentsOf(texts: readonly string[]): Pick<OwnText, 'documents' | 'characters' | 'isCut'> {
  const documents: string[] = [];
  let characters = 0;
  for (const text of texts) {
    for (const document of documentsIn(text)) {
      if (characters + document.length > maxOwnCharacters) return { documents, characters, isCut: true };
      documents.push(document);
      characters += document.length;
    }
  }
  if (documents.length === 0) throw new SchoolError('ownTextEmpty');
  return { documents, characters, isCut: false };
}

function* documentsIn(text: string): Generator<string> {
  let open = '';
  for (const raw of lines(text)) {
    const line = raw.replace(controls, '').replace(/\s+$/, '');
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
