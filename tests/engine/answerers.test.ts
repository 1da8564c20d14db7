import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Asked, EngineCommand } from '../../src/engine/protocol.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = createHarness();
  await harness.open();
});
afterEach(() => harness.engine.dispose());

const write = (requestId: string, change: Partial<Asked<'write'>> = {}): EngineCommand => ({
  kind: 'ask',
  requestId,
  name: 'write',
  asked: {
    stage: 'untrained',
    prompt: { kind: 'raw', text: 'The fox' },
    count: 3,
    sampling: { temperature: 1, topK: 0, topP: 1 },
    seed: 1,
    maxNewTokens: 5,
    ...change,
  },
});
const textsOf = (requestId: string): number[][] => {
  const last = harness.all('answer').findLast((event) => event.requestId === requestId);
  return last?.name === 'write' ? last.answer.texts.map(({ tokens }) => tokens.map(({ tokenId }) => tokenId)) : [];
};

describe('writing several times', () => {
  it('gives as many texts as asked for, each its own, the same for the same seed, and frees every tensor', async () => {
    await harness.tell(write('a'), 'answered');
    // The model asked last is kept for the next question.
    const kept = tf.memory().numTensors;
    await harness.tell(write('b'), 'answered');
    await harness.tell(write('c', { seed: 2 }), 'answered');
    const [a, b, c] = [textsOf('a'), textsOf('b'), textsOf('c')];
    expect(a).toHaveLength(3);
    expect(new Set(a.map(String)).size).toBe(3);
    for (const tokens of a) expect(tokens.length).toBeLessThanOrEqual(5);
    expect(b).toEqual(a);
    expect(c).not.toEqual(a);
    expect(tf.memory().numTensors).toBe(kept);
  });

  it('ends when it is cancelled, and gives the model back', async () => {
    await harness.tell(write('a'), 'answered');
    const kept = tf.memory().numTensors;
    const answered = harness.next('answered');
    const begun = harness.next('answer');
    harness.send(write('b', { count: 32, maxNewTokens: 100 }));
    await begun;
    harness.send({ kind: 'cancel', requestId: 'b' });
    await answered;
    expect(textsOf('b').length).toBeLessThan(32);
    expect(tf.memory().numTensors).toBe(kept);
  });

  it('is refused for a checkpoint that is not there', async () => {
    expect(await harness.tell(write('a', { stage: 'base' }), 'refused')).toMatchObject({
      requestId: 'a',
      code: 'checkpointMissing',
    });
  });
});
