/**
 * Every setting of the school, and the presets. Plain data: no tensors, safe to import anywhere.
 */

export type Language = 'en' | 'zh';
export type PresetName = 'course' | 'quick';

/** A decoder-only transformer of Starcoder2's shape: LayerNorm, tanh-GELU, rotary positions, tied embeddings, no biases. */
export interface ModelConfig {
  vocabSize: number;
  nLayer: number;
  nHead: number;
  nEmbd: number;
  contextLength: number;
  /** Base of the rotary frequencies (Su et al. 2021, "RoFormer"); 1000 suits a context of 128. */
  ropeBase: number;
}

export interface PretrainConfig {
  steps: number;
  batchSize: number;
  /** Peak learning rate of Muon, on the matrices of the blocks. */
  muonLearningRate: number;
  /** Peak learning rate of AdamW, on embeddings and norms. */
  adamLearningRate: number;
  weightDecay: number;
  warmupSteps: number;
  maxGradNorm: number;
  /** The first so many steps practice copying only; see copybook.ts. */
  copybookSteps: number;
  /** Rows of every later batch that go on practicing it. */
  copybookRows: number;
  /** Held-out loss and samples every so many steps. */
  evalEverySteps: number;
}

export interface SftConfig {
  epochs: number;
  /** Packed rows of contextLength tokens. */
  batchSize: number;
  learningRate: number;
  warmupSteps: number;
  maxGradNorm: number;
  /** Weight and rows of the pretraining loss mixed in, so that the base model's knowledge is not lost. */
  rehearsalWeight: number;
  rehearsalRows: number;
  /** How many of the rehearsed rows practice copying. */
  copybookRows: number;
  /** Share of the people that the base model knows who are asked about in the conversations; the others are for testing. */
  knownShare: number;
}

export type RlAlgorithm = 'expertIteration' | 'policyGradient';

/** What an attempt is paid for. `coinFlip` is the control: it pays at random, and nothing must be learned from it. */
export type RewardKind = 'correct' | 'coinFlip';

export interface RlConfig {
  algorithm: RlAlgorithm;
  iterations: number;
  questionsPerIteration: number;
  /** Rollouts a question. */
  groupSize: number;
  temperature: number;
  maxNewTokens: number;
  /** Its peak; see `trapezoid`. */
  learningRate: number;
  warmupIterations: number;
  maxGradNorm: number;
  /** Weight and number of SFT conversations replayed in each update, so that facts and refusals are not lost. */
  replayWeight: number;
  replayExamples: number;
  reward: RewardKind;
  /** How much of the reward a full-length answer costs; 0 = length does not matter. */
  lengthPenalty: number;
  /** Share of questions with 1, 2, 3 digits. */
  digitShares: number[];
  /** Held-out exercises are asked every so many iterations. */
  evalEveryIterations: number;
}

export interface SamplingConfig {
  /** 0 = greedy. */
  temperature: number;
  /** 0 = off. */
  topK: number;
  /** 1 = off. */
  topP: number;
}

/** What a reader can turn; each is explained and bounded in settings.ts. */
export type KnobName =
  | 'vocabSize'
  | 'nLayer'
  | 'nEmbd'
  | 'nHead'
  | 'contextLength'
  | 'pretrainSteps'
  | 'pretrainBatch'
  | 'muonRate'
  | 'adamRate'
  | 'weightDecay'
  | 'copybookSteps'
  | 'sftEpochs'
  | 'sftRate'
  | 'sftRehearsal'
  | 'honestEpochs'
  | 'honestRate'
  | 'rlIterations'
  | 'rlQuestions'
  | 'rlGroup'
  | 'rlTemperature'
  | 'rlRate'
  | 'rlLengthPenalty';

/** Knobs that stand somewhere else than the preset has them. */
export type Settings = Partial<Record<KnobName, number>>;

export interface Preset {
  name: PresetName;
  /** How it departs from the preset of that name; see settings.ts. */
  settings?: Settings;
  model: Omit<ModelConfig, 'vocabSize'>;
  vocabSize: Record<Language, number>;
  pretrain: Record<Language, PretrainConfig>;
  sft: SftConfig;
  honest: SftConfig;
  rl: RlConfig;
}

const coursePretrain = {
  muonLearningRate: 0.02,
  adamLearningRate: 4e-3,
  weightDecay: 0.05,
  warmupSteps: 20,
  maxGradNorm: 1,
  copybookSteps: 150,
  evalEverySteps: 100,
};

const courseSft: SftConfig = {
  epochs: 2,
  batchSize: 16,
  learningRate: 8e-4,
  warmupSteps: 10,
  maxGradNorm: 1,
  rehearsalWeight: 0.5,
  rehearsalRows: 4,
  copybookRows: 2,
  knownShare: 0.7,
};

const course: Preset = {
  name: 'course',
  model: { nLayer: 3, nHead: 2, nEmbd: 96, contextLength: 128, ropeBase: 1000 },
  vocabSize: { en: 512, zh: 768 },
  // Small batches and many steps know more people and make fewer slips. Not in Chinese: there are more characters to tell apart than
  // English letters, and with 14 rows fewer names are copied right (0.92 instead of 1.0).
  pretrain: {
    en: { ...coursePretrain, steps: 2900, batchSize: 14, copybookSteps: 200, copybookRows: 3 },
    zh: { ...coursePretrain, steps: 1800, batchSize: 20, copybookRows: 4 },
  },
  sft: courseSft,
  honest: { ...courseSft, epochs: 3, rehearsalRows: 6, copybookRows: 4 },
  rl: {
    algorithm: 'expertIteration',
    iterations: 36,
    questionsPerIteration: 80,
    groupSize: 8,
    temperature: 1,
    maxNewTokens: 84,
    learningRate: 3e-4,
    warmupIterations: 3,
    maxGradNorm: 1,
    replayWeight: 1,
    replayExamples: 48,
    reward: 'correct',
    lengthPenalty: 0.3,
    digitShares: [0.15, 0.35, 0.5],
    evalEveryIterations: 4,
  },
};

/** The least with which every effect still shows: one layer less, smaller batches, sums of at most two digits. */
const quick: Preset = {
  name: 'quick',
  model: { nLayer: 2, nHead: 2, nEmbd: 96, contextLength: 128, ropeBase: 1000 },
  vocabSize: { en: 384, zh: 512 },
  pretrain: {
    en: { ...coursePretrain, steps: 1800, batchSize: 12, copybookRows: 1 },
    zh: { ...coursePretrain, steps: 1800, batchSize: 12, copybookRows: 2 },
  },
  sft: { ...courseSft, batchSize: 8, rehearsalRows: 2, copybookRows: 1 },
  honest: { ...courseSft, batchSize: 8, rehearsalRows: 2, copybookRows: 1 },
  rl: {
    ...course.rl,
    iterations: 60,
    questionsPerIteration: 40,
    groupSize: 8,
    maxNewTokens: 60,
    digitShares: [0.3, 0.7],
  },
};

export const presets: Record<PresetName, Preset> = { course, quick };
