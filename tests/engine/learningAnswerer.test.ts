/** One guess and one step on it, as lesson 1.4 asks for it: of the model before, while and after it reads. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Asked } from '../../src/engine/protocol.ts';
import { logprobOf } from '../../src/llm/sampler.ts';
import { rateFactors } from '../../src/llm/schedule.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';

let harness: Harness;
let asked = 0;
beforeEach(async () => {
  harness = createHarness();
  await harness.open();
});
afterEach(() => harness.engine.dispose());

async function answerTo(change: Partial<Asked<'example'>> = {}): Promise<Answer<'example'>> {
  const requestId = `example-${asked++}`;
  const question = { stage: 'untrained', seed: 1, isLearned: true, rateFactor: 1, ...change } as const;
  await harness.tell({ kind: 'ask', requestId, name: 'example', asked: question }, 'answered');
  const last = harness.all('answer').findLast((event) => event.requestId === requestId);
  return last?.answer as Answer<'example'>;
}

/** What the step did to the right token, as log-probabilities. */
function rise({ example }: Answer<'example'>): { before: number; after: number } {
  const { tokenId } = example!.target;
  return { before: logprobOf(example!.before, tokenId), after: logprobOf(example!.after!, tokenId) };
}

/** The weights of the model in training, or of the newest checkpoint. */
async function weights(): Promise<Uint8Array> {
  const requestId = `save-${asked++}`;
  const { bytes } = await harness.tell({ kind: 'save', requestId, stage: 'live' }, 'saved');
  return bytes;
}

const untilPausedAt = (step: number) =>
  harness.next('status', ({ status }) => status.kind === 'paused' && status.step === step);

describe('one step on one guess', () => {
  it.each([1, 2, 3, 4, 5, 6])('makes the right token more probable (seed %i)', async (seed) => {
    const answer = await answerTo({ seed });
    const { before, after } = rise(answer);
    expect(after).toBeGreaterThan(before);
    expect(answer.step).toBe(0);
    // The context leads up to the target on one page.
    expect(answer.example!.context[0]?.label).toBe('<|endoftext|>');
    expect(answer.example!.context.length).toBeGreaterThanOrEqual(8);
    expect(answer.example!.context.length).toBeLessThanOrEqual(64);
    expect(answer.example!.page.url).toMatch(/^http/);
    expect(answer.example!.page.place).toBeGreaterThanOrEqual(0);
  });

  it('is the same for the same seed, another place for another, and the same place when it is named', async () => {
    const first = await answerTo();
    const kept = tf.memory().numTensors;
    expect(await answerTo()).toEqual(first);
    const other = await answerTo({ seed: 2 });
    expect(other.example!.position).not.toBe(first.example!.position);
    const { position } = first.example!;
    expect(await answerTo({ seed: 2, position })).toEqual(first);
    expect((await answerTo({ isLearned: false })).example).not.toHaveProperty('after');
    // No such place: one is drawn.
    expect((await answerTo({ position: -1 })).example!.position).toBe(position);
    expect((await answerTo({ position: 0.5 })).example!.position).toBe(position);
    expect(tf.memory().numTensors).toBe(kept);
  });

  it('goes further with a higher learning rate, within the bounds', async () => {
    const usual = await answerTo();
    const faster = await answerTo({ rateFactor: 4 });
    const fastest = await answerTo({ rateFactor: 1e9 });
    const rate = usual.example!.learningRate;
    expect(faster.example!.learningRate / rate).toBeCloseTo(4, 9);
    expect(fastest.example!.learningRate / rate).toBeCloseTo(rateFactors.max, 9);
    expect(rise(faster).after).toBeGreaterThan(rise(usual).after);
  });

  it('leaves the model in training as it is, and starts from where that stands', async () => {
    harness.send({ kind: 'start', runId: 'r', stage: 'pretrain' }, { kind: 'step' });
    await untilPausedAt(1);
    for (let step = 2; step <= 4; step++) {
      harness.send({ kind: 'step' });
      await untilPausedAt(step);
    }
    const before = await weights();
    const kept = tf.memory().numTensors;
    const answer = await answerTo({ stage: 'live' });
    expect(answer.step).toBe(4);
    expect(rise(answer).after).toBeGreaterThan(rise(answer).before);
    expect(tf.memory().numTensors).toBe(kept);
    expect(await weights()).toEqual(before);
    // While it runs, and of what it has become.
    harness.send({ kind: 'resume' });
    const running = await answerTo({ stage: 'live' });
    expect(rise(running).after).toBeGreaterThan(rise(running).before);
    await harness.untilIdle();
    const done = await answerTo({ stage: 'base' });
    expect(done.step).toBe(60);
    expect(rise(done).after).toBeGreaterThan(rise(done).before);
  });
});
