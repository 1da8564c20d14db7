/**
 * What the stages and the report card tell the outside: plain data, no tensors.
 */
import type { AnswerStyle } from './world.ts';

/** The five checkpoints of one lineage, in order; each is the parent of the next. */
export const stageNames = ['untrained', 'base', 'assistant', 'honest', 'reasoner'] as const;
export type StageName = (typeof stageNames)[number];

/** A training stage, named by what it does; it turns a parent checkpoint into a new one. */
export const trainingStages = ['pretrain', 'sft', 'honest', 'rl'] as const;
export type TrainingStage = (typeof trainingStages)[number];

export const stageParent: Record<TrainingStage, StageName> = {
  pretrain: 'untrained',
  sft: 'base',
  honest: 'assistant',
  rl: 'honest',
};
export const stageResult: Record<TrainingStage, StageName> = {
  pretrain: 'base',
  sft: 'assistant',
  honest: 'honest',
  rl: 'reasoner',
};

interface StepReportBase {
  /** 1-based. */
  step: number;
  steps: number;
  /** Mean cross-entropy in nats a trained token. */
  loss: number;
  learningRate: number;
  /** Global norm before clipping. */
  gradNorm: number;
  /** Tokens trained on so far. */
  tokens: number;
}

export interface PretrainReport extends StepReportBase {
  stage: 'pretrain';
  /** Held-out loss, on the steps that measure it. */
  valLoss?: number;
  /** What the model writes from nothing, on the same steps; and the same token by token, which older kept runs have not. */
  sample?: string;
  sampleTokens?: WrittenTokens;
}

/** Tokens as they were written, and the log-probability of each under the model itself: temperature 1, nothing cut. */
export interface WrittenTokens {
  tokenIds: number[];
  logprobs: number[];
}

export interface SftReport extends StepReportBase {
  stage: 'sft' | 'honest';
}

export interface Rollout {
  text: string;
  correct: boolean;
  reward: number;
  tokens: number;
  style: Exclude<AnswerStyle, 'sloppy'>;
  /** Kept for training. */
  chosen: boolean;
}

export interface RlReport extends StepReportBase {
  stage: 'rl';
  /** Of this iteration's rollouts, at the training temperature: share right, mean reward, mean length, entropy in nats a token. */
  accuracy: number;
  /** Share of the questions that at least one attempt of the group got right: pass@k, with k the size of a group. */
  solved: number;
  meanReward: number;
  meanTokens: number;
  entropy: number;
  styleShares: Record<Exclude<AnswerStyle, 'sloppy'>, number>;
  /** One question of this iteration with all its attempts. */
  question: string;
  answer: number;
  rollouts: Rollout[];
  /** Held-out exercises, on the iterations that measure it. */
  test?: SumScores;
}

export type StepReport = PretrainReport | SftReport | RlReport;

/** Sums asked of a chat model. Shares in [0, 1]. */
export interface SumScores {
  greedy: number;
  sampled: number;
  byDigits: number[];
  showsWork: number;
  verbose: number;
  meanTokens: number;
  /** Share right among the answers of each style, with the number of such answers; undefined when there is none. */
  byStyle: Partial<Record<Exclude<AnswerStyle, 'sloppy'>, { share: number; right: number }>>;
}

/** People asked of a model. Shares in [0, 1]. */
export interface PeopleScores {
  famous: number;
  /** Famous people that no conversation mentioned; absent for the base model. */
  famousUnseen?: number;
  mid: number;
  obscure: number;
  newNames: {
    refused: number;
    invented: number;
    otherName: number;
    /** Where a refusal names somebody, whether it is the one asked about; only of models that chat. */
    refusalNamesRight?: number;
  };
  recombined: { refused: number; invented: number };
}

export interface BaseScores {
  valLoss: number;
  /** Featured documents continued word for word, of how many. */
  verbatim: number;
  featured: number;
  /** Of the pages that the crawl repeats most: the share of their next words that comes out as it stands there. Absent without any. */
  repeatedRecited?: number;
  oneDigitSums: number;
  workedSums: number;
}

export interface ToolScores {
  calculator: Record<number, number>;
  searchObscure: number;
  searchNew: number;
  /** Share of questions about people, with tools on, in which the tool was called. */
  searchUsed: number;
}

/** One column of the report card. */
export interface ReportCard {
  stage: StageName;
  base?: BaseScores;
  people: PeopleScores;
  sums?: SumScores;
  tools?: ToolScores;
  /** The lesson's questions with the answers given, for people to read. */
  answers: { question: string; answer: string; correct?: boolean }[];
}

/** Exercises done again from the same checkpoint with one thing changed, to see what it is that works. */
export interface Control {
  name: 'coinFlip' | 'noLengthPenalty';
  sums: SumScores;
}

/** One acceptance gate of the recipe, with the figure reached. */
export interface Gate {
  name: string;
  stage: StageName;
  value: number;
  comparison: '>=' | '<=';
  bound: number;
  passed: boolean;
}

/** What probing told about one person. */
export interface ProbeResult {
  name: string;
  /** Share of the sampled answers that were right. */
  right: number;
  verdict: 'known' | 'unsure' | 'unknown';
}

/** The same with what was said each time. */
export interface SpokenProbe extends ProbeResult {
  answers: { text: string; isRight: boolean }[];
}
