/** The questions of lessons 3.1 to 3.4, put to a small school with a small model that has practiced. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Asked, EngineCommand, QuestionName } from '../../src/engine/protocol.ts';
import { badRewards } from '../../src/llm/badRewards.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';

let harness: Harness;
const train = async (stage: 'pretrain' | 'sft' | 'honest' | 'rl'): Promise<void> => {
  const idle = harness.untilIdle();
  harness.send({ kind: 'start', runId: stage, stage });
  await idle;
};
beforeAll(async () => {
  harness = createHarness();
  await harness.open();
  for (const stage of ['pretrain', 'sft', 'honest', 'rl'] as const) await train(stage);
});
afterAll(() => harness.engine.dispose());

let requests = 0;
async function answersTo<Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>[]> {
  const requestId = `${name} ${++requests}`;
  await harness.tell({ kind: 'ask', requestId, name, asked } as EngineCommand, 'answered');
  return harness
    .all('answer')
    .flatMap((event) => (event.requestId === requestId ? [event.answer as Answer<Name>] : []));
}
const answerTo = async <Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> =>
  (await answersTo(name, asked)).at(-1) as Answer<Name>;

describe('attempts', () => {
  const asked = { stage: 'honest', sum: { a: 12, b: 30 }, count: 5, temperature: 1, seed: 1 } as const;

  it('are as many as asked for, graded, the same for the same seed, and free every tensor', async () => {
    const { question, attempts } = await answerTo('attempts', asked);
    const kept = tf.memory().numTensors;
    expect(question).toBe('What is 12+30?');
    expect(attempts).toHaveLength(5);
    for (const { pieces, tokens, correct, reward, text } of attempts) {
      expect(pieces).toHaveLength(tokens);
      for (const { probability } of pieces) expect(probability).toBeGreaterThan(0);
      expect(reward > 0).toBe(correct);
      if (correct) expect(text).toContain('42');
    }
    expect((await answerTo('attempts', asked)).attempts).toEqual(attempts);
    expect((await answerTo('attempts', { ...asked, seed: 2 })).attempts).not.toEqual(attempts);
    expect(tf.memory().numTensors).toBe(kept);
  });

  it('stay within bounds, whatever is asked', async () => {
    const wild = { ...asked, sum: { a: 1e9, b: Number.NaN }, count: 1e6, temperature: -1 };
    const { question, attempts } = await answerTo('attempts', wild);
    expect(question).toBe('What is 9999+0?');
    expect(attempts).toHaveLength(64);
  });
});

describe('thinking', () => {
  it('compares both ways at as many sums of each number of digits', async () => {
    const versions = await answersTo('thinking', { stage: 'reasoner', each: 3, seed: 1 });
    const { compared, groups } = versions.at(-1)!;
    expect(compared).toHaveLength(groups);
    for (const { total, atOnce, worked } of compared) {
      expect(atOnce).toBeLessThanOrEqual(total);
      expect(worked).toBeLessThanOrEqual(total);
    }
  });
});

describe('the exam', () => {
  it('asks each held-out sum at most once', async () => {
    const { answers, total } = await answerTo('exam', { stage: 'honest', count: 1000, seed: 1, temperature: 1 });
    expect(answers).toHaveLength(total);
    expect(new Set(answers.map(({ question }) => question)).size).toBe(total);
  });

  it('leaves nothing to chance at temperature 0', async () => {
    const said = async (seed: number): Promise<Map<string, string>> => {
      const { answers } = await answerTo('exam', { stage: 'honest', count: 1000, seed, temperature: 0 });
      return new Map(answers.map(({ question, text }) => [question, text]));
    };
    expect(await said(2)).toEqual(await said(1));
  });
});

describe('a bad reward', () => {
  it.each(badRewards)('(%s) is tried on a copy, and the checkpoint stays as it was', async (reward) => {
    const look = { stage: 'reasoner', sum: { a: 1, b: 2 } } as const;
    const before = await answerTo('workings', look);
    const kept = tf.memory().numTensors;
    const { reports } = await answerTo('rewardTrial', { stage: 'reasoner', reward, seed: 1 });
    expect(reports.map(({ step }) => step)).toEqual(Array.from({ length: reports.length }, (_, step) => step));
    expect(reports).toHaveLength((reports[0]?.steps ?? 0) + 1);
    for (const { paid = 0, wanted, answers } of reports) {
      for (const share of [paid, wanted]) expect(share).toBeLessThanOrEqual(1);
      expect(answers.map(({ question }) => question)).toEqual(reports[0]?.answers.map(({ question }) => question));
    }
    expect(await answerTo('workings', look)).toEqual(before);
    expect(tf.memory().numTensors).toBe(kept);
  });
});

describe('the best iteration', () => {
  it('can be gone back to, after practice and during it', async () => {
    const { step } = harness.all('bestSoFar').at(-1)!;
    const idle = harness.untilIdle();
    harness.send({ kind: 'rollBack' });
    await idle;
    const reasoner = () =>
      harness
        .all('checkpoints')
        .at(-1)
        ?.checkpoints.find(({ stage }) => stage === 'reasoner');
    expect(reasoner()).toMatchObject({ origin: 'trained', steps: step });
    harness.send({ kind: 'start', runId: 'again', stage: 'rl' }, { kind: 'step' });
    await harness.next('status', ({ status }) => status.kind === 'paused');
    expect(reasoner()).toBeUndefined();
    const ended = harness.untilIdle();
    harness.send({ kind: 'rollBack' });
    await ended;
    expect(reasoner()).toMatchObject({ steps: 1 });
  });

  it('is gone with the stage', async () => {
    const idle = harness.untilIdle();
    harness.send({ kind: 'reset', stage: 'rl' });
    await idle;
    expect(await harness.tell({ kind: 'rollBack' }, 'refused')).toMatchObject({ code: 'checkpointMissing' });
  });
});
