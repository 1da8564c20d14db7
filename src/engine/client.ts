/** The page's end of the engine: a worker, made when it is first needed and again after a crash. */
import type { EngineCommand, EngineEvent, ToWorker } from './protocol.ts';

export interface Client {
  send(command: EngineCommand): void;
  /** @returns ends the subscription */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  dispose(): void;
}

export type EngineWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

const moduleWorker = (): EngineWorker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/**
 * A crash is told as status 'failed' with code 'workerCrashed'; whatever was in the worker's memory is lost, and the next command starts
 * a new one.
 */
export function createClient(
  createWorker: () => EngineWorker = moduleWorker,
  baseUrl: string = document.baseURI,
): Client {
  const listeners = new Set<(event: EngineEvent) => void>();
  const tell = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let worker: EngineWorker | undefined;

  const connect = (): EngineWorker => {
    const started = createWorker();
    const crash = (): void => {
      if (worker !== started) return;
      dispose();
      tell({ kind: 'status', status: { kind: 'failed', code: 'workerCrashed' } });
    };
    started.onmessage = ({ data }: MessageEvent<EngineEvent>) => tell(data);
    started.onerror = crash;
    started.onmessageerror = crash;
    const hello: ToWorker = { kind: 'connect', baseUrl };
    started.postMessage(hello);
    return started;
  };

  const dispose = (): void => {
    worker?.terminate();
    worker = undefined;
  };

  return {
    send(command) {
      worker ??= connect();
      worker.postMessage(command, command.kind === 'loadFile' ? [command.bytes.buffer] : []);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose,
  };
}
