/** Checkpoints: made of a stage's result, and checked when they come from outside. */
import type { Checkpoint } from '../llm/checkpoint.ts';
import type { Language, Preset, PresetName, RlConfig } from '../llm/config.ts';
import { noEdits } from '../llm/edits.ts';
import { SchoolError } from '../llm/errors.ts';
import { importModel } from '../llm/export/export.ts';
import { parameterShapes, type TensorValues } from '../llm/model.ts';
import { noteOf } from '../llm/reading.ts';
import { type StageName, stageNames, stageResult, type TrainingStage } from '../llm/reports.ts';
import type { School, StageNotes, StageResume } from '../llm/school.ts';
import { noSettings, withSettings } from '../llm/settings.ts';
import type { Corpus } from './corpusSource.ts';
import type { Environment } from './environment.ts';
import type { CheckpointSummary } from './protocol.ts';

/** A school with the corpus that it was opened on. */
export interface OpenSchool {
  school: School;
  corpus: Corpus;
  /** Of the corpus and of what is read of it. */
  fingerprint: string;
}

/** What a stage leaves behind. */
export interface Learned {
  parameters: TensorValues;
  notes: StageNotes;
  steps: number;
  tokens: number;
}

export function untrainedCheckpoint(open: OpenSchool, parameters: TensorValues): Checkpoint {
  const notes = { taughtPeople: [], refusedPeople: [] };
  return checkpointOf(open, 'untrained', { parameters, notes, steps: 0, tokens: 0 }, [], {});
}

/** The checkpoint that a stage, finished or ended early, turned its parent into. */
export function stageCheckpoint(
  open: OpenSchool,
  stage: TrainingStage,
  learned: Learned,
  ancestors: Checkpoint['lineage'],
  rl?: Partial<RlConfig>,
): Checkpoint {
  const { preset, language } = open.school;
  // Its steps stand in the lineage, and its rows of copying belong to the language.
  const { steps: _, copybookRows: __, ...pretrain } = preset.pretrain[language];
  const { added, removed } = learned.notes.edits ?? noEdits;
  const edited = { addedConversations: added.length, removedConversations: removed.length };
  const settings = {
    pretrain,
    sft: { ...preset.sft, ...edited },
    honest: preset.honest,
    rl: { ...preset.rl, ...rl },
  };
  return checkpointOf(open, stageResult[stage], learned, ancestors, settings[stage]);
}

function checkpointOf(
  { school, fingerprint }: OpenSchool,
  stage: StageName,
  { parameters, notes, steps, tokens }: Learned,
  ancestors: Checkpoint['lineage'],
  settings: object,
): Checkpoint {
  const { language, preset, seed, modelConfig, tokenizer, reading } = school;
  const note = noteOf(reading);
  const written = Object.entries(settings).map(([name, value]) => [name, Array.isArray(value) ? `${value}` : value]);
  return {
    stage,
    language,
    preset: preset.name,
    ...(preset.settings && { settings: preset.settings }),
    seed,
    ...((note.isOwn || note.switchedOff.length > 0) && { reading: note }),
    model: modelConfig,
    merges: tokenizer.merges.map(([left, right]) => [left, right]),
    parameters,
    notes,
    lineage: [
      ...ancestors,
      { stage, seed, steps, tokens, corpusFingerprint: fingerprint, settings: Object.fromEntries(written) },
    ],
  };
}

/** From where a checkpoint that was written in the middle of a stage goes on. */
export const resumeOf = ({ progress, lineage, optimizer = {} }: Checkpoint): StageResume => ({
  step: progress?.step ?? 0,
  tokens: lineage.at(-1)?.tokens ?? 0,
  optimizer,
});

export function summaryOf(checkpoint: Checkpoint, origin: CheckpointSummary['origin']): CheckpointSummary {
  const { stage, seed, lineage } = checkpoint;
  const last = lineage.at(-1);
  const { edits } = checkpoint.notes;
  return { stage, origin, seed, steps: last?.steps ?? 0, tokens: last?.tokens ?? 0, ...(edits && { edits }) };
}

/**
 * The checkpoints that ship with the page, from the untrained model up to `stage`.
 * @throws SchoolError 'checkpointMissing', those of `readCheckpoint`, and 'checkpointMismatch' when they are not of one lineage
 */
export async function fetchShipped(
  { fetchBytes, presets }: Environment,
  language: Language,
  stage: StageName,
): Promise<Checkpoint[]> {
  const names = stageNames.slice(0, stageNames.indexOf(stage) + 1);
  const checkpoints = await Promise.all(
    names.map(async (name) => {
      const bytes = await fetchBytes(`checkpoints/${language}/${name}.bin`);
      if (!bytes) throw new SchoolError('checkpointMissing', { stage: name });
      return readCheckpoint(bytes, presets);
    }),
  );
  for (const [i, checkpoint] of checkpoints.entries()) {
    if (checkpoint.stage !== names[i] || !areKin(checkpoint, checkpoints[0] as Checkpoint)) {
      throw new SchoolError('checkpointMismatch', { field: 'lineage' });
    }
  }
  return checkpoints;
}

/**
 * A checkpoint from a file. Its model must have the shape of its preset, whose settings later stages need; the size of the vocabulary is
 * its tokenizer's own affair.
 * @throws SchoolError those of `importModel`, 'unknownPreset' and 'checkpointMismatch'
 */
export async function readCheckpoint(bytes: Uint8Array, presets: Environment['presets']): Promise<Checkpoint> {
  const { optimizer: _, progress: __, ...checkpoint } = await importModel(bytes);
  checkShape(checkpoint, presets);
  return checkpoint;
}

/** @throws SchoolError 'unknownPreset', and 'checkpointMismatch' when a model has not the shape of its preset */
export function checkShape(checkpoint: Checkpoint, presets: Environment['presets']): void {
  const preset = presetOf(presets, checkpoint);
  for (const [field, value] of Object.entries(preset.model)) {
    if (checkpoint.model[field as keyof Checkpoint['model']] !== value) {
      throw new SchoolError('checkpointMismatch', { field });
    }
  }
  for (const [parameter, shape] of Object.entries(parameterShapes(checkpoint.model))) {
    if (checkpoint.parameters[parameter]?.shape.join() !== shape.join()) {
      throw new SchoolError('checkpointMismatch', { parameter });
    }
  }
}

export function presetNamed(presets: Environment['presets'], name: PresetName): Environment['presets'][PresetName] {
  if (!Object.hasOwn(presets, name)) throw new SchoolError('unknownPreset', { preset: `${name}` });
  return presets[name];
}

/** The preset that a school or a checkpoint names, with its knobs turned. @throws SchoolError 'unknownPreset' */
export const presetOf = (
  presets: Environment['presets'],
  { preset, settings = noSettings, language }: Pick<Checkpoint, 'preset' | 'settings' | 'language'>,
): Preset => withSettings(presetNamed(presets, preset), settings, language);

/** Whether one school can hold both. */
const areKin = (a: Checkpoint, b: Checkpoint): boolean =>
  a.language === b.language && a.preset === b.preset && a.seed === b.seed && sameMerges(a.merges, b.merges);

export const sameMerges = (a: School['tokenizer']['merges'], b: School['tokenizer']['merges']): boolean =>
  a.length === b.length && a.every(([left, right], i) => left === b[i]?.[0] && right === b[i]?.[1]);
