import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { crossEntropy } from '../../../src/llm/ops/crossEntropy.ts';
import { embed } from '../../../src/llm/ops/embedding.ts';
import { hasKernel } from '../../../src/llm/ops/kernel.ts';
import { attachKernels, detachKernels } from '../../../src/llm/ops/wasm/attach.ts';
import { hostOf } from '../../../src/llm/ops/wasm/host.ts';
import { kernelBytes, useWasm } from '../../wasmBackend.ts';
import { ids } from './compare.ts';

describe('attached kernels', () => {
  beforeEach(async () => {
    await useWasm();
  });

  it('come and go, any number of times', async () => {
    expect(hasKernel('SchoolMuonAll')).toBe(true);
    detachKernels();
    detachKernels();
    expect(hasKernel('SchoolMuonAll')).toBe(false);
    await useWasm('plain');
    await useWasm('plain');
    expect(hasKernel('SchoolMuonAll')).toBe(true);
  });

  it('leave other backends alone', async () => {
    await tf.setBackend('cpu');
    expect(hasKernel('SchoolMuonAll')).toBe(false);
    expect(await attachKernels(kernelBytes())).toBeUndefined();
  });

  it('are not put on a backend of another shape', () => {
    expect(hostOf(tf.backend())).toBeDefined();
    expect(hostOf({})).toBeUndefined();
    expect(hostOf({ ...tf.backend(), wasm: { _malloc: () => 0, _free: () => 0 } })).toBeUndefined();
  });

  it('refuse ids that are not in the table', () => {
    tf.tidy(() => {
      const table = tf.ones([4, 8]) as tf.Tensor2D;
      expect(() => embed(table, ids([0, 4]))).toThrow(RangeError);
      expect(() => embed(table, ids([-1]))).toThrow(RangeError);
      expect(() => crossEntropy(table, ids([0, 8, 0, 0]), tf.ones([4]))).toThrow(RangeError);
      expect(() => embed(table, tf.tensor1d([0]))).toThrow(TypeError);
    });
  });

  it('keep working while memory grows under them', () => {
    const first = tf.ones([4, 8]) as tf.Tensor2D;
    const large = Array.from({ length: 8 }, () => tf.zeros([1 << 21]));
    const rows = embed(first, ids([3, 0]));
    expect([...rows.dataSync()]).toEqual(new Array(16).fill(1));
    tf.dispose([first, rows, ...large]);
  });
});
