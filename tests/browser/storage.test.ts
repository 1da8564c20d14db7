/** The browser's own storage: IndexedDB and Web Locks as they really are. */
import { deleteDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type JournalChunk, type SavedRun, savedRunFormat } from '../../src/engine/savedRun.ts';
import { type Change, openRunStorage, type RunStorage } from '../../src/engine/storage.ts';

let names = 0;
const opened: string[] = [];
const fresh = (): Promise<RunStorage> => {
  const name = `test-${++names}`;
  opened.push(name);
  return openRunStorage(name);
};
afterEach(async () => {
  vi.restoreAllMocks();
  // Not waited for: a database goes once nobody has it open.
  for (const name of opened.splice(0)) void deleteDB(name);
});

const runOf = (id: string, step: number, savedMs = step): SavedRun => ({
  ...{ id, format: savedRunFormat, name: '', createdMs: 1, savedMs, language: 'en', preset: 'quick', seed: 1 },
  ...{ reading: { switchedOff: [] }, checkpoints: [], probe: [], cards: [] },
  progress: {
    now: { key: `${id}/${step}`, bytes: 3, stage: 'pretrain', step, steps: 60, elapsedMs: 5, isPaused: false },
  },
});
const chunkOf = (run: string, firstStep: number, lastStep: number): JournalChunk => ({
  ...{ run, stage: 'pretrain', firstStep, lastStep, elapsedMs: 1, tokensPerSecond: 1, reports: [] },
});
const changeOf = (id: string, step: number, change: Partial<Change> = {}): Change => ({
  run: runOf(id, step),
  blobs: new Map([[`${id}/${step}`, Uint8Array.of(1, 2, step)]]),
  chunks: [chunkOf(id, step, step)],
  forget: [],
  ...change,
});

describe('a run in IndexedDB', () => {
  it('comes back as it was written, the newest first', async () => {
    const storage = await fresh();
    await storage.write(changeOf('a', 1));
    await storage.write(changeOf('b', 2));
    expect(await storage.list()).toEqual({ runs: [runOf('b', 2), runOf('a', 1)], unreadable: 0 });
    expect(await storage.read('a')).toEqual(runOf('a', 1));
    expect(await storage.readBlob('a/1')).toEqual(Uint8Array.of(1, 2, 1));
    expect(await storage.readJournal('a', 'pretrain')).toEqual([chunkOf('a', 1, 1)]);
    expect(await storage.readJournal('a', 'sft')).toEqual([]);
    await expect(storage.read('c')).rejects.toMatchObject({ code: 'runMissing' });
  });

  it('loses the weights it no longer names, and the steps it is told to forget', async () => {
    const storage = await fresh();
    for (const step of [1, 2, 3]) await storage.write(changeOf('a', step));
    await storage.write(changeOf('b', 1));
    await storage.write(changeOf('a', 2, { forget: [{ stage: 'pretrain', fromStep: 2 }] }));
    expect(await storage.readBlob('a/1')).toBeUndefined();
    expect(await storage.readBlob('a/3')).toBeUndefined();
    expect(await storage.readBlob('b/1')).toBeDefined();
    expect((await storage.readJournal('a', 'pretrain')).map(({ firstStep }) => firstStep)).toEqual([1, 2]);
    expect(await storage.readJournal('b', 'pretrain')).toHaveLength(1);
  });

  it('is written whole or not at all', async () => {
    const storage = await fresh();
    await storage.write(changeOf('a', 1));
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (this.name === 'runs') throw new DOMException('no room', 'QuotaExceededError');
      return put.call(this, value, key);
    });
    await expect(storage.write(changeOf('a', 2))).rejects.toMatchObject({ code: 'storageFull' });
    vi.restoreAllMocks();
    expect(await storage.read('a')).toEqual(runOf('a', 1));
    expect(await storage.readBlob('a/1')).toBeDefined();
    expect(await storage.readBlob('a/2')).toBeUndefined();
    expect(await storage.readJournal('a', 'pretrain')).toHaveLength(1);
    await storage.write(changeOf('a', 3));
    expect(await storage.read('a')).toEqual(runOf('a', 3));
  });

  it('is written on after the browser has ended the connection by itself', async () => {
    const open = vi.spyOn(IDBFactory.prototype, 'open');
    const storage = await fresh();
    await storage.write(changeOf('a', 1));
    const { result } = open.mock.results[0]!.value as IDBOpenDBRequest;
    // As after a sleep, or when site data is cleared: closed, and told so.
    result.close();
    result.dispatchEvent(new Event('close'));
    await storage.write(changeOf('a', 2));
    expect(await storage.read('a')).toEqual(runOf('a', 2));
  });

  it('is gone when deleted, and nothing else with it', async () => {
    const storage = await fresh();
    for (const id of ['a', 'ab', 'b']) await storage.write(changeOf(id, 1));
    await storage.delete('a');
    expect((await storage.list()).runs.map(({ id }) => id).sort()).toEqual(['ab', 'b']);
    expect(await storage.readBlob('a/1')).toBeUndefined();
    expect(await storage.readJournal('a', 'pretrain')).toEqual([]);
    expect(await storage.readJournal('ab', 'pretrain')).toHaveLength(1);
  });
});

describe('a lock', () => {
  it('keeps a run for one tab until it is given back, or taken away', async () => {
    const storage = await fresh();
    const lost = vi.fn();
    const id = `run-${Math.random()}`;
    const release = await storage.hold(id, false, lost);
    expect(release).toBeDefined();
    expect(await storage.hold(id, false, lost)).toBeUndefined();
    expect(await storage.held()).toContain(id);
    const taken = await storage.hold(id, true, () => {});
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
    taken?.();
    await vi.waitFor(async () => expect(await storage.held()).not.toContain(id));
    expect(await storage.hold(id, false, lost)).toBeDefined();
  });
});
