/** What the op tests share: the two ways an op runs, random inputs, and the comparison with the slow loops. */

import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { type StepTensors, stepNumbers } from '../../../src/llm/ops/stepTensors.ts';
import type { KernelVariant } from '../../../src/llm/ops/wasm/attach.ts';
import { createRandom } from '../../../src/llm/random.ts';
import type { Numbers } from '../../reference/ops.ts';
import { kernelBytes, registerGradients, useCpu, usePlainWasm, useWasm } from '../../wasmBackend.ts';

export const backends = [
  { name: 'cpu, plain ops', use: useCpu },
  { name: 'wasm, plain ops', use: usePlainWasm },
  { name: 'wasm, plain kernels', use: () => useKernels('plain') },
  { name: 'wasm, relaxed kernels', use: () => useKernels('relaxed') },
].filter(({ name }) => !name.includes('relaxed') || WebAssembly.validate(kernelBytes().relaxed));

/** With gradients of plain ops too: an op of odd sizes runs without its kernel. */
async function useKernels(variant: KernelVariant): Promise<void> {
  await registerGradients();
  await useWasm(variant);
}

/** Normal numbers, exactly as float32 holds them, so that the reference starts from the same values. */
export function randomNumbers(size: number, seed: string): Numbers {
  const rng = createRandom(seed);
  return Float64Array.from({ length: size }, () => Math.fround(rng.normal()));
}

export function randomIds(size: number, limit: number, seed: string): number[] {
  const rng = createRandom(seed);
  return Array.from({ length: size }, () => rng.int(limit));
}

export function matrix(values: Numbers, rows: number, columns: number): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [rows, columns]);
}

export function vector(values: Numbers): tf.Tensor1D {
  return tf.tensor1d(Float32Array.from(values));
}

export function ids(values: number[]): tf.Tensor1D {
  return tf.tensor1d(values, 'int32');
}

/** What the optimizers are told at a step that is not clipped. */
export function at(step: number, scale = 1): StepTensors {
  return { numbers: tf.tensor1d(stepNumbers(step, scale, { beta1: 0.9, beta2: 0.95 })), factor: tf.scalar(1) };
}

/** Every value within 1e-4 of the largest one expected. */
export function expectClose(actual: tf.Tensor | ArrayLike<number>, expected: ArrayLike<number>): void {
  const values = actual instanceof tf.Tensor ? actual.dataSync() : actual;
  expect(values.length).toBe(expected.length);
  let largest = 1e-6;
  let error = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    const difference = Math.abs(values[i]! - expected[i]!);
    error = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(error, difference);
  }
  expect(error / largest).toBeLessThan(1e-4);
}

/** Runs `body`, disposes of what it made, and expects it to have kept nothing. */
export function withoutLeaks(body: () => void): void {
  const before = tf.memory().numTensors;
  tf.tidy(body);
  expect(tf.memory().numTensors).toBe(before);
}
