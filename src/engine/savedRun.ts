/**
 * A run as the browser keeps it: what it is, and under which keys its weights lie. Plain data with a format number. It may have been written
 * by an older page, or by a newer one that this tab has not loaded yet, so it is checked like a file from outside.
 */
import * as v from 'valibot';
import { filterNames } from '../llm/cleaning.ts';
import type { RlConfig, Settings } from '../llm/config.ts';
import type { ProbeResult, ReportCard, StepReport } from '../llm/reports.ts';
import { stageNames, trainingStages } from '../llm/reports.ts';
import { nearestSettings, noSettings } from '../llm/settings.ts';
import type { SavedRunSummary } from './protocol.ts';

export const savedRunFormat = 1;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const blob = { key: text(200), bytes: count };
/** Written by this program and of the same format number. */
const ours = <Shape extends object>() =>
  v.custom<Shape>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const progressSchema = v.object({
  ...blob,
  stage: v.picklist(trainingStages),
  step: count,
  steps: count,
  elapsedMs: milliseconds,
  isPaused: v.boolean(),
});

const savedRunSchema = v.object({
  id: text(100),
  format: v.literal(savedRunFormat),
  /** As the reader calls it; empty until then. */
  name: text(80),
  createdMs: milliseconds,
  savedMs: milliseconds,
  language: v.picklist(['en', 'zh']),
  preset: v.picklist(['course', 'quick']),
  seed: v.pipe(v.number(), v.safeInteger()),
  /** Knobs that were turned; runs of before say it in their checkpoints only. */
  settings: v.optional(v.pipe(ours<Settings>(), v.transform(nearestSettings))),
  reading: v.object({
    switchedOff: v.array(v.picklist(filterNames)),
    ownDocuments: v.optional(v.pipe(v.array(v.string()), v.readonly())),
  }),
  /** Finished ones but the untrained, which the seed gives again. */
  checkpoints: v.pipe(
    v.array(v.object({ ...blob, stage: v.picklist(stageNames), origin: v.picklist(['trained', 'shipped', 'file']) })),
    v.maxLength(stageNames.length),
  ),
  /** The stage under way, with optimizer state, as it was saved last and the time before. */
  progress: v.optional(v.object({ now: progressSchema, before: v.optional(progressSchema) })),
  /** The best iteration of practice, to be gone back to. */
  best: v.optional(v.object({ ...blob, step: count, score: v.pipe(v.number(), v.finite()) })),
  /** How the stage under way departs from its preset. */
  rl: v.optional(ours<Partial<RlConfig>>()),
  probe: v.pipe(v.array(ours<ProbeResult>()), v.maxLength(10_000)),
  cards: v.pipe(v.array(ours<ReportCard>()), v.maxLength(stageNames.length)),
});

export type SavedRun = v.InferOutput<typeof savedRunSchema>;
export type SavedProgress = v.InferOutput<typeof progressSchema>;

/** The reports of some steps in a row. */
export interface JournalChunk {
  run: string;
  stage: (typeof trainingStages)[number];
  firstStep: number;
  lastStep: number;
  elapsedMs: number;
  tokensPerSecond: number;
  reports: StepReport[];
}

/** What a change of format will need: from the format of its index to the next. */
const migrations: readonly ((record: Record<string, unknown>) => Record<string, unknown>)[] = [];

/** Brings a record to today's format. 'newer' is one that a later page wrote, 'damaged' anything that is no run at all. */
export function readSavedRun(record: unknown): SavedRun | 'newer' | 'damaged' {
  const format = v.safeParse(v.object({ format: count }), record);
  if (!format.success) return 'damaged';
  if (format.output.format > savedRunFormat) return 'newer';
  let migrated = record as Record<string, unknown>;
  for (const migrate of migrations.slice(format.output.format)) migrated = migrate(migrated);
  const parsed = v.safeParse(savedRunSchema, migrated);
  return parsed.success ? parsed.output : 'damaged';
}

/** Where weights of the run lie, by their keys: the best iteration may be the reasoner too. */
const placesOf = ({ checkpoints, progress, best }: SavedRun): Map<string, number> =>
  new Map(
    [...checkpoints, progress?.now, progress?.before, best].flatMap((saved) =>
      saved ? [[saved.key, saved.bytes] as const] : [],
    ),
  );

export const bytesOf = (run: SavedRun): number => [...placesOf(run).values()].reduce((sum, bytes) => sum + bytes, 0);

/** Every key under which weights of the run lie. */
export const keysOf = (run: SavedRun): string[] => [...placesOf(run).keys()];

export function summaryOfRun(run: SavedRun, isElsewhere: boolean): SavedRunSummary {
  const { id, name, createdMs, savedMs, language, preset, seed, settings = noSettings, checkpoints, progress } = run;
  const now = progress && { stage: progress.now.stage, step: progress.now.step, steps: progress.now.steps };
  return {
    ...{ id, name, createdMs, savedMs, language, preset, settings, seed, isElsewhere, bytes: bytesOf(run) },
    stages: checkpoints.map(({ stage }) => stage),
    ...(now && { progress: now }),
  };
}
