/** What the page knows of the runs that the browser keeps: their list, how the open one is doing, and what happened to it. */
import type { EngineEvent, SavedRunSummary } from '../engine/protocol.ts';
import type { ErrorCode, ErrorDetails } from '../llm/errors.ts';

export type KeptRun = SavedRunSummary;

export interface Kept {
  /** The newest first; undefined until the engine has told. */
  runs: readonly KeptRun[] | undefined;
  /** Runs that cannot be read: damaged, or written by a newer page. */
  unreadable: number;
  /** The open run as it was saved last. */
  current: KeptRun | undefined;
  /** Why the last save failed. */
  problem: { code: ErrorCode; details: ErrorDetails | undefined } | undefined;
  /** Another tab has taken the open run over. */
  isTaken: boolean;
  /** The worker was lost: on its way back, or arrived at a step, with so many to be done again. */
  recovery: { cause: ErrorCode; at?: { step: number; lostSteps: number } } | undefined;
  /** The reader has been asked whether to go on with the last run, and has answered. */
  isOfferAnswered: boolean;
}

export const initialKept: Kept = {
  runs: undefined,
  unreadable: 0,
  current: undefined,
  problem: undefined,
  isTaken: false,
  recovery: undefined,
  isOfferAnswered: false,
};

type KeptEvent = Extract<
  EngineEvent,
  { kind: 'savedRuns' | 'kept' | 'keepFailed' | 'recalled' | 'runTaken' | 'recovering' | 'recovered' | 'runLeft' }
>;

/** One event, folded in. Pure. */
export function reduceKept(kept: Kept, event: KeptEvent): Kept {
  switch (event.kind) {
    case 'savedRuns':
      return { ...kept, runs: event.runs, unreadable: event.unreadable };
    case 'kept':
      return { ...kept, ...withRun(kept, event.run), problem: undefined };
    case 'keepFailed':
      return { ...kept, problem: { code: event.code, details: event.details } };
    case 'runLeft':
      return { ...kept, current: undefined, isTaken: false, problem: stays(kept.problem) };
    case 'recalled': {
      const current = kept.runs?.find(({ id }) => id === event.id);
      return { ...kept, current, isTaken: false, isOfferAnswered: true };
    }
    case 'runTaken':
      return { ...kept, current: undefined, isTaken: true };
    case 'recovering':
      return { ...kept, recovery: { cause: event.cause } };
    case 'recovered': {
      const { cause, step, lostSteps } = event;
      return { ...kept, recovery: { cause, at: { step, lostSteps } } };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

/** Where nothing can be kept at all, another school changes nothing about it. */
const stays = (problem: Kept['problem']): Kept['problem'] =>
  problem?.code === 'storageUnavailable' ? problem : undefined;

/** The run in the list and beside it; the one that was there before goes when nothing is left of it. */
function withRun({ runs = [], current }: Kept, run: SavedRunSummary | undefined): Partial<Kept> {
  const others = runs.filter(({ id }) => id !== (run ?? current)?.id);
  return { current: run, runs: run ? [run, ...others] : others };
}

/** Whether everything trained here is, or will in some seconds be, where it survives this tab. */
export const isKept = ({ current, problem, isTaken }: Kept): boolean =>
  current !== undefined && problem === undefined && !isTaken;

/** The run to offer: the newest that no tab has open, unless the reader has begun something else. */
export const offeredRun = ({ runs, current, isOfferAnswered }: Kept): KeptRun | undefined =>
  isOfferAnswered || current ? undefined : runs?.find(({ isElsewhere }) => !isElsewhere);
