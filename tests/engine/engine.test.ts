import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineCommand, Prompt } from '../../src/engine/protocol.ts';
import { text } from '../../src/llm/chat.ts';
import { decodeCheckpoint } from '../../src/llm/checkpoint.ts';
import { type ConversationEdits, markOf } from '../../src/llm/edits.ts';
import { knobs } from '../../src/llm/settings.ts';
import { createTokenizer, layOut, specialId } from '../../src/llm/tokenizer.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';
import { microCorpus, microEnvironment, microPreset } from '../fixtures/microCorpus.ts';

const sampling = { temperature: 1, topK: 0, topP: 1 };
const raw = { kind: 'raw', text: 'The fox' } as const;
const generate = (change: Partial<Extract<EngineCommand, { kind: 'generate' }>> = {}): EngineCommand => ({
  ...{ kind: 'generate', requestId: 'g', stage: 'live', prompt: raw, sampling, seed: 3, maxNewTokens: 12 },
  ...change,
});
const pretrain = { kind: 'start', runId: 'p', stage: 'pretrain' } as const;
const isPaused = ({ status }: { status: { kind: string } }): boolean => status.kind === 'paused';

let harness: Harness;
beforeEach(async () => {
  harness = createHarness();
  await harness.open();
});
afterEach(() => harness.engine.dispose());

const losses = (): number[] => harness.all('reports').flatMap(({ reports }) => reports.map(({ loss }) => loss));

describe('opening a school', () => {
  it('tells the backend, the school and the untrained checkpoint', () => {
    expect(harness.all('backend').at(-1)?.choice).toMatchObject({ name: 'wasm', reason: 'requested' });
    const [opened] = harness.all('opened');
    expect(opened).toMatchObject({ language: 'en', preset: 'quick', seed: 1 });
    expect(opened?.merges.length).toBe(290 - 266);
    expect(opened?.teacherAccuracy).toBeGreaterThan(0.4);
    expect(opened?.teacherAccuracy).toBeLessThan(1);
    expect(harness.all('checkpoints').at(-1)?.checkpoints).toEqual([
      { stage: 'untrained', origin: 'trained', seed: 1, steps: 0, tokens: 0 },
    ]);
  });

  it('forgets what was trained before', async () => {
    harness.send(pretrain, { kind: 'step' });
    await harness.next('status', isPaused);
    await harness.open(2);
    expect(harness.all('checkpoints').at(-1)?.checkpoints).toMatchObject([{ stage: 'untrained', seed: 2 }]);
    expect(harness.all('opened')).toHaveLength(2);
  });

  it('reads what it is told to read, and says so', async () => {
    const dirty = { switchedOff: ['quality', 'duplicate'] } as const;
    await harness.tell({ kind: 'open', language: 'en', preset: 'quick', seed: 1, reading: dirty }, 'opened');
    const [clean, asked] = harness.all('opened');
    expect(clean?.reading).toEqual({ switchedOff: [], isOwn: false });
    expect(asked?.reading).toEqual({ switchedOff: ['quality', 'duplicate'], isOwn: false });
    expect(asked?.trainingTokens).toBeGreaterThan(clean?.trainingTokens ?? 0);
    const own = { switchedOff: [], ownDocuments: ['The fox and the fox. '.repeat(40)] };
    const idle = harness.untilIdle();
    await harness.tell({ kind: 'open', language: 'en', preset: 'quick', seed: 1, reading: own }, 'opened');
    await idle;
    const { bytes } = await harness.tell({ kind: 'save', requestId: 's', stage: 'untrained' }, 'saved');
    const saved = decodeCheckpoint(bytes);
    expect(saved.reading).toEqual({ switchedOff: [], isOwn: true });
    expect(saved.lineage[0]?.corpusFingerprint).toMatch(/^[0-9a-f]{32}\/own [0-9a-f]+$/);
    expect(new TextDecoder().decode(bytes)).not.toContain('The fox and the fox');
    const tooShort = { switchedOff: [], ownDocuments: ['x'] };
    expect(
      await harness.tell({ kind: 'open', language: 'en', preset: 'quick', seed: 1, reading: tooShort }, 'refused'),
    ).toMatchObject({ code: 'corpusTooSmall', details: { tokens: 4, needed: 65 } });
  });

  it('is made with knobs turned, within bounds; its checkpoints say so, and come back', async () => {
    const settings = { nEmbd: 32, nLayer: 999, pretrainSteps: 50 };
    const opened = await harness.tell(
      { kind: 'open', language: 'en', preset: 'quick', seed: 1, settings, backend: 'wasm' },
      'opened',
    );
    expect(opened.settings).toEqual({ ...settings, nLayer: knobs.nLayer.max });
    expect(opened.parameterCount).toBeGreaterThan(harness.all('opened')[0]!.parameterCount);
    // Those of a stage are taken when it starts, and with them none of another stage.
    const turned = { pretrainBatch: 4, sftEpochs: 8 };
    const paused = harness.next('status', isPaused);
    harness.send({ ...pretrain, settings: turned }, { kind: 'step' });
    await paused;
    expect(harness.all('reports').at(-1)?.reports.at(-1)?.tokens).toBe(4 * microPreset.model.contextLength);
    const idle = harness.untilIdle();
    harness.send({ kind: 'stop' });
    await idle;
    const { bytes } = await harness.tell({ kind: 'save', requestId: 's', stage: 'base' }, 'saved');
    const { settings: noted, model } = decodeCheckpoint(bytes);
    expect(noted).toEqual({ nEmbd: 32, nLayer: knobs.nLayer.max, pretrainBatch: 4 });
    expect(model).toMatchObject({ nEmbd: 32, nLayer: knobs.nLayer.max });

    await harness.open();
    const again = await harness.tell({ kind: 'loadFile', bytes }, 'opened');
    expect(again.settings).toEqual(noted);
    expect(again.parameterCount).toBe(opened.parameterCount);
  });

  it('asks for the corpus once, however many seeds are opened on it', async () => {
    const environment = microEnvironment();
    const asked: string[] = [];
    const reader = createHarness({
      ...environment,
      fetchBytes: (path) => {
        asked.push(path);
        return environment.fetchBytes(path);
      },
    });
    await reader.open();
    const before = [...asked];
    expect(before).toContain('corpus/en/quick/pages.jsonl');
    await reader.open(2);
    expect(asked).toEqual(before);
    await reader.engine.dispose();
  });

  it('leaves the open school alone when the new one cannot be had', async () => {
    const refused = await harness.tell({ kind: 'open', language: 'zh', preset: 'quick', seed: 1 }, 'refused');
    expect(refused).toMatchObject({ code: 'corpusMissing' });
    expect(await harness.tell(generate(), 'finished')).toMatchObject({ requestId: 'g' });
  });
});

describe('a stage', () => {
  it('runs through all four, each from its parent, and frees every tensor', async () => {
    const before = tf.memory().numTensors;
    for (const stage of ['pretrain', 'sft', 'honest', 'rl'] as const) {
      const idle = harness.untilIdle();
      harness.send({ kind: 'start', runId: stage, stage });
      await idle;
    }
    expect(tf.memory().numTensors).toBe(before);
    expect(
      harness
        .all('checkpoints')
        .at(-1)
        ?.checkpoints.map(({ stage, steps }) => [stage, steps > 0]),
    ).toEqual([
      ['untrained', false],
      ['base', true],
      ['assistant', true],
      ['honest', true],
      ['reasoner', true],
    ]);
    expect(harness.all('probed').map(({ runId }) => runId)).toEqual(['sft', 'honest']);
    const reports = harness.all('reports').flatMap((event) => event.reports);
    expect(reports.filter(({ stage }) => stage === 'pretrain').map(({ step }) => step)).toEqual(
      Array.from({ length: microPreset.pretrain.en.steps }, (_, i) => i + 1),
    );
    expect(reports.filter(({ stage }) => stage === 'rl')).toHaveLength(microPreset.rl.iterations);
    expect(harness.all('refused')).toEqual([]);
  });

  it('learns from edited examples, and its checkpoint says so', async () => {
    harness.send(pretrain, { kind: 'step' });
    await harness.next('status', isPaused);
    let idle = harness.untilIdle();
    harness.send({ kind: 'stop' });
    await idle;
    const lines = new TextDecoder().decode(microCorpus()['conversations.jsonl']).trim().split('\n');
    const marks = lines.map((line) => markOf(JSON.parse(line)));
    const messages = [text('user', 'Who are you?'), text('assistant', 'A pirate.')];
    const start = (edits: ConversationEdits) => ({ kind: 'start', runId: 's', stage: 'sft', edits }) as const;
    const nothing = await harness.tell(start({ added: [], removed: marks }), 'refused');
    expect(nothing).toMatchObject({ code: 'examplesInvalid', details: { examples: 0 } });
    const silent = { added: [{ messages: messages.slice(0, 1), copies: 1 }], removed: [] };
    expect(await harness.tell(start(silent), 'refused')).toMatchObject({
      details: { example: 1, problem: 'noAnswer' },
    });
    expect(harness.all('checkpoints').at(-1)?.checkpoints).toHaveLength(2);

    const edits = { added: [{ messages, copies: 3 }], removed: marks };
    idle = harness.untilIdle();
    harness.send(start(edits));
    await idle;
    // Nothing is left but what was added, and that fills one batch.
    expect(harness.all('reports').at(-1)?.reports.at(-1)).toMatchObject({ stage: 'sft', step: 1, steps: 1 });
    const learned = harness.all('checkpoints').at(-1)?.checkpoints.at(-1);
    expect(learned).toMatchObject({ stage: 'assistant', edits });
    const { bytes } = await harness.tell({ kind: 'save', requestId: 'a', stage: 'assistant' }, 'saved');
    const { notes, lineage } = decodeCheckpoint(bytes);
    expect(notes.edits).toEqual(edits);
    expect(lineage.at(-1)?.settings).toMatchObject({ addedConversations: 1, removedConversations: marks.length });
  });

  it('pauses, makes one step, goes on and ends with its checkpoint', async () => {
    harness.send(pretrain, { kind: 'step' });
    expect((await harness.next('status', isPaused)).status).toMatchObject({ step: 1, runId: 'p' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(losses()).toHaveLength(1);
    harness.send({ kind: 'step' });
    expect((await harness.next('status', isPaused)).status).toMatchObject({ step: 2 });
    harness.send({ kind: 'resume' });
    await harness.next('status', ({ status }) => status.kind === 'running');
    const idle = harness.untilIdle();
    harness.send({ kind: 'stop' });
    await idle;
    const base = harness.all('checkpoints').at(-1)?.checkpoints.at(-1);
    expect(base).toMatchObject({ stage: 'base', origin: 'trained' });
    expect(base?.steps).toBe(losses().length);
    expect(base?.steps).toBeLessThan(microPreset.pretrain.en.steps);
  });

  it('has the same curve with the same seed, paused and asked or not', async () => {
    const idle = harness.untilIdle();
    harness.send(pretrain);
    await idle;
    const straight = losses();
    await harness.open();
    harness.events.length = 0;
    harness.send(pretrain, { kind: 'step' }, generate(), {
      kind: 'inspect',
      requestId: 'i',
      stage: 'live',
      prompt: raw,
    });
    await harness.next('finished');
    const done = harness.untilIdle();
    harness.send({ kind: 'resume' });
    await done;
    expect(losses()).toEqual(straight);
    expect(straight.at(-1)).toBeLessThan(straight[0] as number);
  });

  it('is thrown away by a reset, with what came after it', async () => {
    for (const stage of ['pretrain', 'sft'] as const) {
      const idle = harness.untilIdle();
      harness.send({ kind: 'start', runId: stage, stage });
      await idle;
    }
    const before = tf.memory().numTensors;
    harness.send({ kind: 'start', runId: 'h', stage: 'honest' }, { kind: 'step' });
    await harness.next('status', isPaused);
    await harness.tell({ kind: 'reset', stage: 'pretrain' }, 'status', ({ status }) => status.kind === 'idle');
    expect(
      harness
        .all('checkpoints')
        .at(-1)
        ?.checkpoints.map(({ stage }) => stage),
    ).toEqual(['untrained']);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused without its parent, beside another, and before a school is open', async () => {
    expect(await harness.tell({ kind: 'start', runId: 'r', stage: 'rl' }, 'refused')).toMatchObject({
      code: 'stageNeedsParent',
    });
    harness.send(pretrain, { kind: 'pause' });
    expect(await harness.tell({ ...pretrain, runId: 'q' }, 'refused')).toMatchObject({ code: 'stageRunning' });
    const fresh = createHarness();
    expect(await fresh.tell(pretrain, 'refused')).toMatchObject({ code: 'schoolNotOpen' });
  });
});

describe('questions', () => {
  it('are answered while a stage trains, from one set of weights', async () => {
    harness.send(pretrain);
    await harness.next('reports');
    const finished = await harness.tell(generate(), 'finished');
    expect(finished.reason).toBe('length');
    expect(harness.all('generated')).toHaveLength(12);
    expect(harness.all('generated')[0]?.logits).toHaveLength(290);
    const inspected = await harness.tell({ kind: 'inspect', requestId: 'i', stage: 'live', prompt: raw }, 'inspected');
    expect(inspected.step).toBeGreaterThan(0);
    expect(inspected.prompt[0]).toMatchObject({ label: '<|endoftext|>', special: true, tool: false });
    expect(losses().length).toBeLessThan(microPreset.pretrain.en.steps);
  });

  it('can go on token by token exactly as in one go', async () => {
    const greedy = { temperature: 0, topK: 0, topP: 1 };
    await harness.tell(generate({ sampling: greedy }), 'finished');
    const whole = harness.all('generated').map(({ token }) => token.tokenId);
    harness.events.length = 0;
    for (let i = 0; i < 5; i++) {
      const one = generate({ requestId: `${i}`, sampling: greedy, written: whole.slice(0, i), maxNewTokens: 1 });
      await harness.tell(one, 'finished');
    }
    expect(harness.all('generated').map(({ token }) => token.tokenId)).toEqual(whole.slice(0, 5));
  });

  it('make the tool call with which what was written ends', async () => {
    const prompt: Prompt = { kind: 'chat', messages: [text('user', 'What is 12+30?')], tools: true };
    const tokenizer = createTokenizer(harness.all('opened')[0]?.merges ?? []);
    const call = [specialId('<|tool|>'), ...tokenizer.encode(layOut('calc 12+30')), specialId('<|result|>')];
    const { parts } = await harness.tell(generate({ prompt, written: call, maxNewTokens: 1 }), 'finished');
    expect(parts).toEqual([
      { kind: 'toolCall', tool: 'calculator', argument: '12+30' },
      { kind: 'toolResult', text: '42' },
    ]);
    const pasted = harness.all('generated');
    expect(pasted.map(({ token }) => token.label)).toEqual(['4', '2', '<|tool_end|>']);
    expect(pasted.every(({ token, logits }) => token.tool && logits === undefined)).toBe(true);
  });

  it('can be cancelled', async () => {
    const finished = harness.next('finished');
    harness.send(generate({ maxNewTokens: 60 }), { kind: 'cancel', requestId: 'g' });
    expect(await finished).toMatchObject({ reason: 'cancelled' });
    expect(harness.all('generated').length).toBeLessThan(60);
  });

  it('are refused when too long, or of a checkpoint that is not there', async () => {
    const long = (characters: number): EngineCommand =>
      generate({ prompt: { kind: 'raw', text: 'word '.repeat(characters / 5) } });
    expect(await harness.tell(long(1000), 'refused')).toMatchObject({ requestId: 'g', code: 'contextTooLong' });
    expect(await harness.tell(long(1_000_000), 'refused')).toMatchObject({ code: 'textTooLong' });
    expect(await harness.tell(generate({ stage: 'reasoner' }), 'refused')).toMatchObject({ code: 'checkpointMissing' });
  });

  it('fill the report card', async () => {
    const card = await harness.tell({ kind: 'evaluate', requestId: 'e', stages: ['untrained'] }, 'reportCard');
    expect(card.card.stage).toBe('untrained');
    expect(harness.all('working').at(-1)).toMatchObject({ task: 'evaluate', done: 1, total: 1 });
    harness.send({ kind: 'evaluate', requestId: 'f', stages: ['untrained'] }, { kind: 'cancel', requestId: 'f' });
    await harness.next('working', ({ done, total }) => done === total);
    expect(harness.all('reportCard')).toHaveLength(1);
  });

  it('leave no tensors behind, whatever checkpoint was asked', async () => {
    const idle = harness.untilIdle();
    harness.send(pretrain);
    await idle;
    const ask = async (): Promise<void> => {
      for (const stage of ['untrained', 'base', 'live'] as const) await harness.tell(generate({ stage }), 'finished');
    };
    await ask();
    const before = tf.memory().numTensors;
    await ask();
    expect(tf.memory().numTensors).toBe(before);
    await harness.engine.dispose();
    // Nothing of this engine's is left; other tests dispose of theirs.
    expect(tf.memory().numTensors).toBe(0);
  });
});

describe('checkpoint files', () => {
  const trained = async (): Promise<Uint8Array> => {
    harness.send(pretrain, { kind: 'step' });
    await harness.next('status', isPaused);
    const idle = harness.untilIdle();
    harness.send({ kind: 'stop' });
    await idle;
    return (await harness.tell({ kind: 'save', requestId: 's', stage: 'base' }, 'saved')).bytes;
  };
  const logitsOf = async (stage: 'base' | 'live'): Promise<Float32Array> =>
    (await harness.tell({ kind: 'inspect', requestId: 'i', stage, prompt: raw }, 'inspected')).logits;

  it('bring back the same model', async () => {
    const bytes = await trained();
    const logits = await logitsOf('base');
    await harness.open(5);
    const opened = harness.next('opened');
    await harness.tell({ kind: 'loadFile', bytes }, 'status', ({ status }) => status.kind === 'idle');
    // It comes from a school of another seed, which is opened for it.
    expect(await opened).toMatchObject({ seed: 1 });
    expect(harness.all('checkpoints').at(-1)?.checkpoints).toMatchObject([
      { stage: 'untrained' },
      { stage: 'base', origin: 'file', steps: 1 },
    ]);
    expect(await logitsOf('base')).toEqual(logits);
  });

  it('are refused when damaged, and the model stays as it was', async () => {
    const bytes = await trained();
    const logits = await logitsOf('live');
    const checkpoints = harness.all('checkpoints').length;
    const damaged = bytes.slice();
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] as number) ^ 1;
    expect(await harness.tell({ kind: 'loadFile', bytes: damaged }, 'refused')).toMatchObject({
      code: 'checkpointCorrupt',
    });
    expect(harness.all('checkpoints')).toHaveLength(checkpoints);
    expect(await logitsOf('live')).toEqual(logits);
  });

  it('ship with the page, a stage with those before it', async () => {
    const base = await trained();
    const { bytes: untrained } = await harness.tell({ kind: 'save', requestId: 's', stage: 'untrained' }, 'saved');
    await harness.engine.dispose();
    const files = { 'checkpoints/en/untrained.bin': untrained, 'checkpoints/en/base.bin': base };
    harness = createHarness(microEnvironment(files));
    await harness.open();
    await harness.tell({ kind: 'loadShipped', language: 'en', stage: 'base' }, 'status');
    expect(harness.all('checkpoints').at(-1)?.checkpoints).toMatchObject([
      { stage: 'untrained', origin: 'shipped' },
      { stage: 'base', origin: 'shipped' },
    ]);
    expect(await harness.tell({ kind: 'loadShipped', language: 'en', stage: 'reasoner' }, 'refused')).toMatchObject({
      code: 'checkpointMissing',
      details: { stage: 'assistant' },
    });
  });
});
