/** Puts this project's kernels onto tfjs's webgpu backend. */

import * as tf from '@tensorflow/tfjs-core';
import { hostOf } from './host.ts';
import { createKernels } from './kernels.ts';
import type { DeviceKind } from './lanes.ts';

let attached: string[] = [];

/**
 * Registers the kernels for the active backend, replacing any registered before.
 * @returns false, with nothing registered, when the active backend is not tfjs's webgpu backend as this version knows it; ops are
 *   then composed of plain tfjs ops
 */
export function attachWebgpuKernels(kind: DeviceKind): boolean {
  detachWebgpuKernels();
  const host = tf.getBackend() === 'webgpu' ? hostOf(tf.backend()) : undefined;
  if (!host) return false;
  const kernels = Object.entries(createKernels(host, kind));
  // tfjs would compute small things on the processor, out of sight of a recording.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  for (const [kernelName, run] of kernels) {
    tf.registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: ({ inputs, attrs }) =>
        run(inputs as Record<string, tf.TensorInfo>, (attrs ?? {}) as Record<string, number>),
    });
  }
  attached = kernels.map(([name]) => name);
  return true;
}

/** Takes the kernels off again: ops fall back to plain tfjs ops. Does nothing when none are attached. */
export function detachWebgpuKernels(): void {
  for (const kernelName of attached) tf.unregisterKernel(kernelName, 'webgpu');
  attached = [];
}
