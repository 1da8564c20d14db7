import { describe, expect, it } from 'vitest';
import type { EngineEvent, SavedRunSummary } from '../../src/engine/protocol.ts';
import { createRecovery } from '../../src/engine/recovery.ts';

const open = { kind: 'open', language: 'en', preset: 'quick', seed: 1 } as const;
const running = (step: number): EngineEvent => ({
  ...{ kind: 'status', status: { kind: 'running', runId: 'r', stage: 'pretrain', step, steps: 100 } },
});
const failed = (code: 'notANumber' | 'deviceLost' | 'corpusMissing'): EngineEvent => ({
  ...{ kind: 'status', status: { kind: 'failed', code } },
});
const kept = (step?: number): EngineEvent => {
  const run: SavedRunSummary = {
    ...{ id: 'k', name: '', createdMs: 0, savedMs: 0, language: 'en', preset: 'quick', settings: {} },
    ...{ seed: 1, stages: [] },
    ...{ bytes: 1, isElsewhere: false },
  };
  return { kind: 'kept', run: { ...run, ...(step && { progress: { stage: 'pretrain', step, steps: 100 } }) } };
};
const recalled = (step: number): EngineEvent => ({
  ...{ kind: 'recalled', id: 'k', runId: 'r', rateFactor: 1, progress: { stage: 'pretrain', step } },
  ...{ stages: [], probe: [], cards: [], isEarlier: false },
});

/** A page that trains at step 40 and was saved at step 30. */
function training() {
  const recovery = createRecovery();
  recovery.noteCommand(open);
  for (const event of [running(1), kept(30), running(40)]) recovery.note(event);
  return recovery;
}

describe('a lost worker', () => {
  it('is followed by one that goes on from the last save, and says how much is done again', () => {
    const recovery = training();
    expect(recovery.planAfter('workerCrashed')).toEqual([
      { kind: 'resumeRun', id: 'k', runId: 'r', isPaused: false, isEarlier: false, isForced: true },
    ]);
    expect(recovery.note(recalled(30))).toEqual([
      recalled(30),
      { kind: 'recovered', cause: 'workerCrashed', step: 30, lostSteps: 10 },
    ]);
    // Told once.
    expect(recovery.note(recalled(30))).toEqual([recalled(30)]);
  });

  it('is not put back into motion when the reader had paused', () => {
    const recovery = training();
    recovery.note({ kind: 'status', status: { kind: 'paused', runId: 'r', stage: 'pretrain', step: 40, steps: 100 } });
    expect(recovery.planAfter('workerCrashed')).toMatchObject([{ isPaused: true }]);
  });

  it('again and again is followed by the save before, then by rest, then by nothing', () => {
    const recovery = training();
    const attempt = () => {
      const plan = recovery.planAfter('deviceLost');
      recovery.note(recalled(30));
      recovery.note(running(31));
      return plan;
    };
    expect([attempt(), attempt(), attempt(), attempt()]).toMatchObject([
      [{ isEarlier: false, isPaused: false }],
      [{ isEarlier: true, isPaused: false, backend: 'wasm' }],
      [{ isEarlier: false, isPaused: true, backend: 'wasm' }],
      undefined,
    ]);
  });

  it('counts anew once training has come further than it failed', () => {
    const recovery = training();
    recovery.planAfter('workerCrashed');
    recovery.note(recalled(30));
    for (const event of [running(31), kept(35)]) recovery.note(event);
    expect(recovery.planAfter('workerCrashed')).toMatchObject([{ isEarlier: true }]);
    recovery.note(recalled(30));
    for (const event of [running(31), kept(60)]) recovery.note(event);
    expect(recovery.planAfter('workerCrashed')).toMatchObject([{ isEarlier: false }]);
  });

  it('before anything was saved is followed by the school that was open', () => {
    const recovery = createRecovery();
    expect(recovery.planAfter('workerCrashed')).toBeUndefined();
    const shipped = { kind: 'loadShipped', language: 'en', stage: 'honest' } as const;
    const fresh = createRecovery();
    fresh.noteCommand(open);
    fresh.noteCommand(shipped);
    fresh.note(running(3));
    expect(fresh.planAfter('deviceLost')).toEqual([open, shipped]);
    const idle: EngineEvent = { kind: 'status', status: { kind: 'idle' } };
    expect(fresh.note(idle)).toEqual([idle, { kind: 'recovered', cause: 'deviceLost', step: 0, lostSteps: 3 }]);
  });

  it('is not followed by a run that the reader had left', () => {
    const recovery = training();
    recovery.noteCommand({ kind: 'loadShipped', language: 'en', stage: 'base' });
    recovery.note({ kind: 'runLeft' });
    expect(recovery.planAfter('workerCrashed')).toMatchObject([open, { kind: 'loadShipped' }]);
  });

  it('whose save cannot be opened either fails for that reason', () => {
    const recovery = training();
    recovery.planAfter('workerCrashed');
    expect(recovery.note({ kind: 'refused', code: 'runDamaged' })).toEqual([
      { kind: 'status', status: { kind: 'failed', code: 'runDamaged' } },
    ]);
  });
});

describe('a failure that is told', () => {
  it('costs the worker when there is a save of the stage, or the card is gone', () => {
    const recovery = training();
    expect(recovery.lossIn(failed('notANumber'))).toBe('notANumber');
    expect(recovery.lossIn(failed('deviceLost'))).toBe('deviceLost');
    const unsaved = createRecovery();
    unsaved.note(running(5));
    expect(unsaved.lossIn(failed('notANumber'))).toBeUndefined();
    expect(unsaved.lossIn(failed('deviceLost'))).toBe('deviceLost');
  });

  it('outside of training is only told', () => {
    const recovery = training();
    recovery.note({ kind: 'status', status: { kind: 'idle' } });
    expect(recovery.lossIn(failed('corpusMissing'))).toBeUndefined();
  });
});
