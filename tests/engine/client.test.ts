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

describe('the client', () => {
  it('starts a worker with the first command, and hands files over', () => {
    const { workers, create } = fakeWorkers();
    const client = createClient(create, 'http://localhost/page/');
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

  it('tells events to all, and a crash as a failure; the next command starts anew', () => {
    const { workers, create } = fakeWorkers();
    const client = createClient(create, '');
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
});
