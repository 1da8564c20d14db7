/**
 * One event of the engine, folded into the mirror. Pure. Events of an older run or request change nothing.
 */
import type { CheckpointSummary, EngineEvent, RecalledStage } from '../engine/protocol.ts';
import {
  type RlReport,
  type StageName,
  type StepReport,
  stageNames,
  stageResult,
  trainingStages,
} from '../llm/reports.ts';
import { appendPoints } from './curves.ts';
import { reduceKept } from './kept.ts';
import {
  type ExercisePoint,
  initialMirror,
  type LossPoint,
  type Mirror,
  newRun,
  type Run,
  type Runs,
  type Sample,
} from './mirror.ts';
import { slotOf, withAnswer, withClosed, withoutStages } from './questions.ts';
import { withExamined, withRecited } from './recitals.ts';

const maxSamples = 60;
const maxRounds = 200;

export function reduce<State extends Mirror>(state: State, event: EngineEvent): State {
  switch (event.kind) {
    case 'backend':
      return { ...state, backend: event.choice };
    case 'working':
      return {
        ...state,
        working: event.done < event.total ? { task: event.task, done: event.done, total: event.total } : undefined,
      };
    case 'opened': {
      const { kind: _, ...school } = event;
      const { backend, status, requests, other, recitals, kept } = state;
      // Said before the school was there to be opened, and not yet read.
      const notice = state.notice?.code === 'addressCorrected' ? state.notice : undefined;
      const mirror = { ...initialMirror, backend, status, requests: { save: requests.save }, school, kept };
      return { ...state, ...mirror, other, recitals, notice };
    }
    case 'status':
      return { ...state, status: event.status, ...(event.status.kind === 'failed' && { working: undefined }) };
    case 'reports': {
      if (event.runId !== state.runId) return state;
      const stage = event.reports[0]?.stage;
      const run = stage && state.runs[stage];
      if (!run) return state;
      const { elapsedMs, tokensPerSecond } = event;
      const next = { ...withReports(run, event.reports), elapsedMs, tokensPerSecond };
      return { ...state, runs: { ...state.runs, [stage]: next } };
    }
    case 'probed':
      return event.runId === state.runId ? { ...state, probe: event.results } : state;
    case 'bestSoFar': {
      const run = event.runId === state.runId ? state.runs.rl : undefined;
      return run ? { ...state, runs: { ...state.runs, rl: { ...run, best: event.step } } } : state;
    }
    case 'checkpoints':
      return withCheckpoints(state, event.checkpoints);
    case 'inspected': {
      if (event.requestId !== state.requests.inspect) return state;
      const { step, prompt, logits } = event;
      return { ...state, inspection: { step, prompt, logits } };
    }
    case 'generated': {
      if (event.requestId !== state.requests.generate) return state;
      const { token, logits, random } = event;
      return { ...state, answer: [...state.answer, { token, logits, random }] };
    }
    case 'finished':
      return event.requestId === state.requests.generate ? withoutRequest(state, 'generate') : state;
    case 'answer':
      return {
        ...state,
        questions: withAnswer(state.questions, event),
        recitals: withRecited(state.recitals, state, event),
      };
    case 'answered':
      if (event.requestId === state.requests.evaluate) return withoutRequest(state, 'evaluate');
      return { ...state, questions: withClosed(state.questions, event.requestId) };
    case 'reportCard': {
      const reportCards = { ...state.reportCards, [event.card.stage]: event.card };
      return { ...state, reportCards, recitals: withExamined(state.recitals, state, event.card) };
    }
    case 'saved':
      return event.requestId === state.requests.save ? withoutRequest(state, 'save') : state;
    case 'refused':
      return withRefusal(state, event);
    case 'recalled':
      return { ...withStages(state, event), kept: reduceKept(state.kept, event) };
    case 'curvesRead':
      return { ...state, other: { id: event.id, runs: runsOf(event.id, event.stages) } };
    case 'savedRuns':
    case 'kept':
    case 'keepFailed':
    case 'runLeft':
    case 'runTaken':
    case 'recovered':
      return { ...state, kept: reduceKept(state.kept, event) };
    case 'recovering':
      // Whoever was asked is gone, and nobody answers any more.
      return { ...state, requests: {}, working: undefined, kept: reduceKept(state.kept, event) };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

/** Curves and cards of a kept run, as if they had just been told. */
function withStages<State extends Mirror>(
  state: State,
  { id, runId, progress, rateFactor, stages, probe, cards, best }: Extract<EngineEvent, { kind: 'recalled' }>,
): State {
  const runs = runsOf(id, stages);
  if (progress) runs[progress.stage] = { ...(runs[progress.stage] ?? newRun(runId, progress.stage)), runId };
  if (runs.rl) runs.rl = { ...runs.rl, best };
  const reportCards = Object.fromEntries(cards.map((card) => [card.stage, card]));
  return { ...state, runs, rateFactor, reportCards, probe, runId: progress && runId };
}

/** A run drawn again from what was told of it. */
function runsOf(id: string, stages: readonly RecalledStage[]): Runs {
  return Object.fromEntries(
    stages.map(({ stage, reports, elapsedMs, tokensPerSecond }) => [
      stage,
      { ...withReports(newRun(`${id}/${stage}`, stage), reports), elapsedMs, tokensPerSecond },
    ]),
  );
}

function withReports(run: Run, reports: readonly StepReport[]): Run {
  const last = reports.at(-1);
  if (!last) return run;
  const losses = reports.map((report): LossPoint => {
    const valLoss = report.stage === 'pretrain' ? report.valLoss : undefined;
    const { step, loss, learningRate } = report;
    return { step, loss, learningRate, ...(valLoss !== undefined && { valLoss }) };
  });
  const held = losses.flatMap(({ step, valLoss }) => (valLoss === undefined ? [] : [{ step, valLoss }]));
  const samples = reports.flatMap((report): Sample[] => {
    if (report.stage !== 'pretrain' || report.sample === undefined) return [];
    const { step, sample: text, sampleTokens: tokens } = report;
    return [{ step, text, ...(tokens && { tokens }) }];
  });
  const iterations = reports.filter((report): report is RlReport => report.stage === 'rl');
  const rounds = iterations.map(({ step, question, answer, rollouts }) => ({ step, question, answer, rollouts }));
  return {
    ...run,
    step: last.step,
    steps: last.steps,
    tokens: last.tokens,
    loss: last.loss,
    learningRate: last.learningRate,
    losses: appendPoints(run.losses, losses),
    held: [...run.held, ...held],
    samples: [...run.samples, ...samples].slice(-maxSamples),
    exercises: appendPoints(run.exercises, iterations.map(exercisePoint)),
    rounds: [...run.rounds, ...rounds].slice(-maxRounds),
    lastTest: iterations.findLast((report) => report.test !== undefined)?.test ?? run.lastTest,
  };
}

function exercisePoint(report: RlReport): ExercisePoint {
  const point: ExercisePoint = {
    step: report.step,
    accuracy: report.accuracy,
    reward: report.meanReward,
    meanTokens: report.meanTokens,
    direct: report.styleShares.direct,
    concise: report.styleShares.concise,
    verbose: report.styleShares.verbose,
    solved: report.solved,
  };
  return report.test ? { ...point, greedy: report.test.greedy, sampled: report.test.sampled } : point;
}

/** Curves, report cards and answers of checkpoints that are gone, or are no longer the same, go with them. */
function withCheckpoints<State extends Mirror>(state: State, checkpoints: CheckpointSummary[]): State {
  const isGone = (stage: StageName): boolean => {
    const before = state.checkpoints.find((checkpoint) => checkpoint.stage === stage);
    const after = checkpoints.find((checkpoint) => checkpoint.stage === stage);
    return !before || !after || !isSame(before, after);
  };
  const reportCards = { ...state.reportCards };
  for (const stage of stageNames) if (isGone(stage)) delete reportCards[stage];
  const runs = { ...state.runs };
  for (const stage of trainingStages) {
    const result = checkpoints.find((checkpoint) => checkpoint.stage === stageResult[stage]);
    const isCurrent = runs[stage]?.runId === state.runId;
    if (result ? result.origin !== 'trained' : !isCurrent) delete runs[stage];
  }
  return { ...state, checkpoints, reportCards, runs, questions: withoutStages(state.questions, isGone) };
}

const isSame = (a: CheckpointSummary, b: CheckpointSummary): boolean =>
  a.origin === b.origin && a.seed === b.seed && a.steps === b.steps && a.tokens === b.tokens;

function withoutRequest<State extends Mirror>(state: State, name: keyof Mirror['requests']): State {
  const requests = { ...state.requests };
  delete requests[name];
  return { ...state, requests };
}

/** Something could not be done: say so, unless it answers a request that nobody waits for any more. */
function withRefusal<State extends Mirror>(state: State, event: Extract<EngineEvent, { kind: 'refused' }>): State {
  const { requestId, code, details } = event;
  const waiting = (Object.keys(state.requests) as (keyof Mirror['requests'])[]).find(
    (name) => state.requests[name] === requestId,
  );
  const isQuestion = requestId !== undefined && slotOf(state.questions, requestId) !== undefined;
  if (requestId !== undefined && !waiting && !isQuestion) return state;
  const next = { ...state, notice: { code, details }, working: undefined };
  if (isQuestion) return { ...next, questions: withClosed(state.questions, requestId) };
  return requestId !== undefined && waiting ? withoutRequest(next, waiting) : next;
}
