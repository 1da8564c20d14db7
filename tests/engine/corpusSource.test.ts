import { describe, expect, it } from 'vitest';
import { nodeEnvironment } from '../../scripts/nodeAssets.ts';
import { loadCorpus } from '../../src/engine/corpusSource.ts';
import type { FetchBytes } from '../../src/engine/environment.ts';
import { microCorpus } from '../fixtures/microCorpus.ts';

const corpus = microCorpus();
const from =
  (files: Record<string, Uint8Array | undefined>): FetchBytes =>
  async (path) =>
    files[path.replace('corpus/en/quick/', '')];
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the corpus', () => {
  it.each(['en', 'zh'] as const)('of %s is read from the project', async (language) => {
    const { files } = await loadCorpus(nodeEnvironment().fetchBytes, language, 'quick');
    expect(files.world.language).toBe(language);
    expect(files.pages.length).toBeGreaterThan(500);
    expect(files.conversations.length).toBeGreaterThan(500);
  });

  it('has a fingerprint of its own', async () => {
    const { fingerprint } = await loadCorpus(from(corpus), 'en', 'quick');
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
    const longer = { ...corpus, 'pages.jsonl': bytesOf(`${new TextDecoder().decode(corpus['pages.jsonl'])}\n`) };
    expect((await loadCorpus(from(longer), 'en', 'quick')).fingerprint).not.toBe(fingerprint);
  });

  it.each([
    ['world.json', '{}', { code: 'corpusCorrupt', details: { file: 'world.json', line: 1 } }],
    [
      'pages.jsonl',
      '{"url":"a","html":"b"}\n{"url":1}',
      { code: 'corpusCorrupt', details: { file: 'pages.jsonl', line: 2 } },
    ],
    ['exercises.jsonl', 'x', { code: 'corpusCorrupt' }],
    ['pages.jsonl', '', { code: 'corpusTooSmall' }],
    ['conversations.jsonl', undefined, { code: 'corpusMissing', details: { file: 'conversations.jsonl' } }],
  ])('is refused with %s = %s', async (name, content, error) => {
    const files = { ...corpus, [name]: content === undefined ? undefined : bytesOf(content) };
    await expect(loadCorpus(from(files), 'en', 'quick')).rejects.toMatchObject(error);
  });
});
