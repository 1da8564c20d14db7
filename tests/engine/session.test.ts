import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeEnvironment } from '../../scripts/nodeAssets.ts';
import { chooseBackend } from '../../src/engine/backend.ts';
import type { EngineEvent } from '../../src/engine/protocol.ts';
import { type Begun, type Session, startSession } from '../../src/engine/session.ts';
import { createModel, disposeModel, type Model } from '../../src/llm/model.ts';
import { createRandom } from '../../src/llm/random.ts';
import type { StepReport } from '../../src/llm/reports.ts';
import { type Flow, unlessHalted } from '../../src/llm/trainer.ts';

beforeAll(async () => {
  await chooseBackend(nodeEnvironment().backends, 'wasm');
});

const config = { vocabSize: 270, nLayer: 1, nHead: 1, nEmbd: 8, contextLength: 8, ropeBase: 1000 };
const gainOf = ({ parameters }: Model): Promise<unknown> => (parameters.finalNorm as tf.Variable).data();

/**
 * A stage that may hand steps over before their reports are out, and whose step n sets a weight to n; from `runsAwayAt` on it sets NaN, which the loss of
 * the next step shows. It can be held up after each of a step's parts, when the weights are not touched yet, and in looks at those after it.
 */
function fakeStage(options: {
  steps: number;
  stepMs?: number;
  runsAwayAt?: number;
  failsAt?: number;
  ahead?: number;
  parts?: number;
  looks?: number;
  /** Learns nothing: no weight changes, and no step is counted as made. */
  isIdle?: boolean;
}) {
  const model = createModel(config, createRandom(1));
  const events: EngineEvent[] = [];
  const clock = { nowMs: 0 };
  const set = (value: number): void => {
    tf.tidy(() => (model.parameters.finalNorm as tf.Variable).assign(tf.fill([config.nEmbd], value)));
  };
  const flow: Flow = { step: 0, underWay: 0, depth: 1, isSingle: false, rateFactor: 1, safepoint: async () => {} };
  async function* reports(): AsyncGenerator<StepReport, void> {
    let loss = 1;
    for (let step = 1; step <= options.steps; step++) {
      if (step === options.failsAt) throw new Error('broken');
      for (let part = 0; part < (options.parts ?? 0); part++) await flow.safepoint();
      clock.nowMs += options.stepMs ?? 20;
      const hasRunAway = options.runsAwayAt !== undefined && step >= options.runsAwayAt;
      if (Number.isFinite(loss)) set(hasRunAway ? Number.NaN : step);
      const canGo = flow.isSingle ? step : Math.min(options.steps, step + (options.ahead ?? 0));
      if (!options.isIdle) {
        flow.step = Math.max(flow.step, canGo);
        flow.underWay = flow.step - step;
      }
      await unlessHalted(async () => {
        for (let look = 0; look < (options.looks ?? 0); look++) await flow.safepoint();
      });
      yield { stage: 'sft', step, steps: options.steps, loss, learningRate: 1, gradNorm: 1, tokens: 100 * step };
      if (hasRunAway) loss = Number.NaN;
    }
  }
  const kept: Begun[] = [];
  const before = tf.memory().numTensors;
  const session: Session = startSession({
    ...{ runId: 'r', stage: 'sft', model, emit: (event) => events.push(event) },
    run: {
      reports: reports(),
      flow,
      notes: () => ({ taughtPeople: [], refusedPeople: [] }),
      optimizerState: async () => ({}),
      dispose: () => {},
    },
    nowMs: () => clock.nowMs,
    breathe: () => Promise.resolve(),
    keeper: { isDue: () => false, keep: async (at) => void kept.push({ ...at }) },
  });
  return { model, session, events, before, kept };
}

const reportsIn = (events: EngineEvent[]) => events.filter((event) => event.kind === 'reports');

describe('a session', () => {
  it('sends every report once, at most four times a second, with the speed', async () => {
    const { model, session, events, before } = fakeStage({ steps: 50 });
    expect(await session.ended).toEqual({ steps: 50, tokens: 5000, isAbandoned: false });
    const sent = reportsIn(events);
    expect(sent.flatMap(({ reports }) => reports.map(({ step }) => step))).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    expect(sent.length).toBeLessThanOrEqual(6);
    expect(sent.at(-1)).toMatchObject({ elapsedMs: 1000 });
    expect(sent.at(-1)?.tokensPerSecond).toBeCloseTo(5000, 0);
    expect(tf.memory().numTensors).toBe(before);
    disposeModel(model);
  });

  it.each([
    // Copies are made after steps 10, 20, …; the one after 20 is the first that is bad itself.
    [20, 10],
    [25, 20],
    [31, 30],
    [3, 0],
  ])('that runs away in step %i goes back to step %i', async (runsAwayAt, steps) => {
    const { model, session, before } = fakeStage({ steps: 50, runsAwayAt });
    const outcome = await session.ended;
    expect(outcome).toMatchObject({ steps, error: { code: 'notANumber', details: { step: runsAwayAt + 1 } } });
    expect(await gainOf(model)).toEqual(new Float32Array(config.nEmbd).fill(steps || 1));
    expect(tf.memory().numTensors).toBe(before);
    disposeModel(model);
  });

  it('that breaks keeps the last good copy and tells the error', async () => {
    const { model, session } = fakeStage({ steps: 50, failsAt: 15 });
    const outcome = await session.ended;
    expect(outcome.steps).toBe(10);
    expect(outcome.error).toBeInstanceOf(Error);
    disposeModel(model);
  });

  it('does not count the time of a pause, and makes no step after an end in a pause', async () => {
    for (const end of ['stop', 'abandon'] as const) {
      const { model, session, events } = fakeStage({ steps: 50 });
      session.stepOnce();
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(session.step()).toBe(1);
      session[end]();
      expect(await session.ended).toEqual({ steps: 1, tokens: 100, isAbandoned: end === 'abandon' });
      expect(reportsIn(events).at(-1)).toMatchObject({ elapsedMs: 20 });
      disposeModel(model);
    }
  });

  it.each(['pause', 'stop'] as const)('with steps under way takes their reports before a %s', async (end) => {
    const { model, session, events } = fakeStage({ steps: 50, ahead: 3 });
    // By now the first step and three more have been handed over.
    session[end]();
    if (end === 'pause') {
      await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ kind: 'status', status: { kind: 'paused' } }));
      const reached = session.step();
      expect(events.at(-1)).toMatchObject({ status: { step: reached } });
      session.stepOnce();
      await vi.waitFor(() => expect(session.step()).toBe(reached + 1));
      session.stop();
    }
    const { steps } = await session.ended;
    expect(steps).toBe(session.step());
    const last = reportsIn(events)
      .flatMap(({ reports }) => reports)
      .at(-1);
    expect(last?.step).toBe(steps);
    disposeModel(model);
  });

  const statusOf = (events: EngineEvent[]) => events.findLast((event) => event.kind === 'status')?.status;
  const isPaused = (events: EngineEvent[]) => () => expect(statusOf(events)).toMatchObject({ kind: 'paused' });

  it('is held up in the middle of a step, which is then made as if nothing had been', async () => {
    const { model, session, events, kept } = fakeStage({ steps: 12, parts: 2 });
    session.pause();
    await vi.waitFor(isPaused(events));
    expect(statusOf(events)).toMatchObject({ step: 0 });
    session.stepOnce();
    await vi.waitFor(() => expect(statusOf(events)).toMatchObject({ kind: 'paused', step: 1 }));
    expect(kept).toMatchObject([{ step: 1, isPaused: true }]);
    session.resume();
    expect(await session.ended).toEqual({ steps: 12, tokens: 1200, isAbandoned: false });
    expect(await gainOf(model)).toEqual(new Float32Array(config.nEmbd).fill(12));
    disposeModel(model);
  });

  it.each(['stop', 'abandon'] as const)('gives up the step under way at a %s', async (end) => {
    const { model, session, events } = fakeStage({ steps: 12, parts: 2 });
    session.stepOnce();
    await vi.waitFor(() => expect(statusOf(events)).toMatchObject({ kind: 'paused', step: 1 }));
    session.resume();
    session[end]();
    expect(await session.ended).toEqual({ steps: 1, tokens: 100, isAbandoned: end === 'abandon' });
    expect(await gainOf(model)).toEqual(new Float32Array(config.nEmbd).fill(1));
    disposeModel(model);
  });

  it('held up in a look at the weights of a step saves nothing before that step is reported, and rests only there', async () => {
    const { model, session, events, kept } = fakeStage({ steps: 12, looks: 2 });
    session.pause();
    await vi.waitFor(isPaused(events));
    expect(statusOf(events)).toMatchObject({ step: 0 });
    expect(session.step()).toBe(1);
    expect(kept).toEqual([]);
    await session.rest();
    expect(statusOf(events)).toMatchObject({ kind: 'paused', step: 1 });
    expect(kept).toMatchObject([{ step: 1 }]);
    session.resume();
    session.stop();
    expect((await session.ended).steps).toBe(session.step());
    disposeModel(model);
  });

  it('rests after a step that has changed nothing, too', async () => {
    const { model, session, kept } = fakeStage({ steps: 12, parts: 1, isIdle: true });
    session.stepOnce();
    await vi.waitFor(() => expect(kept).toMatchObject([{ step: 1, isPaused: true }]));
    await session.rest();
    session.stop();
    expect((await session.ended).steps).toBe(1);
    disposeModel(model);
  });

  it('stopped in a look reports the step all the same', async () => {
    const { model, session } = fakeStage({ steps: 12, looks: 2 });
    session.stop();
    expect(await session.ended).toEqual({ steps: 1, tokens: 100, isAbandoned: false });
    disposeModel(model);
  });

  it('calls a copy of the weights by the step that they have reached', async () => {
    const { model, session } = fakeStage({ steps: 50, runsAwayAt: 30, ahead: 3 });
    // The copies made after the reports of steps 10 and 20 hold the weights of 13 and 23; the loss of 31 shows that it ran away.
    expect(await session.ended).toMatchObject({ steps: 23, tokens: 2300 });
    disposeModel(model);
  });
});
