import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleanPages } from '../../src/llm/cleaning.ts';
import { cleanReading, noteOf, readDocuments, readingMark, repeatedPages } from '../../src/llm/reading.ts';
import type { CorpusFiles, RawPage, World } from '../../src/llm/world.ts';

const story = (name: string): string =>
  `Once upon a time a fox called ${name} lived near the old mill. One day ${name} found a small door in the wall, and ` +
  `behind the door there was a garden full of apples. ${name} ate one and slept until the evening came.`;
const page = (text: string, i: number): RawPage => ({
  url: `https://stories.example/${i}`,
  html: `<html><body><p>${text}</p></body></html>`,
});
const pages = [story('Ruben'), ...Array<string>(3).fill(story('Ruben')), story('Tessa'), story('Tessa')].map(page);
const files = {
  world: { language: 'en' } as World,
  pages,
  conversations: [],
  exercises: [],
} as CorpusFiles;

describe('the documents read', () => {
  it('are those that the filters leave, less the filters switched off', () => {
    expect(readDocuments(files, cleanReading)).toEqual(cleanPages(pages, 'en'));
    expect(readDocuments(files, cleanReading).documents).toHaveLength(2);
    expect(readDocuments(files, { switchedOff: ['duplicate'] }).documents).toHaveLength(6);
  });

  it('are the reader’s own, as they are, where there are some', () => {
    const { documents, verdicts, counts } = readDocuments(files, {
      switchedOff: [],
      ownDocuments: ['<b>x</b>', ' ', '狐狸'],
    });
    expect(documents.map(({ text }) => text)).toEqual(['<b>x</b>', '狐狸']);
    expect(verdicts.every(({ kept }) => kept)).toBe(true);
    expect(counts.every(({ pages: left, bytes }) => left === 2 && bytes === 14)).toBe(true);
  });
});

describe('the mark of a reading', () => {
  it('is empty for the clean crawl only, and tells readings apart', () => {
    expect(readingMark(cleanReading)).toBe('');
    expect(readingMark({ switchedOff: ['duplicate', 'url'] })).toBe('/no url/no duplicate');
    expect(readingMark({ switchedOff: [], ownDocuments: ['a'] })).not.toBe(
      readingMark({ switchedOff: [], ownDocuments: ['b'] }),
    );
    expect(noteOf({ switchedOff: ['privacy', 'url'], ownDocuments: ['secret'] })).toEqual({
      switchedOff: ['url', 'privacy'],
      isOwn: true,
    });
  });
});

describe('the most repeated documents', () => {
  it('are those with enough copies, the most repeated first', () => {
    expect(repeatedPages(files, 1)).toEqual([
      { text: story('Ruben'), copies: 3 },
      { text: story('Tessa'), copies: 1 },
    ]);
    expect(repeatedPages(files, 2)).toEqual([{ text: story('Ruben'), copies: 3 }]);
  });

  let course: CorpusFiles;
  beforeAll(() => {
    const folder = new URL('../../corpus/en/quick/', import.meta.url);
    const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
    course = {
      ...files,
      world: JSON.parse(read('world.json')),
      pages: read('pages.jsonl')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    };
  });

  it('stand in the corpus on purpose, and only with the duplicates left in', () => {
    const repeated = repeatedPages(course, 8).map(({ text }) => text);
    expect(repeated.length).toBeGreaterThanOrEqual(3);
    const timesIn = (text: string, switchedOff: 'duplicate'[]): number =>
      readDocuments(course, { switchedOff }).documents.filter((document) => document.text === text).length;
    expect(timesIn(repeated[0] as string, [])).toBe(1);
    expect(timesIn(repeated[0] as string, ['duplicate'])).toBeGreaterThanOrEqual(9);
  });
});
