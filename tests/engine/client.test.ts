import { describe, expect, it } from 'vitest';
import { createClient, type EngineWorker } from '../../src/engine/client.ts';
import type { EngineEvent } from '../../src/engine/protocol.ts';

/** Workers that note what they are sent. */
function fakeWorkers() {
  const workers: (EngineWorker & { sent: [unknown, unknown][]; isEnded: boolean })[] = [];
  const create = (): EngineWorker => {
    const worker = {
      ...{ sent: [] as [unknown, unknown][], isEnded: false, onmessage: null, onerror: null, onmessageerror: null },
      postMessage: (message: unknown, transfer?: unknown) => worker.sent.push([message, transfer]),
      terminate: () => {
        worker.isEnded = true;
      },
    };
    workers.push(worker as (typeof workers)[number]);
    return worker;
  };
  return { workers, create };
}

const noTimer = () => () => {};

describe('the client', () => {
  it('starts a worker with the first command, and hands files over', () => {
    const { workers, create } = fakeWorkers();
    const client = createClient(create, 'http://localhost/page/', noTimer);
    expect(workers).toHaveLength(0);
    const bytes = new Uint8Array(3);
    client.send({ kind: 'loadFile', bytes });
    client.send({ kind: 'pause' });
    expect(workers[0]?.sent).toEqual([
      [{ kind: 'connect', baseUrl: 'http://localhost/page/' }, undefined],
      [{ kind: 'loadFile', bytes }, [bytes.buffer]],
      [{ kind: 'pause' }, []],
    ]);
    client.dispose();
    expect(workers[0]?.isEnded).toBe(true);
  });

  it('tells events to all; after a crash with nothing to go back to it says so, and the next command starts anew', () => {
    const { workers, create } = fakeWorkers();
    const client = createClient(create, '', noTimer);
    const heard: EngineEvent[] = [];
    const unsubscribe = client.subscribe((event) => heard.push(event));
    client.send({ kind: 'pause' });
    const idle = { kind: 'status', status: { kind: 'idle' } } as const;
    const first = workers[0] as EngineWorker;
    first.onmessage?.call(first as Worker, { data: idle } as MessageEvent);
    first.onerror?.call(first as Worker, {} as ErrorEvent);
    expect(heard).toEqual([idle, { kind: 'status', status: { kind: 'failed', code: 'workerCrashed' } }]);
    expect(workers[0]?.isEnded).toBe(true);
    // A second word from the dead changes nothing.
    first.onerror?.call(first as Worker, {} as ErrorEvent);
    unsubscribe();
    client.send({ kind: 'pause' });
    expect(workers).toHaveLength(2);
    expect(heard).toHaveLength(2);
  });

  it('opens the same school in a new worker after a crash, or when the old one falls silent', () => {
    const { workers, create } = fakeWorkers();
    const ticks: (() => void)[] = [];
    const client = createClient(create, '', (_, tick) => {
      ticks.push(tick);
      return () => {};
    });
    const heard: EngineEvent[] = [];
    client.subscribe((event) => heard.push(event));
    const open = { kind: 'open', language: 'en', preset: 'quick', seed: 1 } as const;
    client.send(open);
    const first = workers[0] as EngineWorker;
    first.onerror?.call(first as Worker, {} as ErrorEvent);
    expect(workers[1]?.sent.map(([message]) => message)).toEqual([{ kind: 'connect', baseUrl: '' }, open]);
    // An answer now and then is enough to be taken for alive.
    const second = workers[1] as EngineWorker;
    const tick = (count: number): void => {
      for (let i = 0; i < count; i++) ticks[1]?.();
    };
    tick(6);
    second.onmessage?.call(second as Worker, { data: { kind: 'pong' } } as MessageEvent);
    tick(6);
    expect(workers).toHaveLength(2);
    tick(1);
    expect(workers).toHaveLength(3);
    expect(workers[1]?.isEnded).toBe(true);
    expect(heard).toEqual([
      { kind: 'recovering', cause: 'workerCrashed' },
      { kind: 'recovering', cause: 'workerCrashed' },
    ]);
    // The dead one's clock goes on ticking; nobody listens.
    tick(20);
    expect(workers).toHaveLength(3);
  });
});
