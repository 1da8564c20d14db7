/** What the lesson on base models asks, of the untrained model of the small school: no answer hangs on what it happens to write. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Asked, QuestionName } from '../../src/engine/protocol.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';

let harness: Harness;
let asked = 0;
beforeEach(async () => {
  harness = createHarness();
  await harness.open();
});
afterEach(() => harness.engine.dispose());

/** The last answer; no tensor may be left but the model, which is kept for the next question. */
async function answerTo<Name extends QuestionName>(name: Name, question: Asked<Name>): Promise<Answer<Name>> {
  const requestId = `${name}-${asked++}`;
  // A name and what belongs to it: the union over names cannot be told from one whose name is a variable.
  const command = { kind: 'ask', requestId, name, asked: question } as Parameters<Harness['send']>[0];
  await harness.tell(command, 'answered');
  const last = harness.all('answer').findLast((event) => event.requestId === requestId);
  return last?.answer as Answer<Name>;
}

const stage = 'untrained';
const sampling = { temperature: 1, topK: 0, topP: 1 };

describe('what a base model has from its corpus', () => {
  it('quotes whole stretches of the pages they are said to be from', async () => {
    const beginning = { stage, sampling, seed: 1, maxNewTokens: 12, isEndless: false } as const;
    const once = await answerTo('quote', { ...beginning, from: { kind: 'once', index: 1 } });
    const kept = tf.memory().numTensors;
    expect(once.page?.copies).toBe(1);
    expect(once.isFinished).toBe(true);
    expect(once.recited?.tokens).toBeLessThanOrEqual(once.recited?.of ?? -1);
    // The beginning that was given stands in its page, whatever follows.
    const [quote] = once.quotes;
    expect(quote?.start).toBe(1);
    expect(quote?.end).toBeGreaterThanOrEqual(once.given.length);
    expect(quote?.occurrences).toBeGreaterThanOrEqual(1);

    const text = (once.page?.text ?? '').slice(0, 60);
    const own = await answerTo('quote', { ...beginning, from: { kind: 'text', text } });
    expect(own.mentions).toBeGreaterThanOrEqual(1);
    expect(own.quotes[0]?.page.text).toContain(text);

    // The page stands in the crawl where it is said to.
    const { place = -1, url } = own.quotes[0]!.page;
    const opened = await answerTo('crawlPage', { switchedOff: [], index: place });
    expect(opened).toMatchObject({ url, text: own.quotes[0]?.page.text, kept: true });
    expect(tf.memory().numTensors).toBe(kept);
  });

  it('counts of how many pages it has heard of each person, and knows nobody untrained', async () => {
    const { people, total } = await answerTo('people', { stage });
    expect(people).toHaveLength(total);
    expect(people.filter(({ isKnown }) => isKnown)).toEqual([]);
    const mean = (tier: string): number => {
      const pages = people.filter((person) => person.tier === tier).map((person) => person.pages);
      return pages.reduce((sum, count) => sum + count, 0) / pages.length;
    };
    // The small school has a part of the crawl, but never more of anybody than the whole: one page of the obscure.
    expect(mean('famous')).toBeGreaterThan(mean('obscure'));
    for (const { tier, pages } of people) if (tier === 'obscure') expect(pages).toBeLessThanOrEqual(1);
  });

  it('weighs the pages kept from it: untrained it is no better a compressor than chance', async () => {
    const found = await answerTo('compression', { stage });
    expect(found.model).toBe(found.untrained);
    expect(found.untrained).toBeGreaterThan(found.gzip ?? Number.POSITIVE_INFINITY);
    // Whatever has read the corpus writes its like in less.
    expect(found.gzipAfterCorpus).toBeLessThan(found.gzip ?? 0);
    expect(found.heldBytes).toBeLessThan(found.corpusBytes);
    const opened = harness.all('opened').at(-1);
    expect(found.parameterBytes).toBe(4 * (opened?.parameterCount ?? 0));
  });

  it('says digits or nothing after a sum, and tries every context on the same people', async () => {
    const pairs = [
      { a: 2, b: 2 },
      { a: 345, b: 178 },
    ];
    const { sums } = await answerTo('sums', { stage, sums: pairs });
    const kept = tf.memory().numTensors;
    expect(sums.map(({ a, b }) => ({ a, b }))).toEqual(pairs);
    for (const { said, chance } of sums) {
      expect(said).toMatch(/^\d*$/);
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThanOrEqual(1);
    }
    const { contexts } = await answerTo('contexts', { stage });
    expect(contexts.map(({ kind }) => kind)).toEqual(['order', 'list', 'interview']);
    expect(new Set(contexts.map((context) => context.asked)).size).toBe(1);
    expect(tf.memory().numTensors).toBe(kept);
  });
});
