import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../src/engine/protocol.ts';
import type { PretrainReport } from '../../src/llm/reports.ts';
import { initialKept, isKept, type Kept, type KeptRun, offeredRun } from '../../src/store/kept.ts';
import { initialMirror, type Mirror } from '../../src/store/mirror.ts';
import { reduce } from '../../src/store/reduce.ts';
import { lostBy } from '../../src/store/selectors.ts';

const run = (id: string, change: Partial<KeptRun> = {}): KeptRun => ({
  ...{ id, name: '', createdMs: 1, savedMs: 2, language: 'en', preset: 'quick', settings: {}, seed: 1 },
  ...{ stages: ['base'], bytes: 10, isElsewhere: false },
  ...change,
});
const report = (step: number): PretrainReport => ({
  ...{ stage: 'pretrain', step, steps: 60, loss: 3, learningRate: 0.1, gradNorm: 1, tokens: step },
});
const opened: EngineEvent = {
  ...{
    kind: 'opened',
    language: 'en',
    preset: 'quick',
    seed: 1,
    merges: [],
    parameterCount: 1,
    trainingTokens: 1,
    baselines: { uniform: 6, unigram: 5, bigram: 3 },
  },
  ...{ reading: { switchedOff: [], isOwn: false }, cleaning: [], excerpts: [] },
};
const told = (...events: EngineEvent[]): Mirror => events.reduce(reduce, initialMirror);
const list: EngineEvent = { kind: 'savedRuns', runs: [run('a', { isElsewhere: true }), run('b')], unreadable: 1 };

describe('kept runs on the page', () => {
  it('are offered: the newest that no tab has open, until the reader has answered or begun anew', () => {
    const { kept } = told(list);
    expect(offeredRun(kept)?.id).toBe('b');
    expect(offeredRun({ ...kept, isOfferAnswered: true })).toBeUndefined();
    expect(offeredRun(told(list, { kind: 'kept', run: run('c') }).kept)).toBeUndefined();
    expect(offeredRun(initialKept)).toBeUndefined();
  });

  it('follow the open one: in the list, no longer open once it is left, gone when nothing is left', () => {
    const saved = told(list, opened, { kind: 'kept', run: run('c', { name: 'mine' }) });
    expect(saved.kept.runs?.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    const left = reduce(saved, { kind: 'runLeft' }).kept;
    expect(left).toMatchObject({ current: undefined, runs: saved.kept.runs });
    expect(isKept(left)).toBe(false);
    const emptied = reduce(saved, { kind: 'kept' }).kept;
    expect(emptied.runs?.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(emptied.current).toBeUndefined();
  });

  it('say what is wrong until a save succeeds', () => {
    const failed = told(opened, { kind: 'kept', run: run('c') }, { kind: 'keepFailed', code: 'storageFull' });
    expect(failed.kept.problem?.code).toBe('storageFull');
    expect(isKept(failed.kept)).toBe(false);
    expect(isKept(reduce(failed, { kind: 'kept', run: run('c') }).kept)).toBe(true);
    const forbidden = told({ kind: 'keepFailed', code: 'storageUnavailable' }, { kind: 'runLeft' }, opened);
    expect(forbidden.kept.problem?.code).toBe('storageUnavailable');
    expect(isKept(told(opened, { kind: 'kept', run: run('c') }, { kind: 'runTaken' }).kept)).toBe(false);
  });

  it('are laid beside the open one, which stays as it is, and stay there when another is opened', () => {
    const stages = [{ stage: 'pretrain' as const, reports: [report(1), report(2)], elapsedMs: 9, tokensPerSecond: 5 }];
    const read = told(list, opened, { kind: 'curvesRead', id: 'b', stages });
    expect(read.other?.runs.pretrain).toMatchObject({ step: 2, losses: { points: [{ step: 1 }, { step: 2 }] } });
    expect(read.runs).toEqual({});
    expect(reduce(read, opened).other).toBe(read.other);
  });

  it('wait for nothing that a lost worker was asked for, and go on waiting when a run is saved or left', () => {
    const waiting = { ...initialMirror, requests: { save: 's', evaluate: 'e' } };
    for (const event of [
      { kind: 'kept', run: run('a') },
      { kind: 'savedRuns', runs: [run('a')], unreadable: 0 },
      { kind: 'runLeft' },
    ] satisfies EngineEvent[]) {
      expect(reduce(waiting, event).requests, event.kind).toBe(waiting.requests);
    }
    expect(reduce(waiting, { kind: 'recovering', cause: 'workerCrashed' }).requests).toEqual({});
  });

  it('bring back curves, cards and the run whose reports are wanted', () => {
    const recalled: EngineEvent = {
      ...{
        kind: 'recalled',
        id: 'b',
        runId: 'r',
        progress: { stage: 'pretrain', step: 2 },
        isEarlier: false,
        rateFactor: 2,
      },
      ...{ stages: [{ stage: 'pretrain', reports: [report(1), report(2)], elapsedMs: 900, tokensPerSecond: 5 }] },
      ...{ probe: [{ name: 'Ivy', right: 1, verdict: 'known' }], cards: [] },
    };
    const mirror = told(list, opened, recalled);
    expect(mirror.runs.pretrain).toMatchObject({ runId: 'r', step: 2, steps: 60, elapsedMs: 900 });
    expect(mirror.probe).toHaveLength(1);
    expect(mirror.kept.current?.id).toBe('b');
    const next: EngineEvent = {
      kind: 'reports',
      runId: 'r',
      reports: [report(3)],
      elapsedMs: 1000,
      tokensPerSecond: 5,
    };
    expect(reduce(mirror, next).runs.pretrain?.losses.points.map(({ step }) => step)).toEqual([1, 2, 3]);
  });
});

describe('what a command would throw away', () => {
  const state = (kept: Partial<Kept>) => ({
    status: { kind: 'idle' } as const,
    checkpoints: [{ stage: 'base', origin: 'trained', seed: 1, steps: 1, tokens: 1 } as const],
    kept: { ...initialKept, ...kept },
  });
  const open = { kind: 'open', language: 'en', preset: 'quick', seed: 2 } as const;

  it('is nothing when the run is kept and only left, and all of it otherwise', () => {
    expect(lostBy(state({}), open)).toEqual(['base']);
    expect(lostBy(state({ current: run('c') }), open)).toEqual([]);
    expect(lostBy(state({ current: run('c') }), { kind: 'reset', stage: 'pretrain' })).toEqual(['base']);
  });

  it('is what practice has made after its best iteration, kept or not', () => {
    const reasoner = {
      ...state({ current: run('c') }),
      checkpoints: [{ stage: 'reasoner', origin: 'trained', seed: 1, steps: 9, tokens: 1 } as const],
    };
    expect(lostBy(reasoner, { kind: 'rollBack' })).toEqual(['reasoner']);
  });
});
