/**
 * What the page knows of the engine: a mirror, changed only by `reduce` and by the few marks that an action leaves when it asks for
 * something. Plain data; weights and optimizer state stay in the engine.
 */
import type { BackendChoice, CheckpointSummary, EngineEvent, EngineStatus, TokenView } from '../engine/protocol.ts';
import type { ErrorCode, ErrorDetails } from '../llm/errors.ts';
import type {
  ProbeResult,
  ReportCard,
  Rollout,
  StageName,
  SumScores,
  TrainingStage,
  WrittenTokens,
} from '../llm/reports.ts';
import { type Curve, emptyCurve } from './curves.ts';
import { initialKept, type Kept } from './kept.ts';
import type { QuestionStates } from './questions.ts';
import type { Recital } from './recitals.ts';

export type OpenedSchool = Omit<Extract<EngineEvent, { kind: 'opened' }>, 'kind'> & {
  /** Share of right answers among the sums that the worked examples demonstrate. */
  teacherAccuracy?: number;
};

export type WorkingTask = Extract<EngineEvent, { kind: 'working' }>['task'];

export interface Working {
  task: WorkingTask;
  done: number;
  total: number;
}

export interface LossPoint {
  step: number;
  loss: number;
  learningRate: number;
  valLoss?: number;
}

/** What a model in reading wrote from nothing; token by token where that has been told. */
export interface Sample {
  step: number;
  text: string;
  tokens?: WrittenTokens;
}

/** One iteration of the exercises; shares in [0, 1]. */
export interface ExercisePoint {
  step: number;
  accuracy: number;
  reward: number;
  meanTokens: number;
  direct: number;
  concise: number;
  verbose: number;
  /** Share of the questions that at least one attempt got right. */
  solved: number;
  /** Held-out sums, on the iterations that measure them. */
  greedy?: number;
  sampled?: number;
}

/** One question of an iteration with all its attempts. */
export interface Round {
  step: number;
  question: string;
  answer: number;
  rollouts: Rollout[];
}

/** A stage as it was, or is being, trained in this tab. */
export interface Run {
  runId: string;
  stage: TrainingStage;
  step: number;
  steps: number;
  tokens: number;
  elapsedMs: number;
  tokensPerSecond: number;
  loss: number | undefined;
  learningRate: number | undefined;
  losses: Curve<LossPoint>;
  held: readonly { step: number; valLoss: number }[];
  samples: readonly Sample[];
  exercises: Curve<ExercisePoint>;
  rounds: readonly Round[];
  lastTest: SumScores | undefined;
  /** The iteration of practice that can be gone back to. */
  best: number | undefined;
}

export type Runs = Partial<Record<TrainingStage, Run>>;

/** A token of the answer with what it was drawn from; a token that a tool pasted in has no logits. */
export interface AnswerToken {
  token: TokenView;
  logits: Float32Array | undefined;
  random: number | undefined;
}

/** Logits of the next token after a prompt and the answer so far. */
export interface Inspection {
  step: number;
  prompt: TokenView[];
  logits: Float32Array;
}

/** What the engine reports, and what only the page can notice. */
export type NoticeCode = ErrorCode | 'addressCorrected';

export interface Notice {
  code: NoticeCode;
  details: ErrorDetails | undefined;
}

/** The requests whose answers are still wanted; whatever else arrives is stale. */
export interface Requests {
  inspect?: string;
  generate?: string;
  evaluate?: string;
  save?: string;
}

export interface Mirror {
  backend: BackendChoice | undefined;
  status: EngineStatus;
  working: Working | undefined;
  school: OpenedSchool | undefined;
  checkpoints: readonly CheckpointSummary[];
  /** The run whose reports are wanted. */
  runId: string | undefined;
  runs: Runs;
  /** What the learning rate of reading is multiplied by; the reader's wish until a stage is under way, then the engine's. */
  rateFactor: number;
  probe: readonly ProbeResult[];
  reportCards: Partial<Record<StageName, ReportCard>>;
  inspection: Inspection | undefined;
  answer: readonly AnswerToken[];
  requests: Requests;
  /** The questions of the lessons, with their answers. */
  questions: QuestionStates;
  notice: Notice | undefined;
  kept: Kept;
  /** A kept run as it went, laid beside the open one: the one asked for last. */
  other: { id: string; runs: Runs } | undefined;
  /** What base models said by heart, of this school and of those before it. */
  recitals: readonly Recital[];
}

export const initialMirror: Mirror = {
  backend: undefined,
  status: { kind: 'starting' },
  working: undefined,
  school: undefined,
  checkpoints: [],
  runId: undefined,
  runs: {},
  rateFactor: 1,
  probe: [],
  reportCards: {},
  inspection: undefined,
  answer: [],
  requests: {},
  questions: {},
  notice: undefined,
  kept: initialKept,
  other: undefined,
  recitals: [],
};

export function newRun(runId: string, stage: TrainingStage): Run {
  return {
    runId,
    stage,
    step: 0,
    steps: 0,
    tokens: 0,
    elapsedMs: 0,
    tokensPerSecond: 0,
    loss: undefined,
    learningRate: undefined,
    losses: emptyCurve,
    held: [],
    samples: [],
    exercises: emptyCurve,
    rounds: [],
    lastTest: undefined,
    best: undefined,
  };
}
