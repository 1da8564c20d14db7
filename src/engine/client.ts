/**
 * The page's end of the engine: a worker, made when it is first needed, and made again when it is lost. A worker is lost when it crashes, when
 * it falls silent, when the graphics card is gone, or when training has run away; then a new one goes on from what was kept last.
 */
import type { ErrorCode } from '../llm/errors.ts';
import type { EngineCommand, EngineEvent, FromWorker, ToWorker } from './protocol.ts';
import { createRecovery } from './recovery.ts';

export interface Client {
  send(command: EngineCommand): void;
  /** @returns ends the subscription */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  dispose(): void;
}

export type EngineWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

const moduleWorker = (): EngineWorker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** A worker that has not answered so many questions in a row is taken for dead: half a minute, in which it computes at most one step. */
const pingEveryMs = 5000;
const unansweredPings = 6;

/** @param every calls a function again and again, until the function it returns is called */
export function createClient(
  createWorker: () => EngineWorker = moduleWorker,
  baseUrl: string = document.baseURI,
  every: (ms: number, tick: () => void) => () => void = intervalTimer,
): Client {
  const listeners = new Set<(event: EngineEvent) => void>();
  const tell = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const recovery = createRecovery();
  let worker: EngineWorker | undefined;
  let endPings = (): void => {};

  const connect = (): EngineWorker => {
    const started = createWorker();
    let unanswered = 0;
    /** A word from the dead changes nothing. */
    const whileAlive =
      <Arguments extends unknown[]>(act: (...received: Arguments) => void) =>
      (...received: Arguments): void => {
        if (worker === started) act(...received);
      };
    const post = (message: ToWorker): void => started.postMessage(message);
    started.onmessage = whileAlive(({ data }: MessageEvent<FromWorker>) => {
      unanswered = 0;
      if (data.kind !== 'pong') hear(data);
    });
    started.onerror = whileAlive(() => replace('workerCrashed'));
    started.onmessageerror = whileAlive(() => replace('workerCrashed'));
    endPings = every(
      pingEveryMs,
      whileAlive(() => {
        if (unanswered >= unansweredPings) replace('workerCrashed');
        else post({ kind: 'ping' });
        unanswered++;
      }),
    );
    post({ kind: 'connect', baseUrl });
    return started;
  };

  const hear = (event: EngineEvent): void => {
    const cause = recovery.lossIn(event);
    if (cause) {
      replace(cause);
      return;
    }
    for (const heard of recovery.note(event)) tell(heard);
  };

  const replace = (cause: ErrorCode): void => {
    dispose();
    const plan = recovery.planAfter(cause);
    if (!plan) {
      tell({ kind: 'status', status: { kind: 'failed', code: cause } });
      return;
    }
    tell({ kind: 'recovering', cause });
    worker = connect();
    for (const command of plan) worker.postMessage(command);
  };

  const dispose = (): void => {
    endPings();
    worker?.terminate();
    worker = undefined;
  };

  return {
    send(command) {
      recovery.noteCommand(command);
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

function intervalTimer(ms: number, tick: () => void): () => void {
  const timer = setInterval(tick, ms);
  return () => clearInterval(timer);
}
