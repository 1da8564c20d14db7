/** The questions of lessons 1.1 and 1.2, put to a small school. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Asked, EngineCommand, QuestionName } from '../../src/engine/protocol.ts';
import { filterNames } from '../../src/llm/cleaning.ts';
import { maxOwnCharacters } from '../../src/llm/ownText.ts';
import { createTokenizer, firstMergeId } from '../../src/llm/tokenizer.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';
import { microCorpus, microEnvironment } from '../fixtures/microCorpus.ts';

let harness: Harness;
beforeAll(async () => {
  harness = createHarness();
  await harness.open();
});
afterAll(() => harness.engine.dispose());

let requests = 0;
async function answerTo<Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> {
  const requestId = `${name} ${++requests}`;
  await harness.tell({ kind: 'ask', requestId, name, asked } as EngineCommand, 'answered');
  return harness.all('answer').findLast((event) => event.requestId === requestId)?.answer as Answer<Name>;
}
const opened = () => harness.all('opened').at(-1)!;

describe('the crawl', () => {
  it('with every filter on is what the school reads; a filter switched off loses nothing to it', async () => {
    const clean = await answerTo('crawl', { switchedOff: [] });
    expect(clean.counts).toEqual(opened().cleaning);
    expect(clean.pages).toBe(120);
    const last = (counts: typeof clean.counts): number => counts.at(-1)!.pages;
    for (const filter of filterNames) {
      const without = await answerTo('crawl', { switchedOff: [filter] });
      expect(without.reasons.some((count) => count.filter === filter)).toBe(false);
      if (filter === 'duplicate') expect(last(without.counts)).toBeGreaterThan(last(clean.counts));
    }
  });

  it('is the crawl also for a school that reads something else', async () => {
    const own = createHarness();
    const idle = own.untilIdle();
    const reading = { switchedOff: [], ownDocuments: ['The fox and the owl. '.repeat(40)] };
    own.send({ kind: 'open', language: 'en', preset: 'quick', seed: 1, reading, backend: 'wasm' });
    await idle;
    await own.tell({ kind: 'ask', requestId: 'own', name: 'crawl', asked: { switchedOff: [] } }, 'answered');
    expect(own.all('answer').at(-1)?.answer).toMatchObject({ pages: 120 });
    await own.engine.dispose();
  });

  it('opens the pages that it lists', async () => {
    const all = { switchedOff: [], fate: 'duplicate', query: '', from: 0, count: 5 } as const;
    const { total, lines } = await answerTo('crawlPages', all);
    expect(lines.length).toBeGreaterThan(0);
    expect(total).toBeGreaterThanOrEqual(lines.length);
    for (const { index, url, reason } of lines) {
      const page = await answerTo('crawlPage', { switchedOff: [], index });
      expect(page).toMatchObject({ index, url, kept: false, reason });
      expect(page.original!.resemblance).toBeGreaterThanOrEqual(0.9);
      const original = await answerTo('crawlPage', { switchedOff: [], index: page.original!.index });
      expect(original.copies).toContain(index);
    }
  });

  it('says so when there is no such page', async () => {
    const asked = { switchedOff: [], index: 100_000 };
    await harness.tell({ kind: 'ask', requestId: 'none', name: 'crawlPage', asked }, 'refused');
  });
});

describe('the merges', () => {
  it('are those of the school, each the most frequent pair of its moment', async () => {
    const { moments, stretch } = await answerTo('merges', {});
    const { merges } = opened();
    expect(moments.map(({ pairs }) => pairs[0]?.pair).slice(0, -1)).toEqual(merges);
    for (const [i, { tokens, pairs }] of moments.slice(0, -1).entries()) {
      const [merged, ...others] = pairs;
      for (const { count } of others) expect(merged!.count).toBeGreaterThanOrEqual(count);
      // Overlapping occurrences ("aaa") are fewer merges than pairs.
      const shorter = tokens - moments[i + 1]!.tokens;
      expect(shorter).toBeGreaterThan(0);
      expect(shorter).toBeLessThanOrEqual(merged!.count);
    }
    expect(stretch).toMatch(/\d\+\d/);
  });
});

describe('a text under a GPT tokenizer', () => {
  const bytesOf = (tokens: { bytes: number[] }[]): number[] => tokens.flatMap(({ bytes }) => bytes);

  it.each(['r50k_base', 'o200k_base'] as const)('%s: nothing is lost, whatever the text', async (encoding) => {
    const text = 'The fox: 347+285=632. 你好，今天 🦊 <|endoftext|> \u{1f469}\u200d\u{1f467}';
    const { tokens, vocabSize } = await answerTo('gptTokens', { encoding, text });
    expect(bytesOf(tokens)).toEqual([...new TextEncoder().encode(text)]);
    expect(Math.max(...tokens.map(({ tokenId }) => tokenId))).toBeLessThan(vocabSize);
    expect(tokens.length).toBeLessThan(text.length);
  });

  it('is the tokenizer that its makers describe', async () => {
    const gpt2 = await answerTo('gptTokens', { encoding: 'r50k_base', text: 'hello world' });
    expect(gpt2.tokens.map(({ tokenId }) => tokenId)).toEqual([31373, 995]);
    expect(gpt2.vocabSize).toBe(50257);
    const { tokens } = await answerTo('gptTokens', { encoding: 'o200k_base', text: '你好' });
    expect(tokens).toHaveLength(1);
  });

  it('is not asked about a book', async () => {
    const asked = { encoding: 'r50k_base', text: 'x'.repeat(4001) } as const;
    const refused = await harness.tell({ kind: 'ask', requestId: 'book', name: 'gptTokens', asked }, 'refused');
    expect(refused.code).toBe('textTooLong');
  });
});

describe('reciting', () => {
  it('is asked of the pages that the crawl repeats, and frees every tensor but those of the model', async () => {
    const [first] = (await answerTo('crawlPages', { switchedOff: [], fate: 'kept', query: '', from: 0, count: 1 }))
      .lines;
    const { html, url } = await answerTo('crawlPage', { switchedOff: [], index: first!.index });
    const copies = Array.from({ length: 9 }, (_, i) => JSON.stringify({ url: `${url}${i}`, html }));
    const pages = new TextDecoder().decode(microCorpus()['pages.jsonl']);
    const files = { 'corpus/en/quick/pages.jsonl': new TextEncoder().encode([pages, ...copies].join('\n')) };
    const repeating = createHarness(microEnvironment(files));
    await repeating.open();
    const ask = (requestId: string): EngineCommand => ({
      kind: 'ask',
      requestId,
      name: 'recital',
      asked: { stage: 'untrained' },
    });
    await repeating.tell(ask('a'), 'answered');
    const kept = tf.memory().numTensors;
    await repeating.tell(ask('b'), 'answered');
    expect(tf.memory().numTensors).toBe(kept);
    const recited = repeating.all('answer').map(({ answer }) => answer as Answer<'recital'>);
    expect(recited[0]).toEqual(recited[1]);
    expect(recited[0]?.pages).toHaveLength(1);
    expect(recited[0]?.pages[0]).toMatchObject({ copies: 9 });
    expect(recited[0]?.pages[0]?.share).toBeLessThan(0.5);
    await repeating.engine.dispose();
  });
});

describe('the merges so far', () => {
  it('leave the stretch as it is', async () => {
    const { stretch } = await answerTo('merges', {});
    const { merges } = opened();
    for (const count of [0, 1, merges.length]) {
      const tokenizer = createTokenizer(merges.slice(0, count));
      expect(tokenizer.decode(tokenizer.encode(stretch))).toBe(stretch);
      expect(tokenizer.vocabSize).toBe(firstMergeId + count);
    }
  });
});

describe('own text', () => {
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

  it('is all the files together, and what was left out is told', async () => {
    const files = [file('a.txt', 'One.\n\nTwo.'), file('b.jsonl', '"Three."\n{"no":1}\n{"text":"Four."}')];
    const { documents, characters, ...rest } = await answerTo('ownText', { files });
    expect(documents).toEqual(['One.', 'Two.', 'Three.', 'Four.']);
    expect(characters).toBe(documents.join('').length);
    expect(rest).toEqual({ isCut: false, skippedLines: 1 });
  });

  it('of several files is no longer than one may be', async () => {
    const long = `${'a fox. '.repeat(200)}\n\n`.repeat(Math.ceil((0.7 * maxOwnCharacters) / 1400));
    const own = await answerTo('ownText', { files: [file('a.txt', long), file('b.txt', long)] });
    expect(own.isCut).toBe(true);
    expect(own.characters).toBeLessThanOrEqual(maxOwnCharacters);
    expect(own.characters).toBeGreaterThan(0.99 * maxOwnCharacters);
  });

  it('that is no text is refused', async () => {
    const asked = { files: [{ name: 'a.txt', bytes: new Uint8Array(100) }] };
    await harness.tell({ kind: 'ask', requestId: 'binary', name: 'ownText', asked }, 'refused');
    expect(harness.all('refused').at(-1)).toMatchObject({ code: 'ownTextBinary' });
  });
});
