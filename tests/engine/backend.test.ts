import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeEnvironment } from '../../scripts/nodeAssets.ts';
import { type BackendAssets, chooseBackend } from '../../src/engine/backend.ts';
import { breatheAtReads, createBreathing } from '../../src/engine/breathing.ts';
import { timeStep } from '../../src/engine/trial.ts';

const { backends } = nodeEnvironment();

const gpuOf = (info: Partial<GPUAdapterInfo> | undefined): BackendAssets['gpu'] => ({
  requestAdapter: async () => (info ? ({ info } as GPUAdapter) : null),
});

describe('the choice of the backend', () => {
  afterAll(() => tf.removeBackend('webgpu'));

  it('is wasm with kernels where there is no webgpu', async () => {
    const choice = await chooseBackend(backends);
    expect(choice).toMatchObject({ name: 'wasm', reason: 'noWebgpu' });
    expect(['plain', 'relaxed']).toContain(choice.kernels);
    expect(tf.getBackend()).toBe('wasm');
  });

  it('passes over a browser without an adapter', async () => {
    expect(await chooseBackend({ ...backends, gpu: gpuOf(undefined) })).toMatchObject({
      name: 'wasm',
      reason: 'noWebgpu',
    });
    const gpu = { requestAdapter: () => Promise.reject(new Error('no')) };
    expect(await chooseBackend({ ...backends, gpu })).toMatchObject({ name: 'wasm', reason: 'noWebgpu' });
  });

  it.each([
    { vendor: 'google', architecture: 'swiftshader' },
    { vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' },
    { description: 'Microsoft Basic Render Driver' },
    { vendor: 'nvidia', isFallbackAdapter: true },
  ])('passes over the software adapter $vendor $architecture $description', async (info) => {
    expect(await chooseBackend({ ...backends, gpu: gpuOf(info) })).toMatchObject({
      name: 'wasm',
      reason: 'softwareAdapter',
    });
  });

  it('passes over a graphics card that cannot count, software ones only on request', async () => {
    // A backend that has no kernels at all fails the self-test.
    tf.registerBackend('webgpu', () => new MathBackendCPU());
    expect(await chooseBackend({ ...backends, gpu: gpuOf({ vendor: 'nvidia' }) })).toMatchObject({
      name: 'wasm',
      reason: 'selfTestFailed',
    });
    const gpu = gpuOf({ architecture: 'swiftshader' });
    expect(await chooseBackend({ ...backends, gpu }, 'webgpu')).toMatchObject({ reason: 'selfTestFailed' });
  });

  it.each([
    { webgpu: 5, wasm: 20, expected: 'webgpu' },
    { webgpu: 20, wasm: 5, expected: 'wasm' },
  ])('is the faster of a card ($webgpu ms) and wasm ($wasm ms)', async ({ expected, ...stepMs }) => {
    // A card that works, played by the processor.
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new MathBackendCPU());
    tf.copyRegisteredKernels('cpu', 'webgpu');
    const assets = { ...backends, gpu: gpuOf({ vendor: 'nvidia' }) };
    const time = async () => stepMs[tf.getBackend() as 'webgpu' | 'wasm'];
    expect(await chooseBackend(assets, undefined, time)).toMatchObject({ name: expected, reason: 'timed', stepMs });
    expect(tf.getBackend()).toBe(expected);
    // Nothing is timed when there is nothing to choose.
    const never = () => Promise.reject(new Error('timed'));
    expect(await chooseBackend(assets, 'wasm', never)).toMatchObject({ name: 'wasm', reason: 'requested' });
    expect(await chooseBackend(assets, 'webgpu', never)).toMatchObject({ name: 'webgpu', reason: 'requested' });
    // A card that breaks down in a real step.
    const breaking = async () => (tf.getBackend() === 'webgpu' ? never() : 5);
    expect(await chooseBackend(assets, undefined, breaking)).toMatchObject({ name: 'wasm', reason: 'timed' });
  });

  it('times real steps, and leaves nothing of them behind', async () => {
    await chooseBackend(backends, 'wasm');
    const config = { vocabSize: 40, nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 8, ropeBase: 1000 };
    const before = tf.memory().numTensors;
    const ms = await timeStep(config, 4, () => performance.now());
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThan(5000);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('runs plain operations on wasm when the kernels cannot be had or are no kernels', async () => {
    const missing = { ...backends, kernels: () => Promise.reject(new Error('404')) };
    expect(await chooseBackend(missing, 'wasm')).toEqual({ name: 'wasm', reason: 'requested' });
    const wrong = { ...backends, kernels: async () => ({ plain: new Uint8Array(9), relaxed: new Uint8Array(9) }) };
    expect(await chooseBackend(wrong, 'wasm')).toEqual({ name: 'wasm', reason: 'requested' });
  });

  it('takes the one requested', async () => {
    expect(await chooseBackend(backends, 'cpu')).toEqual({ name: 'cpu', reason: 'requested' });
    expect(await chooseBackend(backends, 'wasm')).toMatchObject({ name: 'wasm', reason: 'requested' });
  });
});

describe('breathing', () => {
  it('waits for the event loop at a read, when the last time is long ago', async () => {
    await chooseBackend(backends, 'cpu');
    const clock = { nowMs: 0, tasks: 0 };
    const breathing = createBreathing(
      () => clock.nowMs,
      async () => {
        clock.tasks++;
      },
    );
    breatheAtReads(tf.backend(), breathing);
    // The second replaces the first.
    breatheAtReads(tf.backend(), breathing);
    const x = tf.tensor1d([1, 2]);
    expect([...(await x.data())]).toEqual([1, 2]);
    expect(clock.tasks).toBe(0);
    // Ten reads, 10 ms apart: a turn is 30 ms.
    for (clock.nowMs = 10; clock.nowMs <= 100; clock.nowMs += 10) await x.data();
    expect(clock.tasks).toBe(3);
    breathing.beginTurn();
    await x.data();
    expect(clock.tasks).toBe(3);
    x.dispose();
  });
});
