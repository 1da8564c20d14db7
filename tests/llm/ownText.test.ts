import { describe, expect, it } from 'vitest';
import { SchoolError } from '../../src/llm/errors.ts';
import { maxOwnBytes, maxOwnCharacters, maxOwnDocuments, readOwnFile } from '../../src/llm/ownText.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof SchoolError) return error.code;
    throw error;
  }
  return 'none';
};
const utf16 = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  for (const [i, unit] of [...`\uFEFF${text}`].entries()) view.setUint16(2 * i, unit.charCodeAt(0), isLittle);
  return bytes;
};

/** The largest file that is taken, of one thing over and over, with another at its beginning. */
function filled(unit: string | number[], beginning = ''): Uint8Array {
  const bytes = new Uint8Array(maxOwnBytes);
  bytes.set(typeof unit === 'string' ? utf8(beginning + unit) : unit);
  const start = utf8(beginning).length;
  for (
    let length = typeof unit === 'string' ? utf8(unit).length : unit.length;
    start + length < bytes.length;
    length *= 2
  ) {
    bytes.copyWithin(start + length, start, start + length);
  }
  return bytes;
}

describe('own text', () => {
  it('is documents with empty lines between', () => {
    expect(readOwnFile('a.txt', utf8('The fox.\r\nIt sleeps.\r\n\r\n\n  The owl. \n'))).toEqual({
      ...{ documents: ['The fox.\nIt sleeps.', 'The owl.'], characters: 27, encoding: 'utf-8' },
      ...{ isCut: false, skippedLines: 0 },
    });
  });

  it.each([
    ['utf-8', utf8('狐狸住在森林里。')],
    ['utf-8', utf8('\uFEFF狐狸住在森林里。')],
    ['utf-16le', utf16('狐狸住在森林里。', true)],
    ['utf-16be', utf16('狐狸住在森林里。', false)],
    // The same sentence as a Chinese Windows would write it.
    [
      'gb18030',
      Uint8Array.of(0xba, 0xfc, 0xc0, 0xea, 0xd7, 0xa1, 0xd4, 0xda, 0xc9, 0xad, 0xc1, 0xd6, 0xc0, 0xef, 0xa1, 0xa3),
    ],
  ])('is read in %s', (encoding, bytes) => {
    expect(readOwnFile('fox.txt', bytes)).toMatchObject({ documents: ['狐狸住在森林里。'], encoding });
  });

  it('is read in Latin letters when nothing else fits', () => {
    const bytes = Uint8Array.of(...utf8('Caf'), 0xe9, ...utf8(' cr'), 0xe8, ...utf8('me'));
    expect(readOwnFile('menu.txt', bytes)).toMatchObject({ documents: ['Café crème'], encoding: 'windows-1252' });
  });

  it('may be JSON lines; those without a text are counted', () => {
    const lines = ['{"text":"One.","id":1}', '"Two."', '{"text":5}', '[1]', 'null', '{broken', '', '{"text":"Three."}'];
    expect(readOwnFile('web.JSONL', utf8(lines.join('\n')))).toMatchObject({
      ...{ documents: ['One.', 'Two.', 'Three.'], skippedLines: 4 },
    });
  });

  it('loses control characters, and is refused when it is made of them', () => {
    const sentence = 'The fox sleeps under the old bridge, as ever.';
    expect(readOwnFile('a.txt', utf8(`${sentence}\u0000${sentence}`)).documents).toEqual([sentence + sentence]);
    expect(codeOf(() => readOwnFile('a.txt', new Uint8Array(100)))).toBe('ownTextBinary');
    expect(codeOf(() => readOwnFile('a.txt', utf8(' \n\n')))).toBe('ownTextEmpty');
    expect(codeOf(() => readOwnFile('a.jsonl', utf8('{"a":1}')))).toBe('ownTextEmpty');
  });

  it('is cut into documents at the ends of sentences, of words, or between characters, and loses nothing', () => {
    const sentences = 'The grey fox sleeps under the old bridge. '.repeat(300);
    for (const text of [
      sentences,
      'word '.repeat(3000),
      'x'.repeat(9000),
      '🦊'.repeat(3001),
      '狐狸睡了。'.repeat(2000),
    ]) {
      const { documents } = readOwnFile('a.txt', utf8(text));
      expect(Math.max(...documents.map(({ length }) => length))).toBeLessThanOrEqual(2000);
      expect(documents.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
    expect(readOwnFile('a.txt', utf8(sentences)).documents.every((document) => document.endsWith('.'))).toBe(true);
    expect(readOwnFile('a.txt', utf8('🦊'.repeat(3001))).documents.some((document) => /\p{Cs}/u.test(document))).toBe(
      false,
    );
  });

  it('is bounded: what is too large is refused, what is too long is cut', () => {
    expect(codeOf(() => readOwnFile('a.txt', new Uint8Array(maxOwnBytes + 1)))).toBe('fileTooLarge');
    expect(readOwnFile('a.txt', filled('x'))).toMatchObject({ isCut: true, characters: maxOwnCharacters });
    // A character of three bytes may be torn where the reading ends.
    expect(readOwnFile('a.txt', filled('狐'))).toMatchObject({ isCut: true, encoding: 'utf-8' });
    expect(readOwnFile('a.txt', filled('a\n\n')).documents).toHaveLength(maxOwnDocuments);
    const few = readOwnFile('a.jsonl', filled('{\n', `"The fox."\n`));
    expect(few).toMatchObject({ documents: ['The fox.'], isCut: true });
    expect(few.skippedLines).toBeLessThan(20_000);
  });

  // As many bytes as are taken at all, of what readers of files stumble over.
  it.each<[name: string, unit: string | number[]]>([
    ...['\u0000', '\n', '\r\n', ' \n', ' ', 'a\n', `${'a'.repeat(30)}\u0000`, '狐'].map((unit): [string, string] => [
      'a.txt',
      unit,
    ]),
    ...[[0xff], [0xe9], [0x80, 0x61], [0xba, 0xfc], [0x00, 0xd8]].map((unit): [string, number[]] => ['a.txt', unit]),
    ...['\n', '""\n', '"a"\n', '{\n', '[', '[[1],', '{"a":[', '"\\'].map((unit): [string, string] => ['a.jsonl', unit]),
  ])('%s of twenty megabytes of %j is read or refused in no time', (name, unit) => {
    const bytes = filled(unit);
    const startMs = performance.now();
    expect(codeOf(() => readOwnFile(name, bytes))).toMatch(/^(none|ownTextBinary|ownTextEmpty)$/);
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});
