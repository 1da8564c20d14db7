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

describe('a look inside', () => {
  it('shows every activation of the prompt, and frees every tensor', async () => {
    const look = (requestId: string): EngineCommand => ({
      kind: 'ask',
      requestId,
      name: 'inside',
      asked: { stage: 'untrained', prompt: { kind: 'raw', text: 'The fox' } },
    });
    await harness.tell(look('a'), 'answered');
    const kept = tf.memory().numTensors;
    await harness.tell(look('b'), 'answered');
    expect(tf.memory().numTensors).toBe(kept);
    const [event] = harness.all('answer').slice(-1);
    if (event?.name !== 'inside') throw new Error('no answer');
    const { tokens, activations, neighbors, parameterCounts, step } = event.answer;
    expect(step).toBe(0);
    expect(activations.tokenIds).toEqual(tokens.map(({ tokenId }) => tokenId));
    expect(neighbors).toHaveLength(tokens.length);
    expect(activations.logits.length % tokens.length).toBe(0);
    const opened = harness.all('opened').at(-1);
    expect(Object.values(parameterCounts).reduce((sum, count) => sum + count, 0)).toBe(opened?.parameterCount);
  });
});

describe('rolling several times', () => {
  const roll = (requestId: string, change: Partial<Asked<'rolls'>> = {}): EngineCommand => ({
    kind: 'ask',
    requestId,
    name: 'rolls',
    asked: {
      stage: 'untrained',
      prompt: { kind: 'raw', text: 'The fox' },
      written: [],
      count: 3,
      sampling: { temperature: 1, topK: 0, topP: 1 },
      seed: 1,
      maxNewTokens: 4,
      ...change,
    },
  });
  const rollsOf = (requestId: string) => {
    const last = harness.all('answer').findLast((event) => event.requestId === requestId);
    return last?.name === 'rolls' ? last.answer.rolls : [];
  };

  it('writes side by side what would be written one after the other, with the probability of each token', async () => {
    await harness.tell(roll('a'), 'answered');
    const kept = tf.memory().numTensors;
    await harness.tell(roll('b', { sampling: { temperature: 0, topK: 0, topP: 1 } }), 'answered');
    expect(tf.memory().numTensors).toBe(kept);
    const [warm, cold] = [rollsOf('a'), rollsOf('b')].map((rolls) =>
      rolls.map(({ tokens }) => tokens.map(({ tokenId }) => tokenId).join()),
    );
    expect(new Set(warm).size).toBe(3);
    expect(new Set(cold).size).toBe(1);
    for (const { tokens, logprobs } of rollsOf('a')) {
      expect(logprobs).toHaveLength(tokens.length);
      for (const logprob of logprobs) expect(logprob).toBeLessThan(0);
    }
  });

  it('goes on after what has been written, as the next token is asked for', async () => {
    const cold = { temperature: 0, topK: 0, topP: 1 };
    await harness.tell(roll('whole', { sampling: cold, count: 1, maxNewTokens: 5 }), 'answered');
    const whole = rollsOf('whole')[0]?.tokens.map(({ tokenId }) => tokenId) ?? [];
    await harness.tell(
      roll('rest', { sampling: cold, count: 1, written: whole.slice(0, 3), maxNewTokens: 2 }),
      'answered',
    );
    expect(rollsOf('rest')[0]?.tokens.map(({ tokenId }) => tokenId)).toEqual(whole.slice(3));
    const answer = await harness.tell(
      {
        kind: 'ask',
        requestId: 'next',
        name: 'nextToken',
        asked: { stage: 'untrained', prompt: { kind: 'raw', text: 'The fox' }, written: whole.slice(0, 3) },
      },
      'answer',
    );
    if (answer.name !== 'nextToken') throw new Error('another answer');
    const { logits } = answer.answer;
    expect(logits.indexOf(Math.max(...logits))).toBe(whole[3]);
  });

  it('ends when it is cancelled, and gives the model back', async () => {
    await harness.tell(roll('a'), 'answered');
    const kept = tf.memory().numTensors;
    const answered = harness.next('answered');
    const begun = harness.next('answer');
    harness.send(roll('b', { count: 12, maxNewTokens: 60 }));
    await begun;
    harness.send({ kind: 'cancel', requestId: 'b' });
    await answered;
    expect(rollsOf('b')).toHaveLength(12);
    expect(tf.memory().numTensors).toBe(kept);
  });
});
