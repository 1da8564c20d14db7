/**
 * Keeping a run: what is saved, when, and under which name. A save holds everything that a new worker needs to go on: finished checkpoints,
 * the stage under way with its optimizer state, and the reports of its steps, from which the page draws its curves again.
 *
 * Saving never stops training: reading the weights takes its turn between two steps, writing goes on beside the next ones, and a save that
 * fails leaves the one before it.
 */
import { type Checkpoint, encodeCheckpoint } from '../llm/checkpoint.ts';
import type { RlConfig } from '../llm/config.ts';
import { SchoolError } from '../llm/errors.ts';
import { type ProbeResult, type StepReport, type TrainingStage, trainingStages } from '../llm/reports.ts';
import { noSettings } from '../llm/settings.ts';
import type { OpenSchool } from './checkpoints.ts';
import type { Entry } from './lineage.ts';
import type { EngineEvent } from './protocol.ts';
import { errorCode } from './questions.ts';
import { type JournalChunk, type SavedProgress, type SavedRun, savedRunFormat, summaryOfRun } from './savedRun.ts';
import type { Change, RunStorage } from './storage.ts';

/**
 * Half of the 30 s that may be lost at most: when the newest save turns out to be damaged, the one before it is not older than that.
 */
export const keepEveryMs = 15_000;
/** A stage that has just begun is saved sooner: until then there is nothing of it to go back to. */
const keepFirstAfterMs = 3000;

/** The stage under way, as it is between two steps. */
export interface LiveState {
  stage: TrainingStage;
  step: number;
  steps: number;
  elapsedMs: number;
  isPaused: boolean;
  rl?: Partial<RlConfig> | undefined;
  /** With optimizer state and progress. */
  checkpoint: Checkpoint;
}

/** The iteration of practice that did best on the held-out exercises, to be gone back to. */
export interface Best {
  step: number;
  /** Shares of right answers, greedy and drawn, added up. */
  score: number;
  checkpoint: Checkpoint;
}

/** Everything there is to keep. */
export interface Snapshot {
  school: OpenSchool;
  entries: readonly Entry[];
  best?: Best | undefined;
  live?: LiveState | undefined;
}

/** Where weights lie. */
export interface Place {
  key: string;
  bytes: number;
}

export interface Keeping {
  /** Whether it is time to save. */
  isDue(): boolean;
  /** Writes a snapshot down beside whatever goes on; settles when it is written, or has failed and said so. */
  keep(snapshot: Snapshot): Promise<void>;
  /** To be told every event of the engine: some are kept. */
  note(event: EngineEvent): void;
  /** A stage begins anew: what was noted of it and of later ones is forgotten. */
  beginStage(stage: TrainingStage): void;
  /** Goes on keeping a run that has been opened, from a step of a stage on. */
  adopt(opened: {
    run: SavedRun;
    places: ReadonlyMap<Checkpoint, Place>;
    live: { stage: TrainingStage; step: number } | undefined;
    release(): void;
  }): void;
  /** The run that is kept now, if there is one. */
  currentId(): string | undefined;
  /** Another name for it, from the next save on. */
  rename(name: string): void;
  /** Keeps on under another run, if there is anything more to keep. */
  letGo(): void;
  /** Waits for what is being written, and lets the run go. */
  close(): Promise<void>;
}

interface Surroundings {
  storage: RunStorage;
  emit(event: EngineEvent): void;
  nowMs(): number;
  /** Milliseconds since 1970. */
  dateMs(): number;
  newId(): string;
  /** Another tab has taken the run over. */
  onLost(): void;
}

interface Kept {
  run: SavedRun;
  isWritten: boolean;
  places: WeakMap<Checkpoint, Place>;
  release(): void;
}

/** What has been told since the last save. */
interface News {
  reports: StepReport[];
  elapsedMs: number;
  tokensPerSecond: number;
  forget: Change['forget'];
}

const noNews = (): News => ({ reports: [], elapsedMs: 0, tokensPerSecond: 0, forget: [] });

export function createKeeping({ storage, emit, nowMs, dateMs, newId, onLost }: Surroundings): Keeping {
  let current: Kept | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  let keptMs = nowMs();
  let news = noNews();
  let probe: readonly ProbeResult[] = [];

  const begin = async ({ school: { school } }: Snapshot): Promise<Kept> => {
    const { language, preset, seed, reading } = school;
    const run: SavedRun = {
      ...{ id: newId(), format: savedRunFormat, name: '', createdMs: dateMs(), savedMs: dateMs() },
      ...{ language, preset: preset.name, seed, reading: { ...reading, switchedOff: [...reading.switchedOff] } },
      ...{ checkpoints: [], probe: [], cards: [] },
    };
    const release = await storage.hold(run.id, false, onLost);
    return { run, isWritten: false, places: new WeakMap(), release: release ?? (() => {}) };
  };

  const write = async (snapshot: Snapshot, { forget, ...told }: News): Promise<void> => {
    const { school, entries, best, live } = snapshot;
    if (!live && !entries.some(wouldBeMissed)) {
      if (current?.isWritten) await storage.delete(current.run.id);
      current?.release();
      current = undefined;
      emit({ kind: 'kept' });
      return;
    }
    current ??= await begin(snapshot);
    const kept = current;
    const blobs = new Map<string, Uint8Array>();
    const placed = new Map<Checkpoint, Place>();
    const place = (checkpoint: Checkpoint): Place => {
      const known = kept.places.get(checkpoint) ?? placed.get(checkpoint);
      if (known) return known;
      const bytes = encodeCheckpoint(checkpoint, 'float32');
      const made = { key: `${kept.run.id}/${newId()}`, bytes: bytes.length };
      blobs.set(made.key, bytes);
      placed.set(checkpoint, made);
      return made;
    };
    const places = entries.filter(isWorthKeeping).map((entry) => ({ ...entry, place: place(entry.checkpoint) }));
    const { progress: last, rl: _, best: __, ...rest } = kept.run;
    let run: SavedRun = {
      ...rest,
      savedMs: dateMs(),
      settings: school.school.preset.settings ?? noSettings,
      checkpoints: places.map(({ checkpoint: { stage }, origin, place }) => ({ stage, origin, ...place })),
      probe: [...probe],
      cards: entries.flatMap(({ card }) => (card ? [card] : [])),
      ...(best && { best: { step: best.step, score: best.score, ...place(best.checkpoint) } }),
      ...(live && { progress: progressOf(last, live, place(live.checkpoint)), ...(live.rl && { rl: live.rl }) }),
    };
    const change: Change = { run, blobs, chunks: chunksOf(run.id, told), forget };
    try {
      await storage.write(change);
    } catch (error) {
      if (!(error instanceof SchoolError && error.code === 'storageFull') || !run.progress?.before) throw error;
      // Room for the newest is worth more than the one before it.
      run = { ...run, progress: { now: run.progress.now } };
      await storage.write({ ...change, run });
    }
    for (const [checkpoint, at] of placed) kept.places.set(checkpoint, at);
    Object.assign(kept, { run: { ...run, name: kept.run.name }, isWritten: true });
    emit({ kind: 'kept', run: summaryOfRun(kept.run, false) });
  };

  return {
    isDue: () => !isWriting && nowMs() - keptMs >= keepEveryMs,
    keep(snapshot) {
      const told = news;
      news = { ...noNews(), elapsedMs: told.elapsedMs, tokensPerSecond: told.tokensPerSecond };
      keptMs = nowMs();
      isWriting = true;
      writing = writing
        .then(() => write(snapshot, told))
        .catch((error: unknown) => {
          news = { ...news, reports: [...told.reports, ...news.reports], forget: [...told.forget, ...news.forget] };
          emit({ kind: 'keepFailed', ...errorCode(error) });
        })
        .finally(() => {
          isWriting = false;
        });
      return writing;
    },
    note(event) {
      if (event.kind === 'reports') {
        news.reports.push(...event.reports);
        news.elapsedMs = event.elapsedMs;
        news.tokensPerSecond = event.tokensPerSecond;
      } else if (event.kind === 'probed') probe = event.results;
    },
    beginStage(stage) {
      const later = trainingStages.slice(trainingStages.indexOf(stage));
      news = { ...noNews(), forget: [...news.forget, ...later.map((name) => ({ stage: name, fromStep: 0 }))] };
      if (current) delete current.run.progress;
      keptMs = nowMs() - keepEveryMs + keepFirstAfterMs;
    },
    adopt({ run, places, live, release }) {
      current = { run, isWritten: true, places: new WeakMap(places), release };
      probe = run.probe;
      keptMs = nowMs();
      news = { ...noNews(), forget: live ? [{ stage: live.stage, fromStep: live.step + 1 }] : [] };
    },
    currentId: () => current?.run.id,
    rename(name) {
      if (current) current.run.name = name;
    },
    letGo() {
      current = undefined;
    },
    async close() {
      await writing;
      current?.release();
      current = undefined;
      probe = [];
      news = noNews();
    },
  };
}

/** Made here, or brought by the reader: what comes with the page can be had again. */
const wouldBeMissed = ({ checkpoint, origin }: Entry): boolean =>
  origin === 'file' || (origin === 'trained' && checkpoint.stage !== 'untrained');

/** The untrained model comes again from its seed. */
const isWorthKeeping = ({ checkpoint, origin }: Entry): boolean =>
  origin !== 'trained' || checkpoint.stage !== 'untrained';

/** The new save of a stage, and the last one behind it. */
function progressOf(
  last: SavedRun['progress'],
  { stage, step, steps, elapsedMs, isPaused }: LiveState,
  place: Place,
): NonNullable<SavedRun['progress']> {
  const now: SavedProgress = { stage, step, steps, elapsedMs, isPaused, ...place };
  if (last?.now.stage !== stage) return { now };
  // Saved twice at the same step: what stood behind stays there.
  const before = last.now.step === step ? last.before : last.now;
  return before ? { now, before } : { now };
}

function chunksOf(run: string, { reports, ...pace }: Omit<News, 'forget'>): JournalChunk[] {
  return trainingStages.flatMap((stage) => {
    const own = reports.filter((report) => report.stage === stage);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? [{ run, stage, firstStep: first.step, lastStep: last.step, ...pace, reports: own }] : [];
  });
}
