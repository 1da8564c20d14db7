/** tfjs backends in Node, for tests and benchmarks: cpu, and wasm with this project's kernels. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { attachKernels, detachKernels, type KernelVariant } from '../src/llm/ops/wasm/attach.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes plain tfjs ops differentiable, which tfjs's build for Node leaves undone. Takes 4 s, and works under vitest only,
 * which reads tfjs's browser modules; ops that run as kernels bring their own gradients and do not need it.
 */
export async function registerGradients(): Promise<void> {
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
}

/** Makes cpu the active backend: plain tfjs ops. */
export async function useCpu(): Promise<void> {
  await registerGradients();
  await tf.setBackend('cpu');
  await tf.ready();
}

/** Makes wasm the active backend, without the kernels: plain tfjs ops. */
export async function usePlainWasm(): Promise<void> {
  await registerGradients();
  await startWasm();
  detachKernels();
}

/**
 * Makes wasm the active backend, with the kernels attached. The fused variant needs
 * `node --experimental-wasm-relaxed-simd` in Node 20; the plain one is taken otherwise, or by name.
 */
export async function useWasm(wanted?: KernelVariant): Promise<KernelVariant> {
  await startWasm();
  const bytes = kernelBytes();
  const attached = await attachKernels(wanted ? { plain: bytes[wanted], relaxed: bytes[wanted] } : bytes);
  if (!attached) throw new Error('The kernels do not fit this wasm backend');
  return wanted ?? attached.variant;
}

let hasStarted = false;

async function startWasm(): Promise<void> {
  if (!hasStarted) {
    const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(`${dirname(main)}/`);
    hasStarted = true;
  }
  await tf.setBackend('wasm');
  await tf.ready();
}

let compiled: Record<KernelVariant, Uint8Array<ArrayBuffer>> | undefined;

/** The compiled kernels, brought up to date first. */
export function kernelBytes(): Record<KernelVariant, Uint8Array<ArrayBuffer>> {
  if (!compiled) {
    execFileSync(process.execPath, [join(root, 'scripts/kernels.mjs')], { stdio: 'inherit' });
    const read = (file: string) => new Uint8Array(readFileSync(join(root, 'build/kernels', file)));
    compiled = { plain: read('kernels.wasm'), relaxed: read('kernels-relaxed.wasm') };
  }
  return compiled;
}
