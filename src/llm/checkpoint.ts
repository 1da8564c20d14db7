/**
 * A trained model as one file: configuration, tokenizer, parameters, optimizer state and lineage <-> bytes. Files for other programs are
 * written in export/.
 * Layout, little-endian: 'SCHLBOOK' · u32 version · u32 length of the header · header (JSON) · tensors one after another, in the order of
 * the header · u32 CRC-32 of all before. The file may come from anybody, so nothing is allocated before its size has been checked.
 */
import * as v from 'valibot';
import { filterNames } from './cleaning.ts';
import type { Language, ModelConfig, PresetName, Settings } from './config.ts';
import { crc32 } from './crc32.ts';
import { editsSchema } from './editsSchema.ts';
import { type ErrorDetails, SchoolError } from './errors.ts';
import { fromFloat16, toFloat16 } from './float16.ts';
import { parseJson } from './json.ts';
import type { ReadingNote } from './reading.ts';
import { type StageName, stageNames, type TrainingStage, trainingStages } from './reports.ts';
import { rateFactors } from './schedule.ts';
import type { StageNotes } from './school.ts';
import { areValid, knobNames } from './settings.ts';
import { createTokenizer, firstMergeId } from './tokenizer.ts';

/** What one stage did to get here. */
export interface LineageEntry {
  stage: StageName;
  seed: number;
  steps: number;
  tokens: number;
  corpusFingerprint: string;
  settings: Record<string, number | string>;
}

export interface TensorValues {
  shape: number[];
  values: Float32Array;
}

export interface Checkpoint {
  stage: StageName;
  language: Language;
  preset: PresetName;
  /** How the school departed from its preset. */
  settings?: Settings;
  seed: number;
  /** Absent when it was the clean crawl. */
  reading?: ReadingNote;
  model: ModelConfig;
  merges: [number, number][];
  parameters: Record<string, TensorValues>;
  /** Only while a stage is under way, with `progress`: what is needed to go on from here. */
  optimizer?: Record<string, TensorValues>;
  progress?: {
    stage: TrainingStage;
    step: number;
    /** The reader's own factor on the learning rate; absent when it is 1. */
    rateFactor?: number;
  };
  notes: StageNotes;
  /** From the untrained model to this one. */
  lineage: LineageEntry[];
}

/** All of a finished checkpoint but its weights. */
export type Description = Omit<Checkpoint, 'parameters' | 'optimizer' | 'progress'>;

export type Precision = 'float32' | 'float16';

const magic = 'SCHLBOOK';
const version = 1;
const prefixBytes = magic.length + 8;
const crcBytes = 4;
export const maxCheckpointBytes = 50_000_000;
const maxHeaderBytes = 2_000_000;
const maxTensors = 2000;
const bytesPerValue: Record<Precision, number> = { float32: 4, float16: 2 };

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const between = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const shortText = v.pipe(v.string(), v.maxLength(200));
const names = v.pipe(v.array(shortText), v.maxLength(10_000));
const integer = v.pipe(v.number(), v.safeInteger());

const rateFactor = v.exactOptional(v.pipe(v.number(), v.minValue(rateFactors.min), v.maxValue(rateFactors.max)));

const tensorSchema = v.object({
  group: v.picklist(['parameters', 'optimizer']),
  name: v.pipe(v.string(), v.regex(/^[A-Za-z][\w.:/-]{0,79}$/)),
  shape: v.pipe(v.array(between(1, maxCheckpointBytes)), v.maxLength(4)),
  precision: v.picklist(['float32', 'float16']),
});

/** Values that no knob can have are refused: the file was not written by this program. */
const settingsSchema = v.pipe(v.record(v.picklist(knobNames), v.pipe(v.number(), v.finite())), v.check(areValid));

const descriptionSchema = v.object({
  stage: v.picklist(stageNames),
  language: v.picklist(['en', 'zh']),
  preset: v.picklist(['course', 'quick']),
  settings: v.optional(settingsSchema),
  seed: integer,
  reading: v.optional(
    v.object({
      switchedOff: v.pipe(v.array(v.picklist(filterNames)), v.maxLength(filterNames.length)),
      isOwn: v.boolean(),
    }),
  ),
  model: v.object({
    vocabSize: between(firstMergeId, 65536),
    nLayer: between(1, 64),
    nHead: between(1, 64),
    nEmbd: between(1, 4096),
    contextLength: between(1, 8192),
    ropeBase: v.pipe(v.number(), v.finite(), v.minValue(1)),
  }),
  merges: v.pipe(v.array(v.tuple([between(0, 65535), between(0, 65535)])), v.maxLength(65536 - firstMergeId)),
  notes: v.object({ taughtPeople: names, refusedPeople: names, edits: v.optional(editsSchema) }),
  lineage: v.pipe(
    v.array(
      v.object({
        stage: v.picklist(stageNames),
        seed: integer,
        steps: count,
        tokens: count,
        corpusFingerprint: shortText,
        settings: v.record(shortText, v.union([v.pipe(v.number(), v.finite()), shortText])),
      }),
    ),
    v.maxLength(100),
  ),
});

const headerSchema = v.object({
  ...descriptionSchema.entries,
  progress: v.optional(v.object({ stage: v.picklist(trainingStages), step: count, rateFactor })),
  tensors: v.pipe(v.array(tensorSchema), v.maxLength(maxTensors)),
});

type Header = v.InferOutput<typeof headerSchema>;
type TensorEntry = Header['tensors'][number];

/**
 * @param precision of the parameters; optimizer state is always float32, its small numbers would vanish in half precision
 * @throws SchoolError 'notANumber' if a value is not finite, 'fileTooLarge' beyond 50 MB, 'checkpointMismatch' if a shape does not
 * fit its values or the header is not one that `decodeCheckpoint` would accept
 */
export function encodeCheckpoint(checkpoint: Checkpoint, precision: Precision): Uint8Array {
  const { parameters, optimizer, ...rest } = checkpoint;
  const tensors: { entry: TensorEntry; values: Float32Array }[] = [];
  const add = (group: TensorEntry['group'], record: Record<string, TensorValues>): void => {
    for (const [name, { shape, values }] of Object.entries(record)) {
      if (valueCount(shape) !== values.length) throw new SchoolError('checkpointMismatch', { tensor: name });
      const entry = { group, name, shape, precision: group === 'optimizer' ? 'float32' : precision } as const;
      tensors.push({ entry, values });
    }
  };
  add('parameters', parameters);
  add('optimizer', optimizer ?? {});
  const header = { ...rest, tensors: tensors.map(({ entry }) => entry) };
  if (!v.is(headerSchema, header)) throw new SchoolError('checkpointMismatch', { field: 'header' });
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const size = prefixBytes + headerBytes.length + tensorBytes(header.tensors) + crcBytes;
  if (size > maxCheckpointBytes || headerBytes.length > maxHeaderBytes) {
    throw new SchoolError('fileTooLarge', { bytes: size, maxBytes: maxCheckpointBytes });
  }
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  view.setUint32(magic.length, version, true);
  view.setUint32(magic.length + 4, headerBytes.length, true);
  bytes.set(headerBytes, prefixBytes);
  let offset = prefixBytes + headerBytes.length;
  for (const { entry, values } of tensors) {
    const step = bytesPerValue[entry.precision];
    for (const value of values) {
      if (!Number.isFinite(value)) throw new SchoolError('notANumber', { tensor: entry.name });
      if (entry.precision === 'float32') view.setFloat32(offset, value, true);
      else view.setUint16(offset, toFloat16(value), true);
      offset += step;
    }
  }
  view.setUint32(offset, crc32(bytes.subarray(0, offset)), true);
  return bytes;
}

/**
 * @throws SchoolError 'fileTooLarge', 'checkpointVersion' (a version this page does not know), 'checkpointCorrupt' (anything else
 * wrong; `details.part` says where)
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  if (bytes.length > maxCheckpointBytes) {
    throw new SchoolError('fileTooLarge', { bytes: bytes.length, maxBytes: maxCheckpointBytes });
  }
  if (bytes.length < prefixBytes + crcBytes) throw corrupt('length');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) throw corrupt('magic');
  const fileVersion = view.getUint32(magic.length, true);
  if (fileVersion !== version) throw new SchoolError('checkpointVersion', { version: fileVersion, known: version });
  const headerLength = view.getUint32(magic.length + 4, true);
  const dataStart = prefixBytes + headerLength;
  const dataEnd = bytes.length - crcBytes;
  if (headerLength > maxHeaderBytes || dataStart > dataEnd) throw corrupt('headerLength');
  if (view.getUint32(dataEnd, true) !== crc32(bytes.subarray(0, dataEnd))) throw corrupt('checksum');

  const { tensors, progress, reading, settings, ...rest } = parseHeader(
    headerSchema,
    bytes.subarray(prefixBytes, dataStart),
  );
  if (tensorBytes(tensors) !== dataEnd - dataStart) throw corrupt('tensors');
  checkVocabulary(rest);
  const groups = { parameters: new Map<string, TensorValues>(), optimizer: new Map<string, TensorValues>() };
  let offset = dataStart;
  for (const { group, name, shape, precision } of tensors) {
    if (groups[group].has(name)) throw corrupt('tensors', { tensor: name });
    const values = readValues(view, offset, valueCount(shape), precision);
    if (!values.every(Number.isFinite)) throw corrupt('tensors', { tensor: name });
    groups[group].set(name, { shape, values });
    offset += values.length * bytesPerValue[precision];
  }
  return {
    ...rest,
    parameters: Object.fromEntries(groups.parameters),
    ...(groups.optimizer.size > 0 && { optimizer: Object.fromEntries(groups.optimizer) }),
    ...(progress && { progress }),
    ...(reading && { reading }),
    ...(settings && { settings }),
  };
}

/** JSON for people and for `decodeDescription`. */
export function encodeDescription(checkpoint: Description): Uint8Array {
  const { stage, language, preset, settings, seed, reading, model, merges, notes, lineage } = checkpoint;
  const description: Description = {
    stage,
    language,
    preset,
    ...(settings && { settings }),
    seed,
    ...(reading && { reading }),
    ...{ model, merges, notes, lineage },
  };
  return new TextEncoder().encode(`${JSON.stringify(description)}\n`);
}

/** @throws SchoolError 'checkpointCorrupt' */
export function decodeDescription(bytes: Uint8Array): Description {
  if (bytes.length > maxHeaderBytes) throw corrupt('headerLength');
  const description = parseHeader(descriptionSchema, bytes);
  checkVocabulary(description);
  return description;
}

function checkVocabulary({ merges, model }: Description): void {
  if (createTokenizer(merges).vocabSize !== model.vocabSize) throw corrupt('vocabSize');
}

function parseHeader<Output>(schema: v.GenericSchema<unknown, Output>, bytes: Uint8Array): Output {
  let json: unknown;
  try {
    json = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw corrupt('header');
  }
  const parsed = v.safeParse(schema, json, { abortEarly: true });
  if (!parsed.success) throw corrupt('header', { field: v.getDotPath(parsed.issues[0]) ?? '' });
  return parsed.output;
}

function readValues(view: DataView, offset: number, length: number, precision: Precision): Float32Array {
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    values[i] =
      precision === 'float32'
        ? view.getFloat32(offset + 4 * i, true)
        : fromFloat16(view.getUint16(offset + 2 * i, true));
  }
  return values;
}

/** The product of the sides; a product beyond the exact integers is still larger than any file. */
const valueCount = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

const tensorBytes = (tensors: readonly TensorEntry[]): number =>
  tensors.reduce((sum, { shape, precision }) => sum + valueCount(shape) * bytesPerValue[precision], 0);

const corrupt = (part: string, details?: ErrorDetails): SchoolError =>
  new SchoolError('checkpointCorrupt', { part, ...details });
