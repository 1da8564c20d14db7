/** A whole school without a page: stage after stage, each checkpoint in a file, and a report of how it went. Can be interrupted and resumed. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { chooseBackend } from '../src/engine/backend.ts';
import { breatheAtReads, createBreathing } from '../src/engine/breathing.ts';
import { createRecorder } from '../src/engine/capture.ts';
import { type OpenSchool, resumeOf, stageCheckpoint, untrainedCheckpoint } from '../src/engine/checkpoints.ts';
import type { Environment } from '../src/engine/environment.ts';
import { prepareSchool } from '../src/engine/opening.ts';
import type { BackendChoice } from '../src/engine/protocol.ts';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from '../src/llm/checkpoint.ts';
import type { Language, Preset, RlConfig } from '../src/llm/config.ts';
import { SchoolError } from '../src/llm/errors.ts';
import { evaluateStage, examineSums } from '../src/llm/evaluate.ts';
import { gatesOf } from '../src/llm/gates.ts';
import { disposeModel, modelFrom, parameterValues } from '../src/llm/model.ts';
import { setRecorder } from '../src/llm/ops/recording.ts';
import { createRandom } from '../src/llm/random.ts';
import type { Reading } from '../src/llm/reading.ts';
import {
  type Control,
  type Gate,
  type ReportCard,
  type StageName,
  type StepReport,
  stageNames,
  stageParent,
  stageResult,
  type TrainingStage,
  trainingStages,
} from '../src/llm/reports.ts';
import { pupilOf, startStage, untrainedModel } from '../src/llm/school.ts';
import { type CurvePoint, pointOf, thin } from './curve.ts';
import { readIfThere } from './nodeAssets.ts';

export interface TrainOptions {
  language: Language;
  preset: Preset;
  seed: number;
  reading?: Reading;
  /** Folder of the checkpoints and of report.json; made if need be. */
  out: string;
  stages: readonly TrainingStage[];
  /** Goes on with what is in the folder; otherwise the stages are trained anew. */
  isResuming: boolean;
  /** Does the exercises again, with what should not work. */
  hasControls?: boolean;
}

export interface TrainHooks {
  onStep?(stage: TrainingStage, report: StepReport, elapsedMs: number): void;
  /** Anything else that takes a while, in words. */
  onNote?(note: string): void;
  /** Asked between steps: whether to write everything down and end. */
  isInterrupted?(): boolean;
}

export interface StageRecord {
  stage: TrainingStage;
  checkpoint: StageName;
  steps: number;
  tokens: number;
  trainingMs: number;
  curve: CurvePoint[];
}

export interface TrainingReport {
  language: Language;
  preset: Preset;
  seed: number;
  corpusFingerprint: string;
  backend: BackendChoice;
  stages: StageRecord[];
  cards: ReportCard[];
  controls: Control[];
  gates: Gate[];
}

/** `isFinished`: false when interrupted. */
export async function trainSchool(
  environment: Environment,
  options: TrainOptions,
  hooks: TrainHooks = {},
): Promise<{ report: TrainingReport; isFinished: boolean }> {
  const { out, isResuming } = options;
  const note = (text: string): void => hooks.onNote?.(text);
  const isInterrupted = (): boolean => hooks.isInterrupted?.() ?? false;
  const fileOf = (stage: StageName): string => join(out, `${stage}.bin`);
  const progressFile = join(out, 'progress.bin');
  const reportFile = join(out, 'report.json');

  await mkdir(out, { recursive: true });
  note('opening the school');
  const open = await prepareSchool(environment, options, () => {});
  const backend = await chooseBackend(environment.backends, 'wasm');
  setRecorder(createRecorder());
  // Without this, a signal to end would not be heard before the very end.
  breatheAtReads(tf.backend(), createBreathing(environment.nowMs, environment.nextTask));
  const { school } = open;
  note(
    `${school.language} ${school.preset.name}, seed ${school.seed}: ${school.trainIds.length} tokens, ` +
      `vocabulary ${school.tokenizer.vocabSize}, backend ${backend.name}, kernels ${backend.kernels ?? 'none'}, threads ${backend.threads ?? 1}`,
  );

  const report: TrainingReport = {
    ...{ language: school.language, preset: school.preset, seed: school.seed },
    ...{ corpusFingerprint: open.fingerprint, backend, stages: [], cards: [], controls: [], gates: [] },
    ...(await pastOf(reportFile, open)),
  };
  const writeReport = async (): Promise<void> => {
    report.gates = gatesOf(report.cards, report.controls);
    await writeWhole(reportFile, new TextEncoder().encode(`${JSON.stringify(report, null, 1)}\n`));
  };
  /** A stage that is trained anew makes what came of the old one worthless. */
  const forgetFrom = async (stage: StageName): Promise<void> => {
    const later = stageNames.slice(stageNames.indexOf(stage));
    for (const name of later) await rm(fileOf(name), { force: true });
    report.cards = report.cards.filter((card) => !later.includes(card.stage));
    report.stages = report.stages.filter((record) => !later.includes(record.checkpoint));
    report.controls = [];
  };

  /** Fills the report card of a checkpoint unless it is there. */
  const evaluate = async ({ stage, model: config, parameters, notes }: Checkpoint): Promise<void> => {
    if (report.cards.some((card) => card.stage === stage)) return;
    note(`report card of the checkpoint '${stage}'`);
    const model = modelFrom(config, parameters);
    try {
      report.cards.push(
        await evaluateStage(school, stage, model, notes, () => {
          if (isInterrupted()) throw new Interrupted();
        }),
      );
    } finally {
      disposeModel(model);
    }
    await writeReport();
  };

  /** Trains one stage to its end. @throws Interrupted once everything is written down */
  const train = async (stage: TrainingStage, parent: Checkpoint): Promise<Checkpoint> => {
    const result = stageResult[stage];
    const progress = isResuming ? await readKin(progressFile, open) : undefined;
    const begun = progress?.progress?.stage === stage ? progress : undefined;
    const record: StageRecord = report.stages.find((past) => begun && past.stage === stage) ?? {
      ...{ stage, checkpoint: result, steps: 0, tokens: 0, trainingMs: 0, curve: [] },
    };
    await forgetFrom(result);
    report.stages.push(record);
    const model = modelFrom(parent.model, (begun ?? parent).parameters);
    const run = startStage(school, stage, model, (begun ?? parent).notes, {
      ...(begun && { resume: resumeOf(begun) }),
      onProbe: (results) => note(`${results.filter(({ verdict }) => verdict === 'known').length} people known`),
    });
    const learned = async () => ({ ...record, parameters: await parameterValues(model), notes: run.notes() });
    const beforeMs = record.trainingMs;
    const startMs = environment.nowMs();
    try {
      for await (const step of run.reports) {
        if (!Number.isFinite(step.loss)) throw new SchoolError('notANumber', { stage, step: step.step });
        record.trainingMs = beforeMs + environment.nowMs() - startMs;
        record.steps = step.step;
        record.tokens = step.tokens;
        record.curve.push(pointOf(step));
        hooks.onStep?.(stage, step, record.trainingMs);
        await environment.nextTask();
        if (isInterrupted() && step.step < step.steps) {
          const state = { optimizer: await run.optimizerState(), progress: { stage, step: step.step } };
          const checkpoint = stageCheckpoint(open, stage, await learned(), parent.lineage);
          await writeWhole(progressFile, encodeCheckpoint({ ...checkpoint, ...state }, 'float32'));
          await writeReport();
          throw new Interrupted();
        }
      }
      record.curve = thin(record.curve);
      return stageCheckpoint(open, stage, await learned(), parent.lineage);
    } finally {
      run.dispose();
      disposeModel(model);
    }
  };

  /** Exercises from the honest checkpoint with one setting changed; only the sums are looked at afterwards. */
  const runControl = async (name: Control['name'], honest: Checkpoint): Promise<void> => {
    if (report.controls.some((control) => control.name === name)) return;
    note(`control '${name}'`);
    const model = modelFrom(honest.model, honest.parameters);
    const run = startStage(school, 'rl', model, honest.notes, { rl: controls[name] });
    const startMs = environment.nowMs();
    try {
      for await (const step of run.reports) {
        hooks.onStep?.('rl', step, environment.nowMs() - startMs);
        await environment.nextTask();
        if (isInterrupted()) throw new Interrupted();
      }
      report.controls.push({ name, sums: await examineSums(school, pupilOf(school, model), createRandom('controls')) });
    } finally {
      run.dispose();
      disposeModel(model);
    }
    await writeReport();
  };

  const begin = async (): Promise<Checkpoint> => {
    const model = untrainedModel(school);
    const checkpoint = untrainedCheckpoint(open, await parameterValues(model));
    disposeModel(model);
    await writeWhole(fileOf('untrained'), encodeCheckpoint(checkpoint, 'float32'));
    return checkpoint;
  };

  try {
    await evaluate(await begin());
    for (const stage of trainingStages.filter((candidate) => options.stages.includes(candidate))) {
      let checkpoint = isResuming ? await readKin(fileOf(stageResult[stage]), open) : undefined;
      if (!checkpoint) {
        const parent = await readKin(fileOf(stageParent[stage]), open);
        if (!parent) throw new SchoolError('stageNeedsParent', { stage, parent: fileOf(stageParent[stage]) });
        checkpoint = await train(stage, parent);
        await writeWhole(fileOf(checkpoint.stage), encodeCheckpoint(checkpoint, 'float32'));
        await rm(progressFile, { force: true });
        await writeReport();
      }
      await evaluate(checkpoint);
    }
    if (options.hasControls) {
      const honest = await readKin(fileOf('honest'), open);
      if (!honest) throw new SchoolError('stageNeedsParent', { stage: 'rl', parent: fileOf('honest') });
      for (const name of Object.keys(controls) as Control['name'][]) await runControl(name, honest);
    }
    await writeReport();
    return { report, isFinished: true };
  } catch (error) {
    if (error instanceof Interrupted) return { report, isFinished: false };
    throw error;
  }
}

/** A reward by chance must teach nothing; without a price on length the verbose way of working stays. */
const controls: Record<Control['name'], Partial<RlConfig>> = {
  coinFlip: { reward: 'coinFlip' },
  noLengthPenalty: { lengthPenalty: 0 },
};

class Interrupted extends Error {}

/** What an earlier run on the same corpus has reported: its stages and cards. Of another school: nothing. */
async function pastOf(path: string, { school, fingerprint }: OpenSchool): Promise<Partial<TrainingReport>> {
  const bytes = await readIfThere(path);
  if (!bytes) return {};
  const past = JSON.parse(new TextDecoder().decode(bytes)) as TrainingReport;
  const isSame =
    past.language === school.language &&
    past.preset?.name === school.preset.name &&
    past.seed === school.seed &&
    past.corpusFingerprint === fingerprint;
  return isSame ? { stages: past.stages, cards: past.cards, controls: past.controls ?? [] } : {};
}

/**
 * A checkpoint of the same school, undefined when there is none.
 * @throws SchoolError those of `decodeCheckpoint`; 'checkpointMismatch' when it comes from another school, or another corpus
 */
async function readKin(path: string, { school, fingerprint }: OpenSchool): Promise<Checkpoint | undefined> {
  const bytes = await readIfThere(path);
  if (!bytes) return undefined;
  const checkpoint = decodeCheckpoint(bytes);
  const { language, preset, seed } = checkpoint;
  const found = [language, preset, seed, checkpoint.lineage.at(-1)?.corpusFingerprint].join();
  const wanted = [school.language, school.preset.name, school.seed, fingerprint].join();
  if (found !== wanted) throw new SchoolError('checkpointMismatch', { file: path, found, wanted });
  return checkpoint;
}

/** Never leaves half a file behind. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}
