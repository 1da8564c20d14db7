import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SchoolError } from '../../src/llm/errors.ts';
import { generateTokens } from '../../src/llm/generate.ts';
import { createModel, disposeModel, type Model } from '../../src/llm/model.ts';
import { createRandom } from '../../src/llm/random.ts';
import { distribution } from '../../src/llm/sampler.ts';
import { logprobOf, weigh, weighToken } from '../../src/llm/weighing.ts';
import { useWasm } from '../wasmBackend.ts';

const own = { temperature: 1, topK: 0, topP: 1 };

describe('one token', () => {
  it('has the probability and the entropy of the written-out distribution', () => {
    const logits = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(logits, fc.nat(), (values, drawn) => {
        const tokenId = drawn % values.length;
        const { probs } = distribution(values, own);
        const entropy = -probs.reduce((sum, p) => sum + (p > 0 ? p * Math.log2(p) : 0), 0);
        const weighed = weighToken(Float32Array.from(values), tokenId);
        expect(weighed.probability).toBeCloseTo(probs[tokenId]!, 5);
        expect(weighed.entropyBits).toBeCloseTo(entropy, 4);
      }),
    );
  });

  it('leaves nothing open when all others are impossible, and log2 V bits when all are alike', () => {
    const certain = Float32Array.of(3, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect(weighToken(certain, 0)).toEqual({ probability: 1, entropyBits: 0 });
    expect(weighToken(new Float32Array(8), 5).entropyBits).toBeCloseTo(3, 9);
    expect(() => weighToken(Float32Array.of(Number.NaN), 0)).toThrow(SchoolError);
  });
});

describe('a text', () => {
  let model: Model;
  beforeAll(async () => {
    await useWasm();
    const shape = { nLayer: 2, nHead: 2, nEmbd: 16, contextLength: 24, ropeBase: 1000, vocabSize: 268 };
    model = createModel(shape, createRandom(1));
    return () => disposeModel(model);
  });

  it('is weighed as it was while it was written, beside shorter ones, and frees every tensor', async () => {
    const prompt = [1, 2, 3];
    const written: { tokenId: number; probability: number }[] = [];
    const options = { maxNewTokens: 12, stopTokenIds: [], sampling: own, rng: createRandom(2) };
    for await (const { tokenId, logits } of generateTokens(model, prompt, options)) {
      written.push({ tokenId, probability: distribution(logits, own).probs[tokenId]! });
    }
    const before = tf.memory().numTensors;
    const tokenIds = written.map(({ tokenId }) => tokenId);
    const [weighed, short, none] = await weigh(model, prompt, [
      { tokenIds },
      { tokenIds: tokenIds.slice(0, 4) },
      { tokenIds: [] },
    ]);
    expect(tf.memory().numTensors).toBe(before);
    expect(none).toEqual([]);
    expect(weighed!.map(({ tokenId }) => tokenId)).toEqual(tokenIds);
    for (const [i, { probability }] of weighed!.entries()) {
      expect(probability).toBeCloseTo(written[i]!.probability, 5);
      if (i < 4) expect(short![i]!.probability).toBeCloseTo(probability, 5);
    }
    const product = written.reduce((all, { probability }) => all * probability, 1);
    expect(Math.exp(logprobOf(weighed!))).toBeCloseTo(product, 9);
  });

  it('must fit into the context', async () => {
    const tokenIds = Array<number>(30).fill(1);
    await expect(weigh(model, [1], [{ tokenIds }])).rejects.toThrow(SchoolError);
  });
});
