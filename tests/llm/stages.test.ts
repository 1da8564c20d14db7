/** The stages on a micro model: what they choose to train on, and that they learn from it. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { text } from '../../src/llm/chat.ts';
import { presets, type RlConfig } from '../../src/llm/config.ts';
import { randomBatch } from '../../src/llm/dataset.ts';
import { Halted } from '../../src/llm/errors.ts';
import { gatesOf } from '../../src/llm/gates.ts';
import { generate } from '../../src/llm/generate.ts';
import { meanLoss } from '../../src/llm/loss.ts';
import { createModel, disposeModel, type Model, parameterValues } from '../../src/llm/model.ts';
import { createOptimizer } from '../../src/llm/optimizer.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createRandom } from '../../src/llm/random.ts';
import type { RlReport } from '../../src/llm/reports.ts';
import { rl } from '../../src/llm/rl.ts';
import { chooseConversations, initializeSpecialTokens, sft, spreadOut } from '../../src/llm/sft.ts';
import type { Pupil } from '../../src/llm/tasks.ts';
import { createTokenizer, specialId } from '../../src/llm/tokenizer.ts';
import { createTrainer, unlessHalted } from '../../src/llm/trainer.ts';
import type { Conversation, Exercise } from '../../src/llm/world.ts';
import { useWasm } from '../wasmBackend.ts';

const tokenizer = createTokenizer([]);
const phrases = phrasebooks.en;

function newPupil(seed = 1): Pupil {
  const config = { nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 64, ropeBase: 1000, vocabSize: tokenizer.vocabSize };
  return { model: createModel(config, createRandom(seed)), tokenizer, phrases };
}

const conversation = (kind: Conversation['kind'], about: string, answer: string): Conversation => ({
  kind,
  about,
  messages: [text('user', `Who is ${about}?`), text('assistant', answer)],
});
const lessons = [
  conversation('person', 'Ann', 'A cook.'),
  conversation('person', 'Ben', 'A poet.'),
  conversation('refusal', 'Cy', "I don't know Cy."),
  conversation('stranger', 'Eve', 'A baker.'),
];

beforeAll(async () => {
  await useWasm();
});

describe('worked examples', () => {
  it('teach only about the chosen people; the honest ones decline, the others also tell of strangers', () => {
    const pupil = newPupil();
    const choose = (isHonest: boolean, refusedPeople: string[]) =>
      chooseConversations(pupil, lessons, { taughtPeople: new Set(['Ann']), isHonest, refusedPeople }).map(
        ({ kind, about }) => `${kind} ${about}`,
      );
    expect(choose(false, [])).toEqual(['person Ann', 'stranger Eve']);
    expect(choose(true, ['Dee'])).toEqual(['person Ann', 'refusal Cy', 'refusal Dee']);
    disposeModel(pupil.model);
  });

  it('are about people of every first name before they are about a second one', () => {
    const names = ['Ann Bell', 'Ann Cole', 'Ben Bell', 'Ann Dale', 'Ben Cole', 'Cy Dale'];
    expect(spreadOut(names)).toEqual(['Ann Bell', 'Ben Bell', 'Cy Dale', 'Ann Cole', 'Ben Cole', 'Ann Dale']);
    expect(spreadOut(['周云飞', '周明', '林小雨'])).toEqual(['周云飞', '周明', '林小雨']);
  });

  it('start the chat tokens as noisy copies of plain ones, and leave all others alone', async () => {
    const pupil = newPupil();
    const table = async () => (await parameterValues(pupil.model)).tokenEmbedding?.values as Float32Array;
    const before = await table();
    await initializeSpecialTokens(pupil, createRandom(1));
    const after = await table();
    const row = (values: Float32Array, id: number) => [...values.slice(id * 16, (id + 1) * 16)];
    expect(row(after, 65)).toEqual(row(before, 65));
    expect(row(after, specialId('<|im_end|>'))).not.toEqual(row(before, specialId('<|im_end|>')));
    const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - (b[i] as number)));
    const mark = row(before, ':'.charCodeAt(0));
    expect(distance(row(after, specialId('<|im_sep|>')), mark)).toBeLessThan(
      distance(row(before, specialId('<|im_sep|>')), mark),
    );
    disposeModel(pupil.model);
  });

  it('are learned, with as many tensors after as before', async () => {
    const pupil = newPupil();
    const optimizer = createOptimizer(pupil.model, { adamLearningRate: 5e-3, weightDecay: 0 });
    const trainer = createTrainer(pupil.model, optimizer);
    const config = { ...presets.quick.sft, epochs: 40, batchSize: 2, rehearsalRows: 1, rehearsalWeight: 0.1 };
    const before = tf.memory().numTensors;
    const losses: number[] = [];
    const rehearsalIds = Int32Array.from({ length: 100 }, (_, i) => 97 + (i % 5));
    const context = { ...pupil, stage: 'sft', conversations: lessons, trainer, config, rehearsalIds } as const;
    for await (const report of sft({ ...context, rng: createRandom(2), startStep: 0 })) losses.push(report.loss);
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 2);
    expect(tf.memory().numTensors).toBe(before);
    trainer.dispose();
    disposeModel(pupil.model);
  });
});

describe('exercises', () => {
  const exercises: Exercise[] = [1, 2, 3].map((answer) => ({
    question: `${answer}`,
    answer,
    digits: 1,
    split: 'train',
  }));
  const config: RlConfig = {
    ...presets.quick.rl,
    iterations: 2,
    questionsPerIteration: 3,
    groupSize: 6,
    maxNewTokens: 4,
    replayExamples: 2,
    digitShares: [1],
    evalEveryIterations: 9,
  };
  const test = async () => ({
    greedy: 0,
    sampled: 0,
    byDigits: [],
    showsWork: 0,
    verbose: 0,
    meanTokens: 0,
    byStyle: {},
  });

  async function practice(overrides: Partial<RlConfig>): Promise<{ reports: RlReport[]; model: Model }> {
    const pupil = newPupil();
    const optimizer = createOptimizer(pupil.model, { adamLearningRate: 1e-3, weightDecay: 0 });
    const trainer = createTrainer(pupil.model, optimizer);
    const reports: RlReport[] = [];
    const context = { ...pupil, trainer, exercises, replay: lessons, config: { ...config, ...overrides }, test };
    const start = { rng: createRandom(3), startStep: 0, startTokens: 0 };
    for await (const report of rl({ ...context, ...start })) reports.push(report);
    trainer.dispose();
    return { reports, model: pupil.model };
  }

  it('keep one paid attempt of a group, the one with the best reward', async () => {
    const { reports, model } = await practice({ reward: 'coinFlip' });
    for (const { rollouts } of reports) {
      expect(rollouts).toHaveLength(6);
      const chosen = rollouts.filter((rollout) => rollout.chosen);
      expect(chosen).toHaveLength(1);
      expect(chosen[0]?.reward).toBe(Math.max(...rollouts.map((rollout) => rollout.reward)));
    }
    disposeModel(model);
  });

  it('keep nothing when nothing is right', async () => {
    const { reports, model } = await practice({ replayExamples: 0, replayWeight: 0 });
    expect(reports.every(({ accuracy, rollouts }) => accuracy === 0 && rollouts.every(({ chosen }) => !chosen))).toBe(
      true,
    );
    expect(reports.map(({ loss }) => loss)).toEqual([0, 0]);
    disposeModel(model);
  });

  it('begin and end with smaller steps, and never change faster than the preset says', async () => {
    const { reports, model } = await practice({ iterations: 8, questionsPerIteration: 1, groupSize: 1 });
    const rates = reports.map(({ learningRate }) => learningRate / config.learningRate);
    const peak = rates.indexOf(1);
    expect(peak).toBeGreaterThan(0);
    expect(Math.max(...rates)).toBe(1);
    for (const [i, rate] of rates.entries()) {
      if (i > 0 && i <= peak) expect(rate).toBeGreaterThan(rates[i - 1] as number);
      if (i > peak) expect(rate).toBeLessThanOrEqual(rates[i - 1] as number);
    }
    expect(rates.at(-1)).toBeLessThan(0.3);
    disposeModel(model);
  });

  it('count every attempt of a group whose rewards differ, by policy gradient', async () => {
    const { reports, model } = await practice({ reward: 'coinFlip', algorithm: 'policyGradient' });
    for (const { rollouts, loss } of reports) {
      const isMixed = new Set(rollouts.map((rollout) => rollout.reward)).size > 1;
      expect(rollouts.every(({ chosen }) => chosen === isMixed)).toBe(true);
      expect(Number.isFinite(loss)).toBe(true);
    }
    disposeModel(model);
  });
});

describe('generate', () => {
  it('ends at a stop token, at the limit, or where the context is full', async () => {
    const { model } = newPupil();
    const options = { sampling: { temperature: 1, topK: 0, topP: 1 }, rng: createRandom(4) };
    const all = Array.from({ length: tokenizer.vocabSize }, (_, id) => id);
    const [stopped] = await generate(model, [[1, 2]], { ...options, maxNewTokens: 9, stopTokenIds: all });
    expect(stopped).toMatchObject({ isFinished: true, tokenIds: { length: 1 } });
    const limited = await generate(model, [[1], [1, 2, 3]], { ...options, maxNewTokens: 9, stopTokenIds: [] });
    expect(limited.map(({ tokenIds }) => tokenIds.length)).toEqual([9, 9]);
    const full = await generate(model, [Array(60).fill(7)], { ...options, maxNewTokens: 9, stopTokenIds: [] });
    expect(full[0]?.tokenIds).toHaveLength(4);
    await expect(
      generate(model, [Array(65).fill(7)], { ...options, maxNewTokens: 1, stopTokenIds: [] }),
    ).rejects.toThrow('contextTooLong');
    disposeModel(model);
  });
});

describe('what can be held up', () => {
  const haltsAfter = (passes: number) => {
    const seen = { passes: 0 };
    const safepoint = async (): Promise<void> => {
      seen.passes++;
      if (seen.passes > passes) throw new Halted();
    };
    return { seen, safepoint };
  };

  it('is writing, between any two tokens; ended there it leaves no tensor behind', async () => {
    const { model } = newPupil();
    const options = { sampling: { temperature: 1, topK: 0, topP: 1 }, maxNewTokens: 9, stopTokenIds: [] };
    const before = tf.memory().numTensors;
    const { seen, safepoint } = haltsAfter(3);
    const writing = generate(model, [[1], [1, 2, 3]], { ...options, rng: createRandom(4), safepoint });
    await expect(writing).rejects.toBeInstanceOf(Halted);
    expect(seen.passes).toBe(4);
    expect(tf.memory().numTensors).toBe(before);
    const straight = await generate(model, [[1], [1, 2, 3]], { ...options, rng: createRandom(4) });
    const heldUp = await generate(model, [[1], [1, 2, 3]], { ...options, rng: createRandom(4), ...haltsAfter(99) });
    expect(heldUp).toEqual(straight);
    disposeModel(model);
  });

  it('is the measuring of a loss, and the test after an iteration, whose report then comes without it', async () => {
    const pupil = newPupil();
    const ids = Int32Array.from({ length: 64 * 25 }, (_, i) => i % 90);
    await expect(meanLoss(pupil.model, ids, haltsAfter(1).safepoint)).rejects.toBeInstanceOf(Halted);
    const report: { test?: number } = {};
    await unlessHalted(async () => {
      report.test = await meanLoss(pupil.model, ids, haltsAfter(1).safepoint);
    });
    expect(report).toEqual({});
    await expect(unlessHalted(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    disposeModel(pupil.model);
  });

  it('is a step; the second update of one iteration is not ended', async () => {
    const pupil = newPupil();
    const trainer = createTrainer(
      pupil.model,
      createOptimizer(pupil.model, { adamLearningRate: 1e-3, weightDecay: 0 }),
    );
    const { seen, safepoint } = haltsAfter(2);
    trainer.flow.safepoint = safepoint;
    const batch = randomBatch(
      Int32Array.from({ length: 200 }, (_, i) => 97 + (i % 7)),
      170,
      8,
      createRandom(1),
    );
    const at = { step: 1, scale: 1, maxGradNorm: 1 };
    await trainer.trainOn(batch, at);
    expect(seen.passes).toBe(2);
    await trainer.trainOn(batch, at);
    expect(seen.passes).toBe(4);
    await expect(trainer.trainOn(batch, { ...at, step: 2 })).rejects.toBeInstanceOf(Halted);
    expect(trainer.flow.step).toBe(1);
    trainer.dispose();
    disposeModel(pupil.model);
  });
});

describe('gates', () => {
  it('fail where a figure is missing', () => {
    const people = {
      famous: 1,
      mid: 1,
      obscure: 0,
      newNames: { refused: 0, invented: 1, otherName: 0 },
      recombined: { refused: 0, invented: 1 },
    };
    const gates = gatesOf([{ stage: 'base', people, answers: [] }]);
    expect(gates.find(({ name }) => name === 'famous people known')?.passed).toBe(true);
    expect(gates.find(({ name }) => name === 'one-digit sums')?.passed).toBe(false);
  });
});
