/**
 * What to do when a worker is lost: which commands bring a new one to where the old one was. Knows only what was said to the engine and heard
 * from it. Gives up in steps: the newest save; the one before it, and plain WebAssembly if the card was at fault; the newest save, at rest;
 * then nothing more.
 */
import type { ErrorCode } from '../llm/errors.ts';
import type { TrainingStage } from '../llm/reports.ts';
import type { EngineCommand, EngineEvent } from './protocol.ts';

export interface Recovery {
  noteCommand(command: EngineCommand): void;
  /** What a listener is to hear instead of an event. */
  note(event: EngineEvent): EngineEvent[];
  /** Why the worker that sent this event is to be replaced, if it is. */
  lossIn(event: EngineEvent): ErrorCode | undefined;
  /** The commands for a new worker; undefined when there is nothing to go back to, or it has been tried often enough. */
  planAfter(cause: ErrorCode): EngineCommand[] | undefined;
}

const maxAttempts = 3;

interface Active {
  runId: string;
  stage: TrainingStage;
  step: number;
  isPaused: boolean;
}

export function createRecovery(): Recovery {
  /** The commands that opened what is open. */
  let opening: EngineCommand[] = [];
  let kept: { id: string; stage?: TrainingStage } | undefined;
  let active: Active | undefined;
  let attempts = 0;
  let failedAt: number | undefined;
  /** While a new worker is on its way back. */
  let recovering: { cause: ErrorCode; lost: Active | undefined } | undefined;

  const finish = (step = 0): EngineEvent[] => {
    if (!recovering) return [];
    const { cause, lost } = recovering;
    recovering = undefined;
    return [{ kind: 'recovered', cause, step, lostSteps: Math.max(0, (lost?.step ?? 0) - step) }];
  };

  return {
    noteCommand(command) {
      if (command.kind === 'open') opening = [command];
      if (command.kind === 'loadShipped') opening = [...opening.slice(0, 1), command];
    },

    note(event) {
      switch (event.kind) {
        case 'status': {
          const { status } = event;
          if (status.kind === 'running' || status.kind === 'paused') {
            const { runId, stage, step } = status;
            active = { runId, stage, step, isPaused: status.kind === 'paused' };
          } else if (status.kind !== 'starting') active = undefined;
          return status.kind === 'idle' || status.kind === 'failed' ? [event, ...finish()] : [event];
        }
        case 'reports':
          if (active) active.step = event.reports.at(-1)?.step ?? active.step;
          return [event];
        case 'runLeft':
          if (!recovering) kept = undefined;
          return [event];
        case 'kept': {
          const { run } = event;
          kept = run && { id: run.id, ...(run.progress && { stage: run.progress.stage }) };
          // Beyond where it failed.
          if (!run?.progress || !failedAt || run.progress.step > failedAt) attempts = 0;
          return [event];
        }
        case 'runTaken':
          kept = undefined;
          return [event];
        case 'recalled':
          kept = { id: event.id, ...(event.progress && { stage: event.progress.stage }) };
          return [event, ...finish(event.progress?.step)];
        case 'refused':
          if (!recovering || event.requestId !== undefined) return [event];
          recovering = undefined;
          return [{ kind: 'status', status: { kind: 'failed', code: event.code } }];
        default:
          return [event];
      }
    },

    lossIn(event) {
      if (event.kind !== 'status' || event.status.kind !== 'failed') return undefined;
      const { code } = event.status;
      if (code === 'deviceLost') return code;
      // The worker lives and has what the stage had made; only a save of that stage is better.
      return active && kept?.stage === active.stage ? code : undefined;
    },

    planAfter(cause) {
      attempts++;
      recovering = { cause, lost: active };
      failedAt = active?.step;
      if (attempts > maxAttempts || (!kept && opening.length === 0)) {
        recovering = undefined;
        return undefined;
      }
      if (!kept) return opening;
      const isLast = attempts === maxAttempts;
      const backend = attempts > 1 && cause === 'deviceLost' ? ({ backend: 'wasm' } as const) : {};
      const { runId = 'recovered', isPaused = true } = active ?? {};
      const isEarlier = attempts === 2;
      return [
        { kind: 'resumeRun', id: kept.id, runId, isPaused: isPaused || isLast, isEarlier, isForced: true, ...backend },
      ];
    },
  };
}
