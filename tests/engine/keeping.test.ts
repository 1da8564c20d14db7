import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineCommand, EngineEvent } from '../../src/engine/protocol.ts';
import { readSavedRun, savedRunFormat } from '../../src/engine/savedRun.ts';
import { text } from '../../src/llm/chat.ts';
import { SchoolError } from '../../src/llm/errors.ts';
import type { StepReport, TrainingStage } from '../../src/llm/reports.ts';
import { createHarness, type Harness } from '../fixtures/harness.ts';
import { createMemoryStorage, type MemoryStorage } from '../fixtures/memoryStorage.ts';
import { microEnvironment } from '../fixtures/microCorpus.ts';

type StatusEvent = Extract<EngineEvent, { kind: 'status' }>;
type KeptEvent = Extract<EngineEvent, { kind: 'kept' }>;
const isPaused = ({ status }: StatusEvent): boolean => status.kind === 'paused';
const isIdle = ({ status }: StatusEvent): boolean => status.kind === 'idle';
const start = (stage: TrainingStage): EngineCommand => ({ kind: 'start', runId: stage, stage });
const resume = (id: string, change: Partial<Extract<EngineCommand, { kind: 'resumeRun' }>> = {}): EngineCommand => ({
  ...{ kind: 'resumeRun', id, runId: 'again', isPaused: false, backend: 'wasm' },
  ...change,
});

const engines: Harness[] = [];
afterEach(async () => {
  for (const { engine } of engines.splice(0)) await engine.dispose();
});

/** A tab with the micro school, and a way to let it die without a word. */
function openTab(memory: MemoryStorage): Harness & { die(): Promise<void> } {
  const tab = memory.tab();
  const harness = createHarness({ ...microEnvironment(), keeping: tab.keeping });
  engines.push(harness);
  return {
    ...harness,
    async die() {
      tab.close();
      memory.fault = new Error('the tab is dead');
      await harness.engine.dispose();
      memory.fault = undefined;
    },
  };
}

const reportsIn = (harness: Harness): StepReport[] => harness.all('reports').flatMap(({ reports }) => reports);
const lastKept = (harness: Harness): KeptEvent['run'] => harness.all('kept').at(-1)?.run;

/** Trains a stage until it pauses after some steps and is saved there. */
async function trainUntil(
  harness: Harness,
  stage: TrainingStage,
  steps: number,
  begin = start(stage),
): Promise<string> {
  for (let step = 1; step <= steps; step++) {
    const kept = harness.next('kept');
    harness.send(...(step === 1 ? [begin] : []), { kind: 'step' });
    await kept;
  }
  return lastKept(harness)?.id as string;
}

async function trainWhole(harness: Harness, ...stages: TrainingStage[]): Promise<void> {
  for (const stage of stages) await harness.tell(start(stage), 'kept', ({ run }) => run?.progress === undefined);
}

describe('a run that was kept', () => {
  type Start = Extract<EngineCommand, { kind: 'start' }>;
  type Reading = Extract<EngineCommand, { kind: 'open' }>['reading'];
  const edits = {
    added: [{ messages: [text('user', 'Who sings?'), text('assistant', 'The wren sings.')], copies: 3 }],
    removed: [],
  };
  it.each<[TrainingStage, number, TrainingStage[], string, Partial<Start>, Reading?]>([
    ['pretrain', 33, [], 'as it is', {}],
    ['pretrain', 3, [], 'without filters', {}, { switchedOff: ['quality', 'duplicate'] }],
    ['pretrain', 3, [], 'on own text', {}, { switchedOff: [], ownDocuments: ['The fox and the owl. '.repeat(60)] }],
    ['pretrain', 3, [], 'with knobs turned', { settings: { muonRate: 0.01, pretrainBatch: 6 } }],
    ['sft', 1, ['pretrain'], 'as it is', {}],
    ['sft', 1, ['pretrain'], 'with edited examples', { edits }],
    ['honest', 3, ['pretrain', 'sft'], 'as it is', {}],
    ['rl', 2, ['pretrain', 'sft', 'honest'], 'as it is', {}],
    ['rl', 1, ['pretrain', 'sft', 'honest'], 'by another algorithm', { rl: { algorithm: 'policyGradient' } }],
  ])('goes on in the middle of %s as if nothing had been (after %i steps and %j, %s)', async (...variant) => {
    const [stage, steps, before, , change, reading] = variant;
    const begin = { ...start(stage), ...change } as EngineCommand;
    const openIt = async (harness: Harness): Promise<void> => {
      const idle = harness.untilIdle();
      harness.send({
        kind: 'open',
        language: 'en',
        preset: 'quick',
        seed: 1,
        backend: 'wasm',
        ...(reading && { reading }),
      });
      await idle;
    };
    const straight = createHarness();
    engines.push(straight);
    await openIt(straight);
    for (const earlier of before) await straight.tell(start(earlier), 'status', isIdle);
    await straight.tell(begin, 'status', isIdle);
    await straight.tell({ kind: 'save', requestId: 's', stage: 'live' }, 'saved');

    const memory = createMemoryStorage();
    const torn = openTab(memory);
    await openIt(torn);
    await trainWhole(torn, ...before);
    const id = await trainUntil(torn, stage, steps, begin);
    await torn.die();
    const again = openTab(memory);
    const idle = again.untilIdle();
    const recalled = await again.tell(resume(id), 'recalled');
    await idle;
    await again.tell({ kind: 'save', requestId: 's', stage: 'live' }, 'saved');

    expect(recalled).toMatchObject({ progress: { stage, step: steps }, isEarlier: false });
    const told = [...recalled.stages.flatMap(({ reports }) => reports), ...reportsIn(again)];
    expect(told).toEqual(reportsIn(straight));
    expect(again.all('saved').at(-1)?.bytes).toEqual(straight.all('saved').at(-1)?.bytes);
  });

  it('goes on at the learning rate that the reader has turned it to, changed while it trained and again in a pause', async () => {
    const memory = createMemoryStorage();
    const turned = async (harness: Harness): Promise<void> => {
      await trainUntil(harness, 'pretrain', 3);
      await harness.tell({ kind: 'setRateFactor', factor: 4 }, 'kept');
      await harness.tell({ kind: 'step' }, 'kept');
      // Out of bounds: as low as it goes. Saved at once, though no step has been made.
      await harness.tell({ kind: 'setRateFactor', factor: 0 }, 'kept');
    };
    const [straight, torn] = [openTab(createMemoryStorage()), openTab(memory)];
    for (const tab of [straight, torn]) {
      await tab.open();
      await turned(tab);
    }
    await straight.tell({ kind: 'resume' }, 'status', isIdle);
    const id = lastKept(torn)?.id as string;
    await torn.die();
    const again = openTab(memory);
    const idle = again.untilIdle();
    const recalled = await again.tell(resume(id), 'recalled');
    await idle;
    expect(recalled).toMatchObject({ progress: { step: 4 }, rateFactor: 1 / 4 });
    const told = [...recalled.stages.flatMap(({ reports }) => reports), ...reportsIn(again)];
    expect(told).toEqual(reportsIn(straight));
    const rates = told.map(({ learningRate }) => learningRate);
    // The warm-up of the small school is over after two steps.
    expect(rates[3]! / rates[2]!).toBeCloseTo(4, 9);
    expect(rates[4]! / rates[2]!).toBeCloseTo(1 / 4, 9);

    // A stage begun with a factor has it from its first step on.
    const begun = createHarness();
    engines.push(begun);
    await begun.open();
    await begun.tell({ ...start('pretrain'), rateFactor: 2 } as EngineCommand, 'status', isIdle);
    expect(reportsIn(begun)[0]!.learningRate / rates[0]!).toBeCloseTo(2, 9);
  });

  it('is saved while it trains, when asked and when time is up, and trains on meanwhile', async () => {
    const memory = createMemoryStorage();
    const tab = memory.tab();
    let nowMs = 0;
    const environment = { ...microEnvironment(), nowMs: () => nowMs, keeping: tab.keeping };
    const harness = createHarness(environment);
    engines.push(harness);
    await harness.open();
    harness.send(start('pretrain'));
    await harness.tell({ kind: 'keepNow' }, 'kept');
    expect(harness.all('status').at(-1)?.status.kind).toBe('running');
    nowMs += 15_000;
    await harness.next('kept');
    await harness.next('status', isIdle);
    const steps = memory.writes.map(({ run }) => run.progress?.now.step);
    expect(steps.slice(0, 2).every((step) => (step ?? 0) > 0)).toBe(true);
    expect(steps.at(-1)).toBeUndefined();
    // Every report stands in the journal once.
    expect(memory.journal.flatMap(({ reports }) => reports.map(({ step }) => step))).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
  });

  it('brings back finished stages, their curves and their report cards', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainWhole(tab, 'pretrain', 'sft');
    await tab.tell({ kind: 'evaluate', requestId: 'e', stages: ['base'] }, 'kept');
    const checkpoints = tab.all('checkpoints').at(-1);
    const { id } = lastKept(tab) as { id: string };
    await tab.die();
    const again = openTab(memory);
    const idle = again.untilIdle();
    const recalled = await again.tell(resume(id), 'recalled');
    expect(recalled.progress).toBeUndefined();
    expect(recalled.stages.map(({ stage }) => stage)).toEqual(['pretrain', 'sft']);
    expect(recalled.cards.map(({ stage }) => stage)).toEqual(['base']);
    expect(recalled.probe.length).toBeGreaterThan(0);
    await idle;
    expect(again.all('checkpoints').at(-1)).toEqual(checkpoints);
  });

  it('knows the way back to the best iteration of practice', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainWhole(tab, 'pretrain', 'sft', 'honest');
    const id = await trainUntil(tab, 'rl', 2);
    const best = tab.all('bestSoFar').at(-1)?.step as number;
    await tab.die();
    const again = openTab(memory);
    const recalled = await again.tell(resume(id, { isPaused: true }), 'recalled');
    expect(recalled.best).toBe(best);
    await again.tell({ kind: 'rollBack' }, 'kept');
    expect(again.all('checkpoints').at(-1)?.checkpoints.at(-1)).toMatchObject({ stage: 'reasoner', steps: best });
    // The reasoner and the best iteration are the same weights, and lie there once.
    expect(memory.blobs.size).toBe(4);
    await again.tell({ kind: 'reset', stage: 'rl' }, 'kept');
    expect(memory.blobs.size).toBe(3);
    expect(await again.tell({ kind: 'rollBack' }, 'refused')).toMatchObject({ code: 'checkpointMissing' });
  });

  it('is left whole when another school is opened, and can be come back to', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    tab.send(start('pretrain'));
    await tab.next('reports');
    await tab.open(2);
    const { id, progress } = lastKept(tab) as { id: string; progress: { step: number } };
    const paused = tab.next('status', isPaused);
    const recalled = await tab.tell(resume(id, { isPaused: true }), 'recalled');
    expect(recalled.progress?.step).toBe(progress.step);
    expect((await paused).status).toMatchObject({ stage: 'pretrain', step: progress.step });
    await tab.tell({ kind: 'step' }, 'status', ({ status }) => status.kind === 'paused' && status.step > progress.step);
  });

  it('is said to be left when checkpoints take its place in the same school, and can be come back to', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainWhole(tab, 'pretrain');
    const { id } = lastKept(tab) as { id: string };
    const { bytes } = await tab.tell({ kind: 'save', requestId: 's', stage: 'base' }, 'saved');
    await tab.tell({ kind: 'loadFile', bytes }, 'runLeft');
    expect(await tab.tell(resume(id), 'recalled')).toMatchObject({ id });
  });

  it('holds a model that was brought in by a file, which a dead worker or a reload would cost too', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainWhole(tab, 'pretrain');
    const { bytes } = await tab.tell({ kind: 'save', requestId: 's', stage: 'base' }, 'saved');
    const other = createMemoryStorage();
    const reader = openTab(other);
    const { run } = await reader.tell({ kind: 'loadFile', bytes }, 'kept');
    const checkpoints = reader.all('checkpoints').at(-1);
    expect(checkpoints?.checkpoints.at(-1)).toMatchObject({ stage: 'base', origin: 'file' });
    await reader.die();
    const again = openTab(other);
    const idle = again.untilIdle();
    await again.tell(resume(run?.id as string), 'recalled');
    await idle;
    expect(again.all('checkpoints').at(-1)).toEqual(checkpoints);
  });

  it('is gone when the reader throws all of it away', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainUntil(tab, 'pretrain', 2);
    expect(memory.records.size).toBe(1);
    await tab.tell({ kind: 'reset', stage: 'pretrain' }, 'kept', ({ run }) => run === undefined);
    expect([memory.records.size, memory.blobs.size, memory.journal.length]).toEqual([0, 0, 0]);
  });

  it('forgets a stage that begins anew', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainWhole(tab, 'pretrain', 'sft');
    await tab.tell({ kind: 'reset', stage: 'sft' }, 'kept');
    expect(new Set(memory.journal.map(({ stage }) => stage))).toEqual(new Set(['pretrain']));
    await trainUntil(tab, 'sft', 1);
    expect(memory.journal.filter(({ stage }) => stage === 'sft')).toMatchObject([{ firstStep: 1, lastStep: 1 }]);
    // As many weights as the record names, no more.
    expect([...memory.blobs.keys()]).toHaveLength(2);
  });
});

describe('the list of kept runs', () => {
  it('names, renames and deletes', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    const id = await trainUntil(tab, 'pretrain', 3);
    const { runs } = await tab.tell({ kind: 'listRuns' }, 'savedRuns');
    expect(runs).toMatchObject([
      { id, name: '', language: 'en', preset: 'quick', seed: 1, progress: { stage: 'pretrain', step: 3, steps: 60 } },
    ]);
    expect(runs[0]?.bytes).toBe([...memory.blobs.values()].reduce((sum, { length }) => sum + length, 0));
    await tab.tell({ kind: 'renameRun', id, name: `  ${'My first model '.repeat(9)}` }, 'savedRuns');
    await trainUntilStep(tab);
    expect(lastKept(tab)?.name).toBe('My first model '.repeat(9).slice(0, 80));
    expect(await tab.tell({ kind: 'deleteRun', id }, 'refused')).toMatchObject({ code: 'runHeldElsewhere' });
    await tab.open(2);
    expect((await tab.tell({ kind: 'deleteRun', id }, 'savedRuns')).runs).toEqual([]);
    expect([memory.records.size, memory.blobs.size, memory.journal.length]).toEqual([0, 0, 0]);
    expect(await tab.tell(resume(id), 'refused')).toMatchObject({ code: 'runMissing' });
  });

  it('says how one of them went, which stays closed', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainWhole(tab, 'pretrain');
    const { id } = lastKept(tab) as { id: string };
    const told = reportsIn(tab);
    const other = openTab(memory);
    await other.open(2);
    const { stages } = await other.tell({ kind: 'readCurves', id }, 'curvesRead');
    expect(stages.map(({ stage }) => stage)).toEqual(['pretrain']);
    expect(stages[0]?.reports).toEqual(told);
    expect(await tab.tell({ kind: 'readCurves', id: 'x' }, 'refused')).toMatchObject({ code: 'runMissing' });
  });

  const trainUntilStep = (tab: Harness) => tab.tell({ kind: 'step' }, 'kept');

  it('says which run another tab has open; that tab can be relieved of it', async () => {
    const memory = createMemoryStorage();
    const [first, second] = [openTab(memory), openTab(memory)];
    await first.open();
    const id = await trainUntil(first, 'pretrain', 2);
    expect((await second.tell({ kind: 'listRuns' }, 'savedRuns')).runs).toMatchObject([{ id, isElsewhere: true }]);
    expect((await first.tell({ kind: 'listRuns' }, 'savedRuns')).runs).toMatchObject([{ id, isElsewhere: false }]);
    expect(await second.tell(resume(id), 'refused')).toMatchObject({ code: 'runHeldElsewhere' });
    const taken = first.next('runTaken');
    await second.tell(resume(id, { isForced: true, isPaused: true }), 'recalled');
    await taken;
    // The first goes on under a name of its own and leaves the other's alone.
    const kept = await first.tell({ kind: 'step' }, 'kept');
    expect(kept.run?.id).not.toBe(id);
    expect(memory.records.size).toBe(2);
  });
});

describe('a fault', () => {
  it('in the newest save costs no more than going back to the one before', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    const id = await trainUntil(tab, 'pretrain', 5);
    await tab.die();
    const run = readSavedRun(memory.records.get(id));
    if (typeof run === 'string') throw new Error(run);
    const damage = (key: string): void => {
      const bytes = memory.blobs.get(key) as Uint8Array;
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    };
    damage(run.progress?.now.key as string);
    const again = openTab(memory);
    const recalled = await again.tell(resume(id, { isPaused: true }), 'recalled');
    expect(recalled).toMatchObject({ isEarlier: true, progress: { step: 4 } });
    expect(recalled.stages[0]?.reports.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    await again.tell({ kind: 'listRuns' }, 'savedRuns');
    expect(again.all('recovered')).toMatchObject([{ cause: 'runDamaged', step: 4, lostSteps: 1 }]);
    // Going on writes over what came after.
    await again.tell({ kind: 'step' }, 'kept');
    expect(memory.journal.flatMap(({ reports }) => reports.map(({ step }) => step)).sort()).toEqual([1, 2, 3, 4, 5]);
    await again.die();
    for (const key of memory.blobs.keys()) damage(key);
    expect(await openTab(memory).tell(resume(id), 'refused')).toMatchObject({ code: 'runDamaged' });
  });

  it('can be gone round by asking for the save before', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    const id = await trainUntil(tab, 'pretrain', 5);
    await tab.die();
    const recalled = await openTab(memory).tell(resume(id, { isEarlier: true, isPaused: true }), 'recalled');
    expect(recalled).toMatchObject({ isEarlier: true, progress: { step: 4 } });
  });

  it('in the middle of a save leaves the one before it, and the next one catches up', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    const id = await trainUntil(tab, 'pretrain', 3);
    memory.fault = new Error('the disk is gone');
    expect(await tab.tell({ kind: 'step' }, 'keepFailed')).toMatchObject({ code: 'unexpected' });
    expect(memory.records.get(id)).toMatchObject({ progress: { now: { step: 3 } } });
    memory.fault = undefined;
    await tab.tell({ kind: 'step' }, 'kept');
    expect(memory.records.get(id)).toMatchObject({ progress: { now: { step: 5 }, before: { step: 3 } } });
    expect(memory.journal.flatMap(({ reports }) => reports.map(({ step }) => step))).toEqual([1, 2, 3, 4, 5]);
  });

  it('for want of room gives up the save before, then says so', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    await trainUntil(tab, 'pretrain', 2);
    memory.writes.length = 0;
    memory.fault = new SchoolError('storageFull');
    expect(await tab.tell({ kind: 'step' }, 'keepFailed')).toMatchObject({ code: 'storageFull' });
    expect(memory.writes.map(({ run }) => run.progress?.before !== undefined)).toEqual([true, false]);
    // What is in memory can still be taken home.
    expect((await tab.tell({ kind: 'save', requestId: 's', stage: 'live' }, 'saved')).fileName).toContain('base');
  });

  it('that ends the tab while it trains leaves what was kept', async () => {
    const memory = createMemoryStorage();
    const tab = openTab(memory);
    await tab.open();
    const id = await trainUntil(tab, 'pretrain', 12);
    memory.writes.length = 0;
    tab.send({ kind: 'resume' });
    await tab.die();
    expect(memory.records.get(id)).toMatchObject({ progress: { now: { step: 12 } } });
  });
});

describe('a run kept by an older page', () => {
  /** keptRun.v1.json.gz: the micro school paused after the second step of its worked examples, as format 1 was first written. */
  const fixture = JSON.parse(
    gunzipSync(readFileSync(new URL('../fixtures/keptRun.v1.json.gz', import.meta.url))).toString('utf8'),
  );
  const memoryWith = (run: object): MemoryStorage => {
    const memory = createMemoryStorage();
    memory.records.set(fixture.run.id, run);
    for (const [key, base64] of Object.entries<string>(fixture.blobs)) {
      memory.blobs.set(key, new Uint8Array(Buffer.from(base64, 'base64')));
    }
    memory.journal = fixture.journal;
    return memory;
  };

  it('of format 1 goes on where it was', async () => {
    const tab = openTab(memoryWith(fixture.run));
    const idle = tab.untilIdle();
    const recalled = await tab.tell(resume(fixture.run.id), 'recalled');
    expect(recalled).toMatchObject({ progress: { stage: 'sft', step: 2 }, isEarlier: false });
    expect(recalled.stages.map(({ stage, reports }) => [stage, reports.length])).toEqual([
      ['pretrain', 60],
      ['sft', 2],
    ]);
    await idle;
    expect(reportsIn(tab)[0]?.step).toBe(3);
    const checkpoints = tab.all('checkpoints').at(-1)?.checkpoints;
    expect(checkpoints?.map(({ stage }) => stage)).toEqual(['untrained', 'base', 'assistant']);
  });

  it('of a format yet to come is left alone, and said to be newer', async () => {
    const memory = memoryWith({ ...fixture.run, format: savedRunFormat + 1, checkpoints: 'otherwise' });
    const tab = openTab(memory);
    expect(await tab.tell({ kind: 'listRuns' }, 'savedRuns')).toMatchObject({ runs: [], unreadable: 1 });
    expect(await tab.tell(resume(fixture.run.id), 'refused')).toMatchObject({ code: 'runNewer' });
    expect(memory.records.size).toBe(1);
  });
});

describe('without storage', () => {
  it('everything works, and it is said once', async () => {
    const keeping = {
      ...createMemoryStorage().tab().keeping,
      open: () => Promise.reject(new SchoolError('storageUnavailable')),
    };
    const harness = createHarness({ ...microEnvironment(), keeping });
    engines.push(harness);
    await harness.open();
    await harness.tell(start('pretrain'), 'status', isIdle);
    expect(harness.all('keepFailed')).toMatchObject([{ code: 'storageUnavailable' }]);
    expect(await harness.tell({ kind: 'listRuns' }, 'refused')).toMatchObject({ code: 'storageUnavailable' });
  });
});
