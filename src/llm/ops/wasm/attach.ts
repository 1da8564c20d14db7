/**
 * Puts the compiled kernels onto tfjs's wasm backend. The module imports the backend's own memory, so tensors are passed
 * as pointers and nothing is copied.
 */

import * as tf from '@tensorflow/tfjs-core';
import type { Recorder } from '../recording.ts';
import type { KernelExports } from './exports.ts';
import { type Host, hostOf } from './host.ts';
import { createKernels } from './kernels.ts';
import { createWasmRecorder } from './recorder.ts';
import { createRopeTables } from './ropeTables.ts';
import { createTeam, type ThreadMaker } from './threads.ts';

export type KernelVariant = 'plain' | 'relaxed';

let attachedHost: Host | undefined;
let detachCurrent: (() => void) | undefined;

/**
 * Registers the kernels for the active backend, replacing any registered before.
 * @param bytes build/kernels/kernels.wasm and kernels-relaxed.wasm, or those for a shared memory; the fused variant is taken
 *   where the engine knows it
 * @param threads makes helpers, where the backend's memory is shared
 * @returns undefined, with nothing registered, when the active backend is not tfjs's wasm backend as this version knows it,
 *   or the engine has no SIMD; ops are then composed of plain tfjs ops
 */
export async function attachKernels(
  bytes: Record<KernelVariant, BufferSource>,
  threads?: ThreadMaker,
): Promise<{ variant: KernelVariant; threads: number } | undefined> {
  detachKernels();
  if (tf.getBackend() !== 'wasm') return undefined;
  const host = hostOf(tf.backend());
  const variant = (['relaxed', 'plain'] as const).find((name) => WebAssembly.validate(bytes[name]));
  if (!host || !variant) return undefined;

  const { instance, module } = await WebAssembly.instantiate(bytes[variant], { env: { memory: host.memory } });
  const wasm = instance.exports as unknown as KernelExports;
  const team = await createTeam(host, wasm, module, threads);
  const tables = createRopeTables(host);
  const kernels = Object.entries(createKernels(wasm, host, tables, team));
  for (const [kernelName, run] of kernels) {
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs }) =>
        run(inputs as Record<string, tf.TensorInfo>, (attrs ?? {}) as Record<string, number>),
    });
  }
  const restore = [shareClones(host), addInParts()];
  attachedHost = host;
  detachCurrent = () => {
    attachedHost = undefined;
    for (const each of restore) each();
    for (const [kernelName] of kernels) tf.unregisterKernel(kernelName, 'wasm');
    tables.free();
    team.dissolve();
  };
  return { variant, threads: team.threads() };
}

/**
 * A clone shares its original's memory, as on tfjs's other backends; on wasm it is a copy, and the tape clones every tensor that
 * a gradient needs. Kernels that write in place make sure of being the only owner.
 * @returns puts tfjs's own kernel back
 */
function shareClones(host: Host): () => void {
  return replaceKernel(
    tf.Identity,
    () =>
      ({ inputs }) =>
        host.share(inputs.x as tf.TensorInfo),
  );
}

/**
 * The tape adds up what a tensor's several uses make of its gradient, with tfjs's own sum: of equal shapes ours takes its place.
 * @returns puts tfjs's own kernel back
 */
function addInParts(): () => void {
  const ours = tf.getKernel('SchoolAdd', 'wasm') as tf.KernelConfig;
  return replaceKernel(tf.Add, (original) => (given) => {
    const { a, b } = given.inputs as Record<'a' | 'b', tf.TensorInfo>;
    const isPlain = [a, b].every(({ dtype }) => dtype === 'float32') && a.shape.join() === b.shape.join();
    if (!isPlain) return original(given);
    const [sum] = ours.kernelFunc(given) as [tf.TensorInfo];
    return sum;
  });
}

/** @returns puts the kernel back; does nothing when tfjs has none of this name */
function replaceKernel(name: string, wrap: (original: tf.KernelFunc) => tf.KernelFunc): () => void {
  const original = tf.getKernel(name, 'wasm');
  if (!original) return () => {};
  const replace = (kernel: tf.KernelConfig): void => {
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(kernel);
  };
  replace({ ...original, kernelFunc: wrap(original.kernelFunc) });
  return () => replace(original);
}

/** A recorder for the kernels that are attached, if any are. */
export function wasmRecorder(onImpossible?: (reason: string) => void): Recorder | undefined {
  return attachedHost && createWasmRecorder(() => attachedHost, onImpossible);
}

/** Takes the kernels off again: ops fall back to plain tfjs ops. Does nothing when none are attached. */
export function detachKernels(): void {
  detachCurrent?.();
  detachCurrent = undefined;
}
