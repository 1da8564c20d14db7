/** Helper threads: the same numbers bit for bit, whoever computed them, and no harm from helpers that fail. */
import { Worker } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { nodeEnvironment } from '../../../scripts/nodeAssets.ts';
import { type BackendAssets, chooseBackend } from '../../../src/engine/backend.ts';
import type { ModelConfig } from '../../../src/llm/config.ts';
import { trainOn } from '../../../src/llm/loss.ts';
import { createModel, disposeModel, parameterValues } from '../../../src/llm/model.ts';
import { linear } from '../../../src/llm/ops/linear.ts';
import { controlViews, word } from '../../../src/llm/ops/wasm/helper.mjs';
import type { HelperTask, ThreadMaker } from '../../../src/llm/ops/wasm/threads.ts';
import { createOptimizer } from '../../../src/llm/optimizer.ts';
import { createRandom } from '../../../src/llm/random.ts';
import * as reference from '../../reference/ops.ts';
import { expectClose, matrix, randomNumbers } from './compare.ts';

const { backends } = nodeEnvironment(3);
const real = (backends.threads as NonNullable<BackendAssets['threads']>).maker;

async function use(maker: ThreadMaker): Promise<number | undefined> {
  const threads = { ...(backends.threads as NonNullable<BackendAssets['threads']>), maker };
  return (await chooseBackend({ ...backends, threads }, 'wasm')).threads;
}

/** Large enough that every kernel of a training step is divided; odd in the vocabulary, so that narrow tiles occur. */
const config: ModelConfig = { vocabSize: 131, nLayer: 2, nHead: 4, nEmbd: 64, contextLength: 64, ropeBase: 1000 };
const rows = 16;

/** Losses, gradient norms and weights after three steps. */
async function train(): Promise<number[][]> {
  const rng = createRandom('threads');
  const model = createModel(config, rng);
  const optimizer = createOptimizer(model, { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0.05 });
  const size = rows * config.contextLength;
  const draw = () => Int32Array.from({ length: size }, () => rng.int(config.vocabSize));
  const batch = { inputs: draw(), targets: draw(), weights: new Float32Array(size).fill(1 / size), rows };
  const updates: number[] = [];
  for (const step of [1, 2, 3]) {
    const at = { step, scale: 1, maxGradNorm: 1 };
    const { loss, gradNorm } = await trainOn(model, optimizer, { ...batch, length: config.contextLength }, at);
    updates.push(loss, gradNorm);
  }
  const values = Object.values(await parameterValues(model)).map((parameter) => [...parameter.values]);
  optimizer.dispose();
  disposeModel(model);
  return [updates, ...values];
}

function checkProduct(): void {
  const [R, K, N] = [203, 96, 100];
  const [x, w] = [randomNumbers(R * K, 'x'), randomNumbers(K * N, 'w')];
  tf.tidy(() => expectClose(linear(matrix(x, R, K), matrix(w, K, N)), reference.matMul(x, w, R, K, N)));
}

describe('helper threads', () => {
  it('leave no trace in the result: the same bits with 1, 2 and 3 threads, again and again', async () => {
    expect(await use({ ...real, count: 1 })).toBe(1);
    const alone = await train();
    for (const count of [2, 3]) {
      expect(await use({ ...real, count })).toBe(count);
      for (let time = 0; time < 2; time++) expect(await train()).toEqual(alone);
    }
  });

  it('really help', async () => {
    let control = 0;
    let memory: WebAssembly.Memory | undefined;
    const watched = (task: HelperTask) => {
      ({ control, memory } = task);
      return real.start(task);
    };
    await use({ ...real, count: 2, start: watched });
    // The helper is slow to wake on a busy machine: many jobs, until it has taken part in one.
    const { words } = controlViews((memory as WebAssembly.Memory).buffer, control);
    for (let job = 0; words[word.helped] === 0 && job < 10_000; job++) checkProduct();
    expect(words[word.helped]).toBeGreaterThan(0);
  });

  it('are done without when they do not start', async () => {
    const start = () => Promise.reject(new Error('no'));
    expect(await use({ ...real, start })).toBe(1);
    checkProduct();
  });

  it('are dismissed when one dies over its part, which is then done again', async () => {
    let isDismissed = false;
    // Takes a part of the first job that it sees, and is gone.
    const code = `
      const { parentPort, workerData: { memory, control } } = require('node:worker_threads');
      const words = new Int32Array(memory.buffer, control, 16);
      parentPort.postMessage('ready');
      for (;;) {
        const claim = Atomics.load(words, 0);
        if ((claim & 255) < words[1] && Atomics.compareExchange(words, 0, claim, claim + 1) === claim) break;
      }`;
    const start = (task: HelperTask) =>
      new Promise<{ terminate(): void }>((resolve) => {
        const worker = new Worker(code, { eval: true, workerData: task });
        worker.once('message', () => resolve({ terminate: () => (isDismissed = true) }));
      });
    await use({ count: 2, patienceMs: 100, start });
    for (let job = 0; !isDismissed && job < 10_000; job++) checkProduct();
    expect(isDismissed).toBe(true);
    checkProduct();
  });
});
