/**
 * A stage in training: takes the stage's reports one by one, and pauses, goes on, or ends as told. Keeps a copy of the
 * last weights that are known to be good, in case training runs away.
 */
import { Halted, SchoolError } from '../llm/errors.ts';
import type { Model } from '../llm/model.ts';
import type { TrainingStage } from '../llm/reports.ts';
import type { StageRun } from '../llm/school.ts';
import type { Breathing } from './breathing.ts';
import type { EngineEvent, EngineStatus } from './protocol.ts';
import { createReporter } from './reporter.ts';
import { createSafekeeping } from './safekeeping.ts';

export interface SessionOptions {
  runId: string;
  stage: TrainingStage;
  /** Being trained; belongs to the session's owner. */
  model: Model;
  run: StageRun;
  emit(event: EngineEvent): void;
  nowMs(): number;
  breathe: Breathing['breathe'];
  /** Where a stage that was interrupted goes on. */
  begun?: Begun | undefined;
  /** Saving between two steps. */
  keeper?: {
    isDue(): boolean;
    /** Settles once the state has been read; writing it down takes its own time. */
    keep(at: Begun): Promise<void>;
  };
}

/** A stage in its middle. */
export interface Begun {
  step: number;
  steps: number;
  tokens: number;
  elapsedMs: number;
  /** Makes no further step until told to. */
  isPaused: boolean;
}

const atTheStart: Begun = { step: 0, steps: 0, tokens: 0, elapsedMs: 0, isPaused: false };

/** How it ended, and after how many steps the model's weights, good ones in any case, were reached. */
export interface Outcome {
  steps: number;
  tokens: number;
  /** Ended by `abandon`: nobody wants the result. */
  isAbandoned: boolean;
  /** What ended it too early. */
  error?: unknown;
}

export interface Session {
  runId: string;
  stage: TrainingStage;
  model: Model;
  /** Steps done: the weights are those after this one, though its report may still be on its way. Tokens as reported. */
  step(): number;
  tokens(): number;
  /** Asks for a save after the step under way. */
  keepSoon(): void;
  /** What the learning rates are multiplied by from the next step on. */
  setRateFactor(factor: number): void;
  /** Within the step under way, if it can be held up; its beginning is what is saved. */
  pause(): void;
  resume(): void;
  /** One more step, then pause. */
  stepOnce(): void;
  /** Pauses where all can be saved, and settles once that is done, or the session has ended. */
  rest(): Promise<void>;
  /** Ends after the steps under way, or before the one that can be given up. */
  stop(): void;
  /** Ends likewise, without further reports. */
  abandon(): void;
  ended: Promise<Outcome>;
}

type Mode = 'running' | 'stepping' | 'paused' | 'stopping' | 'abandoned';

/** Steps worth so much time are handed to the device ahead: enough to keep it busy, and a stop need not wait for more. */
const aheadMs = 60;
const maxAhead = 16;

export function startSession(options: SessionOptions): Session {
  const { runId, stage, model, run, emit, nowMs, breathe, keeper, begun = atTheStart } = options;
  const { flow } = run;
  let mode: Mode = begun.isPaused ? 'paused' : 'running';
  flow.isSingle = begun.isPaused;
  let wake = (): void => {};
  let isKeepWanted = false;
  /** Only a pause in which everything can be saved will do. */
  let isRestWanted = false;
  const progress = { step: begun.step, steps: begun.steps, tokens: begun.tokens };
  /** As it was saved last. */
  let kept = { step: begun.step, rateFactor: flow.rateFactor };
  let atRest = createSignal();
  const reporter = createReporter(options, begun);
  const good = createSafekeeping(model, begun);

  const isEnding = (): boolean => mode === 'stopping' || mode === 'abandoned';
  const setMode = (next: Mode): void => {
    if (isEnding() && next !== 'abandoned') return;
    const wasPaused = mode === 'paused';
    mode = next;
    flow.isSingle = next !== 'running';
    if (next !== 'paused') isRestWanted = false;
    if (wasPaused) wake();
  };
  /**
   * Whether the weights are those after the last step reported, of which none may have come of it: an iteration without a right attempt
   * changes nothing. Else saving has to wait for a report.
   */
  const isAtStep = (): boolean => flow.step <= progress.step && flow.underWay === 0;
  const tell = (kind: Extract<EngineStatus['kind'], 'running' | 'paused'>): void =>
    emit({ kind: 'status', status: { kind, runId, stage, step: progress.step, steps: progress.steps } });

  const keepHere = async (isPaused: boolean): Promise<void> => {
    isKeepWanted = false;
    const { rateFactor } = flow;
    if (progress.step === kept.step && rateFactor === kept.rateFactor) return;
    kept = { step: progress.step, rateFactor };
    reporter.flush();
    await keeper?.keep({ ...progress, elapsedMs: reporter.elapsedMs(), isPaused });
  };

  const pauseHere = async (): Promise<void> => {
    const pausedMs = nowMs();
    reporter.flush();
    tell('paused');
    const isRest = isAtStep();
    if (isRest) {
      await keepHere(true);
      atRest.give();
    }
    while (mode === 'paused' && (isRest || !isRestWanted)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      while (isRest && mode === 'paused' && flow.rateFactor !== kept.rateFactor) await keepHere(true);
    }
    if (isRest) atRest = createSignal();
    reporter.skip(nowMs() - pausedMs);
    if (mode === 'running' || mode === 'stepping') tell('running');
  };

  flow.safepoint = async () => {
    if (mode === 'paused' && (isAtStep() || !isRestWanted)) await pauseHere();
    if (isEnding()) throw new Halted();
  };

  const train = async (): Promise<Outcome> => {
    const end = (error?: unknown): Outcome => {
      const isAbandoned = mode === 'abandoned';
      if (!isAbandoned) reporter.flush();
      const { step: steps, tokens } = error === undefined ? progress : good.restore();
      good.dispose();
      return { steps, tokens, isAbandoned, ...(error !== undefined && { error }) };
    };
    let reportedMs = nowMs();
    let stepMs = aheadMs;
    try {
      if (mode === 'paused') await pauseHere();
      else tell('running');
      if (isEnding()) return end();
      for await (const report of run.reports) {
        if (mode === 'abandoned') break;
        if (!Number.isFinite(report.loss) || !Number.isFinite(report.gradNorm)) {
          throw new SchoolError('notANumber', { step: report.step });
        }
        const isFirst = progress.steps !== report.steps;
        Object.assign(progress, { step: report.step, steps: report.steps, tokens: report.tokens });
        good.note(progress, flow.step);
        reporter.add(report);
        if (isFirst) tell('running');
        stepMs += (nowMs() - reportedMs - stepMs) / 4;
        reportedMs = nowMs();
        flow.depth = Math.min(maxAhead, Math.max(1, Math.floor(aheadMs / stepMs)));
        await breathe();
        const isKeepDue = keeper !== undefined && (isKeepWanted || keeper.isDue());
        flow.isSingle = mode !== 'running' || isKeepDue;
        // The weights are already those of the steps under way: their reports come first.
        if (flow.underWay > 0) continue;
        if (mode === 'stepping') mode = 'paused';
        if (mode === 'paused') await pauseHere();
        else if (!isEnding() && isKeepDue) await keepHere(false);
        if (isEnding()) break;
        flow.isSingle = mode !== 'running';
      }
      return end();
    } catch (error) {
      return error instanceof Halted ? end() : end(error);
    }
  };

  const ended = train();
  return {
    runId,
    stage,
    model,
    step: () => flow.step,
    tokens: () => progress.tokens,
    keepSoon: () => {
      isKeepWanted = true;
    },
    setRateFactor(factor) {
      flow.rateFactor = factor;
      if (mode === 'paused') wake();
    },
    pause: () => setMode('paused'),
    resume: () => setMode('running'),
    stepOnce: () => setMode('stepping'),
    stop: () => setMode('stopping'),
    abandon: () => setMode('abandoned'),
    async rest() {
      isRestWanted = true;
      setMode('paused');
      await Promise.race([atRest.given, ended]);
    },
    ended,
  };
}

/** Something to be waited for. */
function createSignal(): { given: Promise<void>; give(): void } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
