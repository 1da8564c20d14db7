/**
 * What the page says to the engine and hears from it: two unions of plain data (numbers, strings, typed arrays; never a tensor).
 * Events of a run carry its runId and step, so that stale ones can be dropped. Errors are codes; the views turn them into sentences.
 */

import type { Baselines } from '../llm/baselines.ts';
import type { FilterCount } from '../llm/cleaning.ts';
import type { Language, PresetName, RlConfig, SamplingConfig, Settings } from '../llm/config.ts';
import type { ConversationEdits } from '../llm/edits.ts';
import type { ErrorCode, ErrorDetails } from '../llm/errors.ts';
import type { ExportFormat } from '../llm/export/formats.ts';
import type { Reading, ReadingNote } from '../llm/reading.ts';
import type { ProbeResult, ReportCard, StageName, StepReport, TrainingStage } from '../llm/reports.ts';
import type { MessagePart } from '../llm/world.ts';
import type { AnswerEvent, Prompt, Question, TokenView } from './lessonQuestions.ts';

export type * from './lessonQuestions.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** Which backend runs, and why the better ones do not. */
export interface BackendChoice {
  name: BackendName;
  /** 'preferred' = the best there is; 'timed' = the faster of two; otherwise why the one before it was passed over. */
  reason: 'preferred' | 'requested' | 'timed' | 'noWebgpu' | 'softwareAdapter' | 'selfTestFailed' | 'noWasm';
  /** Which of our kernels run: on wasm without or with fused multiply-add, on webgpu made for cards or for software. Absent when none do. */
  kernels?: 'plain' | 'relaxed' | 'hardware' | 'software';
  /** Threads that share the work of the wasm kernels; 1 where memory cannot be shared between them. */
  threads?: number;
  /** Milliseconds a step of pretraining took on each, where they were timed. */
  stepMs?: { webgpu: number; wasm: number };
  /** Why training steps cannot be recorded and replayed on this device; they run one by one then, with the same result. */
  notRecorded?: string;
}

export type EngineCommand =
  /** Sets up a school: backend, corpus, tokenizer, an untrained model. Discards the school before it. */
  | {
      kind: 'open';
      language: Language;
      preset: PresetName;
      /** Knobs turned away from the preset; out of bounds, they go to the nearest value. */
      settings?: Settings;
      seed: number;
      reading?: Reading;
      backend?: BackendName;
    }
  /** `edits` are for 'sft'; the stages after it keep to them. `rateFactor`: see 'setRateFactor'. */
  | {
      kind: 'start';
      runId: string;
      stage: TrainingStage;
      settings?: Settings;
      rl?: Partial<RlConfig>;
      edits?: ConversationEdits;
      rateFactor?: number;
    }
  /** What the stage in training multiplies its learning rates by, from the next step on; out of bounds, it goes to the nearest value. */
  | { kind: 'setRateFactor'; factor: number }
  | { kind: 'pause' }
  | { kind: 'resume' }
  /** One step, then pause. */
  | { kind: 'step' }
  /** Ends the stage here and keeps what was learned as its checkpoint. */
  | { kind: 'stop' }
  /** Throws away the running or finished stage and what came after it. */
  | { kind: 'reset'; stage: TrainingStage }
  /** Ends practice, or ends it anew, with the iteration that did best on the held-out exercises as its checkpoint. */
  | { kind: 'rollBack' }
  /** Logits of the next token after a prompt and what has been written after it. */
  | { kind: 'inspect'; requestId: string; stage: StageName | 'live'; prompt: Prompt; written?: number[] }
  /** Goes on writing after a prompt and what has been written after it, at most `maxNewTokens` more. */
  | {
      kind: 'generate';
      requestId: string;
      stage: StageName | 'live';
      prompt: Prompt;
      written?: number[];
      sampling: SamplingConfig;
      seed: number;
      maxNewTokens: number;
    }
  /** One of the questions of the lessons. */
  | ({ kind: 'ask'; requestId: string } & Question)
  | { kind: 'cancel'; requestId: string }
  /** Fills the report card for the named checkpoints. */
  | { kind: 'evaluate'; requestId: string; stages: StageName[] }
  /**
   * Loads a checkpoint that ships with the page, with those before it. Loading replaces the whole lineage: a lineage is one model. When the
   * checkpoint comes from another school than the open one, that school is opened, and 'opened' says so.
   */
  | { kind: 'loadShipped'; language: Language; stage: StageName }
  | { kind: 'loadFile'; bytes: Uint8Array }
  /** A file to take home, our own unless another is asked for. 'live' is the model in training, as if its stage ended here. */
  | { kind: 'save'; requestId: string; stage: StageName | 'live'; format?: ExportFormat }
  /** Asks for the runs that this browser keeps, see 'savedRuns'. */
  | { kind: 'listRuns' }
  /**
   * Opens a kept run where it was saved last and goes on training if a stage was under way; what is open now is left, and stays kept.
   * `runId` is that of the stage's reports from now on.
   */
  | {
      kind: 'resumeRun';
      id: string;
      runId: string;
      isPaused: boolean;
      /** Takes the run away from the tab that has it open. */
      isForced?: boolean;
      /** The save before the last one. */
      isEarlier?: boolean;
      backend?: BackendName;
    }
  /** Asks for the curves of a kept run, which stays closed, see 'curvesRead'. */
  | { kind: 'readCurves'; id: string }
  | { kind: 'renameRun'; id: string; name: string }
  | { kind: 'deleteRun'; id: string }
  /** Saves as soon as the step under way is done: the page may be about to go. */
  | { kind: 'keepNow' };

/** What crosses to the worker. First comes the page's address, below which its files lie. A ping asks whether it lives. */
export type ToWorker = EngineCommand | { kind: 'connect'; baseUrl: string } | { kind: 'ping' };
/** What comes back. */
export type FromWorker = EngineEvent | { kind: 'pong' };

/** A checkpoint in memory, as the page knows it. */
export interface CheckpointSummary {
  stage: StageName;
  /** Where it came from; always shown to the reader. */
  origin: 'trained' | 'shipped' | 'file';
  seed: number;
  steps: number;
  tokens: number;
  /** How the reader changed the worked examples it learned from. */
  edits?: ConversationEdits;
}

/** A run that the browser keeps. Times are milliseconds since 1970. */
export interface SavedRunSummary {
  id: string;
  /** Empty until the reader gives one. */
  name: string;
  createdMs: number;
  savedMs: number;
  language: Language;
  preset: PresetName;
  settings: Settings;
  seed: number;
  /** Its checkpoints but the untrained one. */
  stages: StageName[];
  /** The stage under way. */
  progress?: { stage: TrainingStage; step: number; steps: number };
  bytes: number;
  /** Another tab has it open. */
  isElsewhere: boolean;
}

/** A stage as it was told before the page was loaded anew. */
export interface RecalledStage {
  stage: TrainingStage;
  reports: StepReport[];
  elapsedMs: number;
  tokensPerSecond: number;
}

export type EngineStatus =
  | { kind: 'starting' }
  | { kind: 'idle' }
  | { kind: 'running'; runId: string; stage: TrainingStage; step: number; steps: number }
  | { kind: 'paused'; runId: string; stage: TrainingStage; step: number; steps: number }
  | { kind: 'failed'; code: ErrorCode; details?: ErrorDetails };

export type EngineEvent =
  | { kind: 'backend'; choice: BackendChoice }
  /** Long work that is no training: what is being done, and how far. */
  | { kind: 'working'; task: 'corpus' | 'tokenizer' | 'compile' | 'probe' | 'evaluate'; done: number; total: number }
  | {
      kind: 'opened';
      language: Language;
      preset: PresetName;
      /** Absent when every knob stands where the preset has it. */
      settings?: Settings;
      seed: number;
      /** The tokenizer, to be rebuilt on the page by `createTokenizer`. */
      merges: (readonly [number, number])[];
      parameterCount: number;
      trainingTokens: number;
      /** What mere counting would reach on the held-out pages. */
      baselines: Baselines;
      reading: ReadingNote;
      cleaning: FilterCount[];
      /** Share of right answers among the sums that the worked examples demonstrate; absent when there are none. */
      teacherAccuracy?: number;
      /** Some training documents, for the page to show. */
      excerpts: string[];
    }
  | { kind: 'status'; status: EngineStatus }
  /** At most ten a second; each holds every report since the one before. */
  | { kind: 'reports'; runId: string; reports: StepReport[]; elapsedMs: number; tokensPerSecond: number }
  | { kind: 'probed'; runId: string; results: ProbeResult[] }
  /** Of all iterations of practice measured so far this one did best; 'rollBack' leads back to it. */
  | { kind: 'bestSoFar'; runId: string; step: number }
  /** The lineage as it now is. */
  | { kind: 'checkpoints'; checkpoints: CheckpointSummary[] }
  | { kind: 'inspected'; requestId: string; step: number; prompt: TokenView[]; logits: Float32Array }
  | {
      kind: 'generated';
      requestId: string;
      token: TokenView;
      /** Logits it was drawn from and the uniform number that drew it; absent for tokens pasted in by a tool. */
      logits?: Float32Array;
      random?: number;
    }
  /** An answer so far. At most ten a second for one question. */
  | AnswerEvent
  /** Nothing more will come to an 'ask' or an 'evaluate'. */
  | { kind: 'answered'; requestId: string }
  | { kind: 'finished'; requestId: string; parts: MessagePart[]; reason: 'stop' | 'length' | 'cancelled' }
  | { kind: 'reportCard'; card: ReportCard }
  | { kind: 'saved'; requestId: string; fileName: string; bytes: Uint8Array }
  /** The newest first; `unreadable` ones are damaged, or of a newer page. */
  | { kind: 'savedRuns'; runs: SavedRunSummary[]; unreadable: number }
  /** Everything up to now has been saved, under this run; none when there was nothing worth it. */
  | { kind: 'kept'; run?: SavedRunSummary }
  /** It could not be saved; what was saved before is still there. */
  | { kind: 'keepFailed'; code: ErrorCode; details?: ErrorDetails }
  /** A kept run has been opened: what was told of it then. `runId` is that of the stage under way. */
  | {
      kind: 'recalled';
      id: string;
      runId: string;
      progress?: { stage: TrainingStage; step: number };
      /** Of the stage under way. */
      rateFactor: number;
      stages: RecalledStage[];
      probe: ProbeResult[];
      cards: ReportCard[];
      /** The iteration of practice that 'rollBack' leads to. */
      best?: number;
      /** The newest save was damaged; this is the one before it. */
      isEarlier: boolean;
    }
  /** What was told of a kept run, which is not the open one. */
  | { kind: 'curvesRead'; id: string; stages: RecalledStage[] }
  /** The kept run, if there was one, is no longer the open one: other checkpoints take its place. It stays as it was saved last. */
  | { kind: 'runLeft' }
  /** Another tab has taken the run over; it is paused here. */
  | { kind: 'runTaken' }
  /** The worker was lost, and a new one is on its way to where it was (said by the page's end of the engine). */
  | { kind: 'recovering'; cause: ErrorCode }
  /** It has arrived, or the newest save of a run was damaged; so many steps have to be done again. */
  | { kind: 'recovered'; cause: ErrorCode; step: number; lostSteps: number }
  /** Something asked for could not be done; the model is as it was. */
  | { kind: 'refused'; requestId?: string; code: ErrorCode; details?: ErrorDetails };
