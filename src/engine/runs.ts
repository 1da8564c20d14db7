/** Kept runs as the reader sees them: a list, a new name, away with it, open it again. */
import { type Checkpoint, decodeCheckpoint } from '../llm/checkpoint.ts';
import { SchoolError } from '../llm/errors.ts';
import { type TrainingStage, trainingStages } from '../llm/reports.ts';
import type { Best, Place } from './keeping.ts';
import type { Entry } from './lineage.ts';
import type { EngineEvent, RecalledStage } from './protocol.ts';
import { type SavedProgress, type SavedRun, summaryOfRun } from './savedRun.ts';
import type { RunStorage } from './storage.ts';

const maxNameCharacters = 80;

/** What a kept run turns out to hold. */
export interface OpenedRun {
  run: SavedRun;
  entries: Entry[];
  /** The stage under way, with the weights and the optimizer state it goes on from. */
  live?: { progress: SavedProgress; checkpoint: Checkpoint };
  best?: Best;
  stages: RecalledStage[];
  places: Map<Checkpoint, Place>;
  /** The newest save was damaged, or not wanted. */
  isEarlier: boolean;
  release(): void;
}

/** @param here the run that is open in this tab */
export async function listRuns(storage: RunStorage, here: string | undefined): Promise<EngineEvent> {
  const [{ runs, unreadable }, held] = await Promise.all([storage.list(), storage.held()]);
  return {
    kind: 'savedRuns',
    runs: runs.map((run) => summaryOfRun(run, run.id !== here && held.has(run.id))),
    unreadable,
  };
}

/** @returns the name as it now is. @throws SchoolError those of `RunStorage.read` and `write` */
export async function renameRun(storage: RunStorage, id: string, wanted: string): Promise<string> {
  const name = wanted.trim().slice(0, maxNameCharacters);
  await storage.write({ run: { ...(await storage.read(id)), name }, blobs: new Map(), chunks: [], forget: [] });
  return name;
}

/** What was told of a run, without opening it. @throws SchoolError those of `RunStorage.read` */
export async function readCurves(storage: RunStorage, id: string): Promise<EngineEvent> {
  await storage.read(id);
  return { kind: 'curvesRead', id, stages: await readStages(storage, id, () => Number.POSITIVE_INFINITY) };
}

/** @throws SchoolError 'runHeldElsewhere' */
export async function deleteRun(storage: RunStorage, id: string): Promise<void> {
  const release = await storage.hold(id, false, () => {});
  if (!release) throw new SchoolError('runHeldElsewhere');
  try {
    await storage.delete(id);
  } finally {
    release();
  }
}

/**
 * Takes a run for this tab and reads it. A save that is damaged is passed over for the one before it; what is damaged beyond that is left
 * out, as long as anything remains.
 * @param isEarlier asks for the save before the last one
 * @param onLost called when another tab takes the run over
 * @throws SchoolError 'runHeldElsewhere', 'runMissing', 'runNewer', 'runDamaged'
 */
export async function openRun(
  storage: RunStorage,
  { id, isForced = false, isEarlier = false }: { id: string; isForced?: boolean; isEarlier?: boolean },
  onLost: () => void,
): Promise<OpenedRun> {
  const release = await storage.hold(id, isForced, onLost);
  if (!release) throw new SchoolError('runHeldElsewhere');
  try {
    return { ...(await readRun(storage, await storage.read(id), isEarlier)), release };
  } catch (error) {
    release();
    throw error;
  }
}

async function readRun(storage: RunStorage, run: SavedRun, isEarlier: boolean): Promise<Omit<OpenedRun, 'release'>> {
  const places = new Map<Checkpoint, Place>();
  const read = async ({ key, bytes }: Place): Promise<Checkpoint | undefined> => {
    const blob = await storage.readBlob(key);
    try {
      const checkpoint = blob && decodeCheckpoint(blob);
      if (checkpoint) places.set(checkpoint, { key, bytes });
      return checkpoint;
    } catch {
      return undefined;
    }
  };
  const entries: Entry[] = [];
  for (const { stage, origin, ...place } of run.checkpoints) {
    const checkpoint = await read(place);
    const card = run.cards.find((candidate) => candidate.stage === stage);
    if (checkpoint) entries.push({ checkpoint, origin, ...(card && { card }) });
  }
  const { now, before } = run.progress ?? {};
  const saves = isEarlier ? [before, now] : [now, before];
  let live: OpenedRun['live'];
  for (const progress of saves) {
    const checkpoint = live || !progress ? undefined : await read(progress);
    if (progress && checkpoint) live = { progress, checkpoint };
  }
  if (!live && entries.length === 0) throw new SchoolError('runDamaged');
  const lastStepOf = (stage: TrainingStage): number =>
    live?.progress.stage === stage ? live.progress.step : Number.POSITIVE_INFINITY;
  const checkpoint = run.best && run.best.step <= lastStepOf('rl') ? await read(run.best) : undefined;
  return {
    run,
    entries,
    ...(live && { live }),
    ...(run.best && checkpoint && { best: { step: run.best.step, score: run.best.score, checkpoint } }),
    stages: await readStages(storage, run.id, lastStepOf),
    places,
    isEarlier: live !== undefined && live.progress !== now,
  };
}

/** @param lastStepOf up to where a stage is wanted: what was told after a save that is gone on from will be told again */
async function readStages(
  storage: RunStorage,
  id: string,
  lastStepOf: (stage: TrainingStage) => number,
): Promise<RecalledStage[]> {
  const stages: RecalledStage[] = [];
  for (const stage of trainingStages) {
    const lastStep = lastStepOf(stage);
    const chunks = (await storage.readJournal(id, stage)).filter(({ firstStep }) => firstStep <= lastStep);
    const last = chunks.at(-1);
    if (!last) continue;
    const reports = chunks.flatMap((chunk) => chunk.reports).filter(({ step }) => step <= lastStep);
    stages.push({ stage, reports, elapsedMs: last.elapsedMs, tokensPerSecond: last.tokensPerSecond });
  }
  return stages;
}
