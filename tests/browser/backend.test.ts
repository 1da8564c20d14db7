/** The choice of WebGPU where there is a real (here: imitated) device; tests/engine/backend.test.ts has the choices that need none. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { afterAll, expect, it } from 'vitest';
import { chooseBackend } from '../../src/engine/backend.ts';
import { trainsAsTheProcessor } from '../../src/engine/selfTest.ts';
import { timeStep } from '../../src/engine/trial.ts';
import { attachWebgpuKernels } from '../../src/llm/ops/webgpu/attach.ts';

const assets = {
  gpu: navigator.gpu,
  wasmPaths: '',
  kernels: () => Promise.reject(new Error('none are needed')),
};

afterAll(() => tf.setBackend('cpu'));

it('takes WebGPU with its kernels when asked to, and leaves no tensors behind', async () => {
  const choice = await chooseBackend(assets, 'webgpu');
  expect(choice).toEqual({ name: 'webgpu', reason: 'requested', kernels: 'software' });
  expect(tf.getBackend()).toBe('webgpu');
  const config = { vocabSize: 40, nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 8, ropeBase: 1000 };
  expect(await timeStep(config, 4, () => performance.now())).toBeGreaterThan(0);
  expect(tf.memory().numTensors).toBe(0);
});

it('notices a kernel that computes something else', async () => {
  expect(attachWebgpuKernels('software')).toBe(true);
  expect(await trainsAsTheProcessor('webgpu')).toBe(true);
  const rope = tf.getKernel('SchoolRope', 'webgpu');
  tf.unregisterKernel('SchoolRope', 'webgpu');
  tf.registerKernel({
    ...rope,
    kernelFunc: (params) => rope.kernelFunc({ ...params, attrs: { ...params.attrs, base: 10 } }),
  });
  expect(await trainsAsTheProcessor('webgpu')).toBe(false);
  expect(tf.memory().numTensors).toBe(0);
});
