/**
 * How a school departs from its preset: some knobs, each a number within bounds. Sparse, so that an address, a command or a checkpoint
 * carries only what was changed, and a preset of a later page keeps its sense. Plain data: no tensors, safe to import anywhere.
 */
import type { KnobName, Language, Preset, PretrainConfig, Settings } from './config.ts';
import { type StageName, stageNames, stageResult, type TrainingStage } from './reports.ts';

export interface Knob {
  /** From where on another value makes another model: 'open' is before the first step, when tokenizer and weights are made. */
  stage: 'open' | TrainingStage;
  /** In an address. */
  short: string;
  min: number;
  max: number;
  /** Values are whole multiples of it; 'log' ones have two significant digits. */
  step: number | 'log';
  read(preset: Preset, language: Language): number;
  write(preset: Preset, value: number, language: Language): Preset;
}

/** A knob that is one number of one part of the preset. */
function inPart<Part extends 'model' | 'sft' | 'honest' | 'rl'>(
  part: Part,
  name: { [Name in keyof Preset[Part]]: Preset[Part][Name] extends number ? Name : never }[keyof Preset[Part]],
  rest: Omit<Knob, 'read' | 'write' | 'stage'>,
): Knob {
  return {
    ...rest,
    stage: part === 'model' ? 'open' : part,
    read: (preset) => Number(preset[part][name]),
    write: (preset, value) => ({ ...preset, [part]: { ...preset[part], [name]: value } }),
  };
}

/** A number of reading, which each language does in its own way. */
function inReading(name: keyof PretrainConfig, rest: Omit<Knob, 'read' | 'write' | 'stage'>): Knob {
  return {
    ...rest,
    stage: 'pretrain',
    read: ({ pretrain }, language) => pretrain[language][name],
    write: (preset, value, language) => ({
      ...preset,
      pretrain: { ...preset.pretrain, [language]: { ...preset.pretrain[language], [name]: value } },
    }),
  };
}

export const knobs: Readonly<Record<KnobName, Knob>> = {
  vocabSize: {
    ...{ stage: 'open', short: 'vocab', min: 320, max: 1024, step: 32 },
    read: ({ vocabSize }, language) => vocabSize[language],
    write: (preset, value, language) => ({ ...preset, vocabSize: { ...preset.vocabSize, [language]: value } }),
  },
  nLayer: inPart('model', 'nLayer', { short: 'layers', min: 1, max: 6, step: 1 }),
  nEmbd: inPart('model', 'nEmbd', { short: 'width', min: 32, max: 192, step: 16 }),
  nHead: inPart('model', 'nHead', { short: 'heads', min: 1, max: 6, step: 1 }),
  // With less, worked examples that look somebody up (up to 128 tokens) would lose their answers.
  contextLength: inPart('model', 'contextLength', { short: 'context', min: 128, max: 256, step: 32 }),
  pretrainSteps: inReading('steps', { short: 'steps', min: 50, max: 6000, step: 50 }),
  pretrainBatch: inReading('batchSize', { short: 'batch', min: 4, max: 40, step: 2 }),
  muonRate: inReading('muonLearningRate', { short: 'muon', min: 0.001, max: 0.1, step: 'log' }),
  adamRate: inReading('adamLearningRate', { short: 'adam', min: 0.0002, max: 0.02, step: 'log' }),
  weightDecay: inReading('weightDecay', { short: 'decay', min: 0, max: 0.3, step: 0.01 }),
  copybookSteps: inReading('copybookSteps', { short: 'copying', min: 0, max: 600, step: 10 }),
  sftEpochs: inPart('sft', 'epochs', { short: 'sftepochs', min: 1, max: 8, step: 1 }),
  sftRate: inPart('sft', 'learningRate', { short: 'sftrate', min: 0.00005, max: 0.005, step: 'log' }),
  sftRehearsal: inPart('sft', 'rehearsalWeight', { short: 'rehearsal', min: 0, max: 2, step: 0.1 }),
  honestEpochs: inPart('honest', 'epochs', { short: 'honepochs', min: 1, max: 8, step: 1 }),
  honestRate: inPart('honest', 'learningRate', { short: 'honrate', min: 0.00005, max: 0.005, step: 'log' }),
  rlIterations: inPart('rl', 'iterations', { short: 'rounds', min: 2, max: 100, step: 1 }),
  rlQuestions: inPart('rl', 'questionsPerIteration', { short: 'questions', min: 4, max: 96, step: 4 }),
  rlGroup: inPart('rl', 'groupSize', { short: 'attempts', min: 2, max: 32, step: 1 }),
  rlTemperature: inPart('rl', 'temperature', { short: 'rltemp', min: 0.2, max: 1.5, step: 0.1 }),
  rlRate: inPart('rl', 'learningRate', { short: 'rlrate', min: 0.00001, max: 0.002, step: 'log' }),
  rlLengthPenalty: inPart('rl', 'lengthPenalty', { short: 'brevity', min: 0, max: 0.9, step: 0.1 }),
};

export const knobNames = Object.keys(knobs) as KnobName[];

export const noSettings: Settings = {};

/** The checkpoints that another value of a knob makes anew. */
export function touchedBy(name: KnobName): StageName[] {
  const { stage } = knobs[name];
  return stageNames.slice(stage === 'open' ? 0 : stageNames.indexOf(stageResult[stage]));
}

/** The nearest value that a knob can have; undefined for what is no number. */
export function nearest(name: KnobName, value: number): number | undefined {
  if (Number.isNaN(value)) return undefined;
  const { min, max, step } = knobs[name];
  const bounded = Math.min(max, Math.max(min, value));
  if (step === 'log') return Number(bounded.toPrecision(2));
  const decimals = step < 1 ? 2 : 0;
  return Math.min(max, Number((min + Math.round((bounded - min) / step) * step).toFixed(decimals)));
}

/** The same settings with every value at the nearest that its knob can have; what is no number, or no knob, is left out. */
export function nearestSettings(settings: Settings): Settings {
  return Object.fromEntries(
    knobNames.flatMap((name) => {
      const value = settings[name];
      const near = typeof value === 'number' ? nearest(name, value) : undefined;
      return near === undefined ? [] : [[name, near]];
    }),
  );
}

/** Whether every value is one that its knob can have. */
export const areValid = (settings: Settings): boolean => sameSettings(settings, nearestSettings(settings));

export const sameSettings = (a: Settings, b: Settings): boolean => knobNames.every((name) => a[name] === b[name]);

/** Only what counts before the first step of a stage, or before the school is opened. */
export const settingsOf = (settings: Settings, stage: Knob['stage']): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => knobs[name as KnobName].stage === stage));

/** Settings in which one stage's are replaced by those of others. */
export function withStage(settings: Settings, stage: TrainingStage, wanted: Settings): Settings {
  const others = Object.entries(settings).filter(([name]) => knobs[name as KnobName].stage !== stage);
  return { ...Object.fromEntries(others), ...settingsOf(wanted, stage) };
}

/** Kernels want the channels of a head in groups of eight. */
const headUnit = 8;

/** As many of the wanted heads as divide the width evenly. */
function fittingHeads(nHead: number, nEmbd: number): number {
  let heads = nHead;
  while (heads > 1 && nEmbd % (heads * headUnit) !== 0) heads--;
  return heads;
}

/**
 * A preset with knobs turned. It keeps its name and carries the settings, so that whatever is made with it can say how.
 * @param preset as it is defined, without settings
 */
export function withSettings(preset: Preset, settings: Settings, language: Language): Preset {
  const near = nearestSettings(settings);
  const names = knobNames.filter((name) => near[name] !== undefined);
  if (names.length === 0) return preset;
  let turned = preset;
  for (const name of names) turned = knobs[name].write(turned, near[name] as number, language);
  const { nHead, nEmbd } = turned.model;
  if (near.nHead !== undefined || near.nEmbd !== undefined) {
    turned = { ...turned, model: { ...turned.model, nHead: fittingHeads(nHead, nEmbd) } };
  }
  return { ...turned, settings: near };
}
