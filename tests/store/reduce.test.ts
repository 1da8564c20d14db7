import { describe, expect, it } from 'vitest';
import type { CheckpointSummary, EngineEvent } from '../../src/engine/protocol.ts';
import type { PretrainReport, ReportCard, RlReport } from '../../src/llm/reports.ts';
import { maxCurvePoints } from '../../src/store/curves.ts';
import { initialMirror, type Mirror, newRun } from '../../src/store/mirror.ts';
import { reduce } from '../../src/store/reduce.ts';

const pretrain = (step: number, extra: Partial<PretrainReport> = {}): PretrainReport => ({
  stage: 'pretrain',
  step,
  steps: 2000,
  loss: 6 - step / 1000,
  learningRate: 0.02,
  gradNorm: 1,
  tokens: step * 100,
  ...extra,
});
const rl = (step: number, extra: Partial<RlReport> = {}): RlReport => ({
  ...pretrain(step),
  stage: 'rl',
  accuracy: step / 10,
  solved: 0.9,
  meanReward: 0.5,
  meanTokens: 20,
  entropy: 0.1,
  styleShares: { direct: 0.5, concise: 0.3, verbose: 0.2 },
  question: 'What is 2+2?',
  answer: 4,
  rollouts: [],
  ...extra,
});
const reports = (runId: string, list: (PretrainReport | RlReport)[]): EngineEvent => ({
  kind: 'reports',
  runId,
  reports: list,
  elapsedMs: 1000,
  tokensPerSecond: 5000,
});
const opened: EngineEvent = {
  kind: 'opened',
  language: 'zh',
  preset: 'quick',
  seed: 7,
  merges: [],
  parameterCount: 10,
  trainingTokens: 20,
  baselines: { uniform: 6, unigram: 5, bigram: 3 },
  reading: { switchedOff: [], isOwn: false },
  cleaning: [],
  teacherAccuracy: 0.8,
  excerpts: [],
};
const checkpoint = (stage: CheckpointSummary['stage'], extra: Partial<CheckpointSummary> = {}): CheckpointSummary => ({
  stage,
  origin: 'trained',
  seed: 1,
  steps: 10,
  tokens: 100,
  ...extra,
});
const card = (stage: ReportCard['stage']): ReportCard => ({
  stage,
  people: {
    famous: 1,
    mid: 1,
    obscure: 0,
    newNames: { refused: 0, invented: 1, otherName: 0 },
    recombined: { refused: 0, invented: 1 },
  },
  answers: [],
});
const running: Mirror = { ...initialMirror, runId: 'a', runs: { pretrain: newRun('a', 'pretrain') } };

describe('reduce', () => {
  it('changes nothing in the state it is given', () => {
    const before = structuredClone(running);
    reduce(running, reports('a', [pretrain(1)]));
    expect(running).toEqual(before);
  });

  it('opening a school forgets everything of the one before, but not the backend', () => {
    const backend = { name: 'wasm', reason: 'noWebgpu' } as const;
    const state = reduce({ ...running, backend, checkpoints: [checkpoint('base')] }, opened);
    expect(state.school).toMatchObject({ language: 'zh', seed: 7, teacherAccuracy: 0.8 });
    expect(state).toMatchObject({ backend, checkpoints: [], runs: {} });
  });

  it('drops reports of a run that is no longer wanted', () => {
    expect(reduce(running, reports('older', [pretrain(3)]))).toBe(running);
  });

  it('keeps the newest figures, and held-out losses and samples of every measurement', () => {
    const sampleTokens = { tokenIds: [120], logprobs: [-6] };
    const state = reduce(
      running,
      reports('a', [pretrain(1, { valLoss: 6.1, sample: 'x', sampleTokens }), pretrain(2)]),
    );
    expect(state.runs.pretrain).toMatchObject({
      step: 2,
      tokens: 200,
      tokensPerSecond: 5000,
      held: [{ step: 1, valLoss: 6.1 }],
      samples: [{ step: 1, text: 'x', tokens: sampleTokens }],
    });
  });

  it('keeps a curve within its limit, from the first step on and evenly', () => {
    let state = running;
    for (let step = 1; step <= 1999; step += 3) {
      state = reduce(state, reports('a', [pretrain(step), pretrain(step + 1), pretrain(step + 2)]));
    }
    const steps = state.runs.pretrain?.losses.points.map((point) => point.step) ?? [];
    expect(steps.length).toBeGreaterThan(maxCurvePoints / 2);
    expect(steps.length).toBeLessThanOrEqual(maxCurvePoints);
    expect(steps[0]).toBe(1);
    const gaps = new Set(steps.slice(2).map((step, i) => step - (steps[i + 1] as number)));
    expect(gaps.size).toBe(1);
  });

  it('makes points and rounds of exercises', () => {
    const state = reduce(
      { ...initialMirror, runId: 'r', runs: { rl: newRun('r', 'rl') } },
      reports('r', [rl(1), rl(2)]),
    );
    expect(state.runs.rl?.exercises.points.map((point) => point.accuracy)).toEqual([0.1, 0.2]);
    expect(state.runs.rl?.rounds.map((round) => round.step)).toEqual([1, 2]);
  });

  it('drops tokens and logits of requests that nobody waits for', () => {
    const state: Mirror = { ...initialMirror, requests: { generate: 'g', inspect: 'i' } };
    const token = { tokenId: 5, label: 'x', special: false, tool: false };
    expect(reduce(state, { kind: 'generated', requestId: 'old', token })).toBe(state);
    expect(reduce(state, { kind: 'generated', requestId: 'g', token }).answer).toHaveLength(1);
    const inspected = { kind: 'inspected' as const, step: 0, prompt: [], logits: new Float32Array(2) };
    expect(reduce(state, { ...inspected, requestId: 'old' })).toBe(state);
    expect(reduce(state, { ...inspected, requestId: 'i' }).inspection?.logits).toHaveLength(2);
  });

  it('drops the report card of a checkpoint that is no longer the same', () => {
    const state: Mirror = {
      ...initialMirror,
      checkpoints: [checkpoint('untrained'), checkpoint('base')],
      reportCards: { untrained: card('untrained'), base: card('base') },
    };
    const next = reduce(state, {
      kind: 'checkpoints',
      checkpoints: [checkpoint('untrained'), checkpoint('base', { steps: 11 })],
    });
    expect(Object.keys(next.reportCards)).toEqual(['untrained']);
  });

  it('drops the curves of checkpoints that were loaded or are gone, and keeps those of the stage in training', () => {
    const state: Mirror = {
      ...initialMirror,
      runId: 'c',
      runs: { pretrain: newRun('a', 'pretrain'), sft: newRun('b', 'sft'), rl: newRun('c', 'rl') },
    };
    const next = reduce(state, { kind: 'checkpoints', checkpoints: [checkpoint('base', { origin: 'shipped' })] });
    expect(Object.keys(next.runs)).toEqual(['rl']);
  });

  it('ends an examination when the engine says so, however many cards it gave', () => {
    const state: Mirror = {
      ...initialMirror,
      checkpoints: [checkpoint('untrained'), checkpoint('base')],
      requests: { evaluate: 'e' },
    };
    const half = reduce(state, { kind: 'reportCard', card: card('untrained') });
    expect(half.requests.evaluate).toBe('e');
    expect(reduce(half, { kind: 'answered', requestId: 'other' }).requests.evaluate).toBe('e');
    expect(reduce(half, { kind: 'answered', requestId: 'e' }).requests.evaluate).toBeUndefined();
  });

  it('tells a refusal, except of a request that nobody waits for', () => {
    expect(reduce(initialMirror, { kind: 'refused', code: 'checkpointCorrupt' }).notice?.code).toBe(
      'checkpointCorrupt',
    );
    expect(reduce(initialMirror, { kind: 'refused', requestId: 'old', code: 'contextTooLong' })).toBe(initialMirror);
  });
});
