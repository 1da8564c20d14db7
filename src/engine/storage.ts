/**
 * Where runs are kept: IndexedDB, which every browser has, also in workers, and whose transactions are what a save has to be: all or
 * nothing, even when the tab dies in the middle. (The other candidate, OPFS, is faster for large files, but has no transactions, and cannot
 * rename a file everywhere.) Web Locks say which tab has a run open; a lock dies with its tab.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { SchoolError } from '../llm/errors.ts';
import type { TrainingStage } from '../llm/reports.ts';
import { type JournalChunk, keysOf, readSavedRun, type SavedRun } from './savedRun.ts';

/** What a save changes, all at once. */
export interface Change {
  run: SavedRun;
  /** New weights by key; keys that the run no longer names are deleted. */
  blobs: ReadonlyMap<string, Uint8Array>;
  chunks: readonly JournalChunk[];
  /** Reports of these stages are deleted from this step on, before the chunks are added. */
  forget: readonly { stage: TrainingStage; fromStep: number }[];
}

export interface RunStorage {
  /** Runs that can be read, and the number of those that cannot. */
  list(): Promise<{ runs: SavedRun[]; unreadable: number }>;
  /** @throws SchoolError 'runMissing', 'runNewer', 'runDamaged' */
  read(id: string): Promise<SavedRun>;
  readBlob(key: string): Promise<Uint8Array | undefined>;
  /** In order of steps. */
  readJournal(id: string, stage: TrainingStage): Promise<JournalChunk[]>;
  /** @throws SchoolError 'storageFull'; the run is then as it was before */
  write(change: Change): Promise<void>;
  delete(id: string): Promise<void>;
  /**
   * Takes the run for this tab.
   * @param onLost called when another tab takes it over
   * @returns gives it back; undefined when another tab has it and `isForced` is not set
   */
  hold(id: string, isForced: boolean, onLost: () => void): Promise<(() => void) | undefined>;
  /** Runs that other tabs have open, or this one. */
  held(): Promise<ReadonlySet<string>>;
}

interface Schema extends DBSchema {
  runs: { key: string; value: { id: string } };
  blobs: { key: string; value: Uint8Array };
  journal: { key: [run: string, stage: string, firstStep: number]; value: JournalChunk };
}

const databaseVersion = 1;
const lockPrefix = 'schoolbook-run-';

/** @throws SchoolError 'storageUnavailable' where the browser forbids it (some private windows do) */
export async function openRunStorage(name = 'schoolbook'): Promise<RunStorage> {
  let connection: Promise<IDBPDatabase<Schema>> | undefined;
  /** Browsers end a connection when memory is short, when the tab has slept, or when the reader clears what pages have kept. */
  const connect = (): Promise<IDBPDatabase<Schema>> => {
    const forget = (): void => {
      connection = undefined;
    };
    connection ??= openDatabase(name, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return connection;
  };
  await connect();
  const locks = globalThis.navigator?.locks as LockManager | undefined;

  const allOf = (id: string, stage: string, fromStep: number): IDBKeyRange =>
    IDBKeyRange.bound([id, stage, fromStep], [id, stage, Number.POSITIVE_INFINITY]);

  return {
    async list() {
      const records = (await (await connect()).getAll('runs')).map(readSavedRun);
      const runs = records.filter((run): run is SavedRun => typeof run === 'object');
      return { runs: runs.sort((a, b) => b.savedMs - a.savedMs), unreadable: records.length - runs.length };
    },
    async read(id) {
      const record = await (await connect()).get('runs', id);
      if (!record) throw new SchoolError('runMissing');
      const run = readSavedRun(record);
      if (run === 'newer') throw new SchoolError('runNewer');
      if (run === 'damaged') throw new SchoolError('runDamaged');
      return run;
    },
    readBlob: async (key) => (await connect()).get('blobs', key),
    readJournal: async (id, stage) => (await connect()).getAll('journal', allOf(id, stage, 0)),
    async write({ run, blobs, chunks, forget }) {
      const database = await connect();
      const transaction = database.transaction(['runs', 'blobs', 'journal'], 'readwrite', { durability: 'strict' });
      const [runStore, blobStore, journal] = [
        transaction.objectStore('runs'),
        transaction.objectStore('blobs'),
        transaction.objectStore('journal'),
      ];
      try {
        const before = readSavedRun(await runStore.get(run.id));
        const kept = new Set(keysOf(run));
        const dropped = typeof before === 'object' ? keysOf(before).filter((key) => !kept.has(key)) : [];
        for (const key of dropped) quietly(blobStore.delete(key));
        for (const [key, bytes] of blobs) quietly(blobStore.put(bytes, key));
        for (const { stage, fromStep } of forget) quietly(journal.delete(allOf(run.id, stage, fromStep)));
        for (const chunk of chunks) quietly(journal.put(chunk));
        quietly(runStore.put(run));
        await transaction.done;
      } catch (error) {
        // A failed request ends the transaction by itself, an error in between does not.
        if (!transaction.error) transaction.abort();
        await transaction.done.catch(() => {});
        throw isQuota(error) || isQuota(transaction.error) ? new SchoolError('storageFull') : error;
      }
    },
    async delete(id) {
      const transaction = (await connect()).transaction(['runs', 'blobs', 'journal'], 'readwrite');
      const run = readSavedRun(await transaction.objectStore('runs').get(id));
      const keys = typeof run === 'object' ? keysOf(run) : [];
      for (const key of keys) quietly(transaction.objectStore('blobs').delete(key));
      quietly(transaction.objectStore('journal').delete(IDBKeyRange.bound([id], [id, []])));
      quietly(transaction.objectStore('runs').delete(id));
      await transaction.done;
    },
    hold(id, isForced, onLost) {
      if (!locks) return Promise.resolve(() => {});
      return new Promise((resolve, reject) => {
        const options: LockOptions = isForced ? { steal: true } : { ifAvailable: true };
        let isHolding = false;
        locks
          .request(lockPrefix + id, options, (lock) => {
            if (!lock) {
              resolve(undefined);
              return;
            }
            isHolding = true;
            return new Promise<void>((release) => resolve(release));
          })
          .catch((error: unknown) => (isHolding ? onLost() : reject(error)));
      });
    },
    async held() {
      const { held = [] } = (await locks?.query()) ?? {};
      const names = held.map(({ name = '' }) => name).filter((lock) => lock.startsWith(lockPrefix));
      return new Set(names.map((lock) => lock.slice(lockPrefix.length)));
    },
  };
}

/** @param onEnded called when the browser has ended the connection by itself */
async function openDatabase(name: string, onEnded: () => void): Promise<IDBPDatabase<Schema>> {
  try {
    return await openDB<Schema>(name, databaseVersion, {
      upgrade(database) {
        database.createObjectStore('runs', { keyPath: 'id' });
        database.createObjectStore('blobs');
        database.createObjectStore('journal', { keyPath: ['run', 'stage', 'firstStep'] });
      },
      terminated: onEnded,
      // A newer page in another tab wants to change the stores: let it; what this tab saves from now on fails, and it says so.
      blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    });
  } catch {
    throw new SchoolError('storageUnavailable');
  }
}

/** What goes wrong with one request is told by its transaction. */
const quietly = (request: Promise<unknown>): void => {
  request.catch(() => {});
};

const isQuota = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
