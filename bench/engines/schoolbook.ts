/**
 * This project, and plain tfjs: the same model, with this project's kernels or with none of them. The backend must be active before.
 */
import * as tf from '@tensorflow/tfjs-core';
import { generate } from '../../src/llm/generate.ts';
import { createModel, disposeModel, type Model } from '../../src/llm/model.ts';
import { createOptimizer } from '../../src/llm/optimizer.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTrainer, type Trainer } from '../../src/llm/trainer.ts';
import type { BenchEngine } from '../engine.ts';
import { batchOf, learningRate, newTokens, promptTokens, type Size, type SizeName, sizes } from '../sizes.ts';

interface Loaded {
  size: Size;
  model: Model;
  trainer: Trainer;
  step: number;
}

/** @param usesMuon for the course's own size: the optimizer that the course trains with */
export function schoolbookEngine(usesMuon: boolean): BenchEngine {
  let loaded: Loaded | undefined;
  const current = (): Loaded => {
    if (!loaded) throw new Error('no size has been set up');
    return loaded;
  };
  return {
    async setup(name: SizeName) {
      loaded?.trainer.dispose();
      if (loaded) disposeModel(loaded.model);
      const size: Size = sizes[name];
      const { rows: _, ...shape } = size;
      const model = createModel({ ...shape, ropeBase: 1000 }, createRandom('bench'));
      const isCourse = usesMuon && name === 'course';
      const optimizer = createOptimizer(model, {
        ...(isCourse && { muonLearningRate: 0.02 }),
        adamLearningRate: isCourse ? 4e-3 : learningRate,
        weightDecay: 0,
      });
      loaded = { size, model, trainer: createTrainer(model, optimizer), step: 0 };
    },

    async train(steps) {
      const state = current();
      const { rows, contextLength } = state.size;
      const tokens = rows * contextLength;
      const weights = new Float32Array(tokens).fill(1 / tokens);
      const batch = { ...batchOf(state.size), weights, rows, length: contextLength };
      const [from, to] = [state.step + 1, state.step + steps];
      state.step = to;
      const ms: number[] = [];
      let lastLoss = Number.NaN;
      let startMs = performance.now();
      const plan = () => ({ batch, scale: 1 });
      for await (const { loss } of state.trainer.steps({ from, to, maxGradNorm: 1, plan, landsAt: () => false })) {
        lastLoss = loss;
        ms.push(performance.now() - startMs);
        startMs = performance.now();
      }
      return { ms, loss: lastLoss };
    },

    async generate(rows) {
      const { model, size } = current();
      const { inputs } = batchOf(size);
      const prompts = Array.from({ length: rows }, (_, row) => [
        ...inputs.subarray(row * promptTokens, (row + 1) * promptTokens),
      ]);
      const rng = createRandom('bench');
      const sampling = { temperature: 1, topK: 0, topP: 1 };
      const maxNewTokens = Math.min(newTokens, size.contextLength - promptTokens);
      const startMs = performance.now();
      await generate(model, prompts, { maxNewTokens, stopTokenIds: [], sampling, rng });
      return { ms: performance.now() - startMs };
    },

    async counts() {
      const { numTensors, numBytes } = tf.memory();
      const { wasm } = tf.backend() as { wasm?: { HEAPU8: Uint8Array } };
      const heap = (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize;
      return {
        tensors: numTensors,
        tensorBytes: numBytes,
        ...(wasm && { wasmHeapBytes: wasm.HEAPU8.buffer.byteLength }),
        ...(heap !== undefined && { jsHeapBytes: heap }),
      };
    },
  };
}
