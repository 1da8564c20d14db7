/**
 * How commands get a word in while a model works. Everything that computes waits, sooner or later, for the values of a tensor. On webgpu
 * that wait lets messages in; on wasm and cpu the values are there at once, and a stage would run on deaf for minutes. So there a read waits
 * for the event loop too, whenever the last such wait is some time ago. Several computations at once take turns in the same way.
 */
import type { KernelBackend } from '@tensorflow/tfjs-core';

/** How long one computation may go on before others get their turn, apart from what lies between two reads (a training step reads twice). */
const turnMs = 30;

export interface Breathing {
  /** Waits for the event loop, if the turn is over. */
  breathe(): Promise<void>;
  /** To be called when the event loop has turned by itself: a command has come in, and what it starts has its whole turn. */
  beginTurn(): void;
}

export function createBreathing(nowMs: () => number, nextTask: () => Promise<void>): Breathing {
  let turnBeganMs = nowMs();
  const beginTurn = (): void => {
    turnBeganMs = nowMs();
  };
  return {
    async breathe() {
      if (nowMs() - turnBeganMs < turnMs) return;
      await nextTask();
      beginTurn();
    },
    beginTurn,
  };
}

const originalReads = new WeakMap<KernelBackend, KernelBackend['read']>();

/** Makes every read of the backend's tensors a breath. A second call replaces the first. */
export function breatheAtReads(backend: KernelBackend, { breathe }: Breathing): void {
  const read = originalReads.get(backend) ?? backend.read.bind(backend);
  originalReads.set(backend, read);
  backend.read = async (dataId) => {
    // The values are taken before the wait: the tensor may be gone after it.
    const [values] = await Promise.all([read(dataId), breathe()]);
    return values;
  };
}
