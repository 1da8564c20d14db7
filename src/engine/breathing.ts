/**
 * How commands get a word in while a model works. Everything that computes waits, sooner or later, for the values of a tensor. On webgpu
 * that wait lets messages in; on wasm and cpu the values are there at once, and a stage would run on deaf for minutes. So there a read waits
 * for the event loop too, whenever the last such wait is some time ago. Several computations at once take turns in the same way.
 */
import type { KernelBackend } from '@tensorflow/tfjs-core';

/** How long the engine may compute without listening, apart from what lies between two reads (a training step reads twice). */
const breathEveryMs = 12;

export type Breathe = () => Promise<void>;

export function createBreathing(nowMs: () => number, nextTask: () => Promise<void>): Breathe {
  let lastMs = nowMs();
  return async () => {
    if (nowMs() - lastMs < breathEveryMs) return;
    await nextTask();
    lastMs = nowMs();
  };
}

const originalReads = new WeakMap<KernelBackend, KernelBackend['read']>();

/** Makes every read of the backend's tensors a breath. A second call replaces the first. */
export function breatheAtReads(backend: KernelBackend, breathe: Breathe): void {
  const read = originalReads.get(backend) ?? backend.read.bind(backend);
  originalReads.set(backend, read);
  backend.read = async (dataId) => {
    // The values are taken before the wait: the tensor may be gone after it.
    const [values] = await Promise.all([read(dataId), breathe()]);
    return values;
  };
}
