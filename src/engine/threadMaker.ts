/** Makes helper threads of whatever workers there are here: the browser's, or Node's. */
import type { Helper, HelperTask, ThreadMaker } from '../llm/ops/wasm/threads.ts';

/** A worker that has been given its task. */
export interface RawWorker extends Helper {
  /** Calls back once, when the worker has said that it is ready (true) or has failed (false). */
  onStart(settle: (isReady: boolean) => void): void;
}

/** A helper that is not ready by then is done without. */
const startMs = 5_000;
/** No part of a job takes a hundredth of this. */
const patienceMs = 10_000;

export function threadMaker(count: number, create: (task: HelperTask) => RawWorker): ThreadMaker {
  return {
    count,
    patienceMs,
    start: (task) =>
      new Promise((resolve, reject) => {
        const worker = create(task);
        const settle = (isReady: boolean): void => {
          clearTimeout(timer);
          if (isReady) resolve(worker);
          else {
            worker.terminate();
            reject(new Error('a helper thread did not start'));
          }
        };
        const timer = setTimeout(settle, startMs, false);
        worker.onStart(settle);
      }),
  };
}

/** Threads that pay: one of two processors is often but half a core, and the page itself wants one. At most 4. */
export function usefulThreads(processors: number): number {
  return processors < 2 ? 1 : Math.min(4, Math.max(2, Math.ceil(processors / 2)));
}
