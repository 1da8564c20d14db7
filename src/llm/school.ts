/**
 * The school: one language, one preset, one seed, and the four stages that take one model through it.
 *
 *   untrained -pretrain-> base -sft-> assistant -honest-> honest assistant -rl-> reasoner
 *
 * A stage is given a fresh copy of its parent's weights and changes it. Every step's randomness is derived from the seed, the stage and the
 * step's number, so a stage resumed from (weights, optimizer state, step) continues exactly.
 */
import type { CleanedPages } from './cleaning.ts';
import type { Language, ModelConfig, Preset, RlConfig } from './config.ts';
import { markFeatured, splitDocuments, tokenizeDocuments } from './dataset.ts';
import { type ConversationEdits, checkEdits, withEdits } from './edits.ts';
import { SchoolError } from './errors.ts';
import { createModel, type Model, type TensorValues } from './model.ts';
import { createOptimizer } from './optimizer.ts';
import { type Phrasebook, phrasebooks } from './phrases.ts';
import { pretrain } from './pretrain.ts';
import { createRandom, type Random } from './random.ts';
import { cleanReading, type Reading, readDocuments } from './reading.ts';
import type { ProbeResult, SpokenProbe, StepReport, TrainingStage } from './reports.ts';
import { replayable, rl } from './rl.ts';
import { chooseConversations, initializeSpecialTokens, sft, spreadOut } from './sft.ts';
import { type Pupil, probe, scoreSums } from './tasks.ts';
import { type MergeStep, type Tokenizer, trainTokenizer } from './tokenizer.ts';
import { createTrainer, type Flow } from './trainer.ts';
import type { Conversation, CorpusFiles } from './world.ts';

/** Everything of a school that does not change while it trains. */
export interface School {
  language: Language;
  preset: Preset;
  seed: number;
  phrases: Phrasebook;
  files: CorpusFiles;
  reading: Reading;
  cleaned: CleanedPages;
  /** Training documents, featured ones repeated. */
  documents: string[];
  tokenizer: Tokenizer;
  trace: MergeStep[];
  trainIds: Int32Array;
  heldIds: Int32Array;
  modelConfig: ModelConfig;
}

/** What later stages must know of earlier ones; travels in the checkpoint. */
export interface StageNotes {
  /** People whom the worked examples asked about; the others test whether knowledge from the corpus came through. */
  taughtPeople: string[];
  /** People of the corpus who were declined in the worked examples, because the model did not know them. */
  refusedPeople: string[];
  /** How the reader changed the worked examples. */
  edits?: ConversationEdits;
}

export interface StageResume {
  step: number;
  /** Trained on so far. */
  tokens: number;
  optimizer: TensorValues;
}

export interface StageOptions {
  rl?: Partial<RlConfig>;
  resume?: StageResume;
  /** What the schedule of the learning rate is multiplied by; see `Flow`. */
  rateFactor?: number;
  /** Told once, when a stage has asked the model what it knows. */
  onProbe?(results: ProbeResult[]): void;
}

export interface StageRun {
  reports: AsyncGenerator<StepReport, void>;
  flow: Flow;
  /** Settled once the first report has been consumed. */
  notes(): StageNotes;
  optimizerState(): Promise<TensorValues>;
  dispose(): void;
}

/**
 * Cleans the pages, trains the tokenizer and lays out the tokens.
 * @throws SchoolError 'corpusTooSmall' when there is less to read than one context and the token after it
 */
export function openSchool(
  files: CorpusFiles,
  preset: Preset,
  seed: number,
  reading: Reading = cleanReading,
  onWorking: (task: 'corpus' | 'tokenizer', done: number, total: number) => void = () => {},
): School {
  const { language, featured, featuredCopies } = files.world;
  onWorking('corpus', 0, files.pages.length);
  const cleaned = readDocuments(files, reading);
  onWorking('corpus', files.pages.length, files.pages.length);
  const marked = markFeatured(
    cleaned.documents.map((document) => document.text),
    featured,
  );
  const { train, held } = splitDocuments(marked, featuredCopies, createRandom(`${seed}/documents`));
  onWorking('tokenizer', 0, 1);
  const { tokenizer, trace } = trainTokenizer(train, preset.vocabSize[language]);
  onWorking('tokenizer', 1, 1);
  const trainIds = tokenizeDocuments(tokenizer, train);
  const needed = preset.model.contextLength + 1;
  if (trainIds.length < needed) throw new SchoolError('corpusTooSmall', { tokens: trainIds.length, needed });
  return {
    language,
    preset,
    seed,
    phrases: phrasebooks[language],
    files,
    reading,
    cleaned,
    documents: train,
    tokenizer,
    trace,
    trainIds,
    heldIds: tokenizeDocuments(tokenizer, held.length > 0 ? held : train),
    modelConfig: { ...preset.model, vocabSize: tokenizer.vocabSize },
  };
}

export function untrainedModel(school: School): Model {
  return createModel(school.modelConfig, createRandom(`${school.seed}/weights`));
}

export function pupilOf(school: School, model: Model): Pupil {
  return { model, tokenizer: school.tokenizer, phrases: school.phrases };
}

/** Starts (or resumes) a stage on `model`, which must hold the parent's weights (or those at the step resumed from). */
export function startStage(
  school: School,
  stage: TrainingStage,
  model: Model,
  parentNotes: StageNotes,
  options: StageOptions = {},
): StageRun {
  const { preset } = school;
  const rng = createRandom(`${school.seed}/${stage}`);
  const startStep = options.resume?.step ?? 0;
  const notes: StageNotes = {
    taughtPeople: [...parentNotes.taughtPeople],
    refusedPeople: [...parentNotes.refusedPeople],
    ...(parentNotes.edits && { edits: parentNotes.edits }),
  };
  const settings = optimizerSettings(school, stage, options.rl);
  const optimizer = createOptimizer(model, settings, options.resume?.optimizer);
  const trainer = createTrainer(model, optimizer);
  trainer.flow.step = startStep;
  trainer.flow.rateFactor = options.rateFactor ?? 1;
  const pupil: Pupil = { ...pupilOf(school, model), safepoint: () => trainer.flow.safepoint() };

  async function* reports(): AsyncGenerator<StepReport, void> {
    switch (stage) {
      case 'pretrain': {
        const config = preset.pretrain[school.language];
        yield* pretrain({ ...pupil, ...school, config, trainer, rng, startStep });
        return;
      }
      case 'sft':
      case 'honest': {
        if (startStep === 0) await prepareSft(school, stage, pupil, notes, rng, options);
        const conversations = lessonFor(school, pupil, notes, stage === 'honest');
        const config = preset[stage];
        yield* sft({
          ...pupil,
          stage,
          conversations,
          rehearsalIds: school.trainIds,
          config,
          trainer,
          rng,
          startStep,
        });
        return;
      }
      case 'rl': {
        const config = { ...preset.rl, ...options.rl };
        const { exercises } = school.files;
        const tests = exercises.filter((exercise) => exercise.split === 'test').slice(0, testExercises);
        yield* rl({
          ...pupil,
          trainer,
          config,
          rng,
          startStep,
          startTokens: options.resume?.tokens ?? 0,
          exercises: exercises.filter((exercise) => exercise.split === 'train'),
          replay: lessonFor(school, pupil, notes, true).filter(replayable(rng)),
          test: (testRng) => scoreSums(pupil, tests, testRng, config.maxNewTokens),
        });
        return;
      }
      default: {
        const unknown: never = stage;
        throw new Error(`no such stage: ${unknown}`);
      }
    }
  }

  return {
    reports: reports(),
    flow: trainer.flow,
    notes: () => notes,
    optimizerState: () => optimizer.state(),
    dispose: () => trainer.dispose(),
  };
}

/** Held-out exercises asked while reinforcement learning runs; the report card asks all of them. */
const testExercises = 100;

function optimizerSettings({ preset, language }: School, stage: TrainingStage, rlOverrides?: Partial<RlConfig>) {
  switch (stage) {
    case 'pretrain':
      return preset.pretrain[language];
    case 'rl':
      return { adamLearningRate: rlOverrides?.learningRate ?? preset.rl.learningRate, weightDecay: 0 };
    default:
      return { adamLearningRate: preset[stage].learningRate, weightDecay: 0 };
  }
}

/**
 * The notes of a stage that is to learn from edited examples.
 * @throws SchoolError 'examplesInvalid', also when none are left
 */
export function withCheckedEdits(school: School, notes: StageNotes, edits?: ConversationEdits): StageNotes {
  if (!edits || (edits.added.length === 0 && edits.removed.length === 0)) return notes;
  checkEdits(edits, school.tokenizer, school.phrases, school.modelConfig.contextLength);
  if (withEdits(school.files.conversations, edits).length === 0)
    throw new SchoolError('examplesInvalid', { examples: 0 });
  return { ...notes, edits };
}

/** What was found out before a stage's first step, and the people chosen for it. */
export interface Probing {
  results: SpokenProbe[];
  chosen: string[];
}

/**
 * Finds out what the parent of a stage knows. For the assistant that decides whom the examples are about (`chosen`: most of those it knows;
 * the others test it); for the honest one, who is declined: half of the people it fails on (the other half shows whether it declines by
 * itself). The same for the same school, stage and weights.
 */
export async function probeFor(school: School, stage: 'sft' | 'honest', pupil: Pupil): Promise<Probing> {
  const rng = createRandom(`${school.seed}/${stage}`);
  const results = await probe(pupil, school.files.world.people, stage === 'sft' ? 'page' : 'chat', rng.fork('probe'));
  const [verdict, portion] =
    stage === 'sft' ? (['known', school.preset.sft.knownShare] as const) : (['unknown', 0.5] as const);
  const names = results.filter((result) => result.verdict === verdict).map(({ name }) => name);
  const chosen = spreadOut(rng.fork(verdict).shuffled(names)).slice(0, Math.ceil(names.length * portion));
  return { results, chosen };
}

async function prepareSft(
  school: School,
  stage: 'sft' | 'honest',
  pupil: Pupil,
  notes: StageNotes,
  rng: Random,
  options: StageOptions,
): Promise<void> {
  const { results, chosen } = await probeFor(school, stage, pupil);
  options.onProbe?.(results.map(({ answers: _, ...result }) => result));
  if (stage === 'sft') {
    notes.taughtPeople = chosen;
    await initializeSpecialTokens(pupil, rng.fork('special tokens'));
  } else {
    notes.refusedPeople = chosen;
  }
}

/** @throws SchoolError 'examplesInvalid' when the reader has left nothing to learn from */
function lessonFor(school: School, pupil: Pupil, notes: StageNotes, isHonest: boolean): Conversation[] {
  const { conversations } = school.files;
  const chosen = chooseConversations(pupil, notes.edits ? withEdits(conversations, notes.edits) : conversations, {
    taughtPeople: new Set(notes.taughtPeople),
    isHonest,
    refusedPeople: isHonest ? notes.refusedPeople : [],
  });
  if (chosen.length === 0) throw new SchoolError('examplesInvalid', { examples: 0 });
  return chosen;
}
