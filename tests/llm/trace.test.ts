import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createModel, disposeModel } from '../../src/llm/model.ts';
import { createRandom } from '../../src/llm/random.ts';
import { trace } from '../../src/llm/trace.ts';
import { useWasm } from '../wasmBackend.ts';
import { smallConfig } from './modelChecks.ts';

describe('trace', () => {
  beforeAll(async () => {
    await useWasm();
  });

  it('shows attention that looks back only, and a lens that ends in the logits', async () => {
    const model = createModel(smallConfig, createRandom(1));
    const before = tf.memory().numTensors;
    const T = 5;
    const { layers, logits, embedding } = await trace(model, [3, 1, 4, 1, 5]);
    expect(layers).toHaveLength(smallConfig.nLayer);
    expect(embedding).toHaveLength(T * smallConfig.nEmbd);
    for (const { attention } of layers) {
      for (let row = 0; row < smallConfig.nHead * T; row++) {
        const weights = attention.slice(row * T, (row + 1) * T);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
        expect(weights.slice((row % T) + 1).every((weight) => weight === 0)).toBe(true);
      }
    }
    const last = layers.at(-1)?.lens as Float32Array;
    for (const [i, value] of logits.entries()) expect(last[i]).toBeCloseTo(value, 5);
    expect(tf.memory().numTensors).toBe(before);
    disposeModel(model);
  });

  it('starts with a first head of the first layer whose biases alone make it look one token back', async () => {
    const model = createModel({ ...smallConfig, nEmbd: 64, nHead: 4 }, createRandom(2));
    const matrix = model.parameters['block0.qkv'] as tf.Variable;
    tf.tidy(() => matrix.assign(tf.zerosLike(matrix)));
    const T = 8;
    const { layers } = await trace(model, [3, 1, 4, 1, 5, 9, 2, 6]);
    const strongest = (t: number): number => {
      const weights = layers[0]?.attention.slice(t * T, (t + 1) * T) as Float32Array;
      return weights.indexOf(Math.max(...weights));
    };
    for (let t = 1; t < T; t++) expect(strongest(t)).toBe(t - 1);
    disposeModel(model);
  });
});
