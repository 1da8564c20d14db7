/**
 * What JavaScript costs on a graphics card that takes no time: this project, or plain tfjs (argument `schoolbook` or `tfjs`), on WebGPU's
 * null device in Node. The losses are of no account. Bundled by places.ts, because tfjs's build for Node knows no gradients.
 */
import './nullGlobals.mjs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-webgpu';
import { createRecorder } from '../src/engine/capture.ts';
import { setRecorder } from '../src/llm/ops/recording.ts';
import { attachWebgpuKernels } from '../src/llm/ops/webgpu/attach.ts';
import { answer, type BenchEngine, type Call } from './engine.ts';
import { schoolbookEngine } from './engines/schoolbook.ts';

const calls = { dispatches: 0, submits: 0 };

/** Counts how often a method is called. */
function count(prototype: object, method: string, kind: keyof typeof calls): void {
  const original = Reflect.get(prototype, method) as (...args: unknown[]) => unknown;
  Reflect.set(prototype, method, function (this: unknown, ...args: unknown[]) {
    calls[kind]++;
    return original.apply(this, args);
  });
}

const buffers = { gpuBuffers: 0, gpuBufferBytes: 0 };

/** Counts the buffers that were made and not destroyed, whoever made them. */
function countBuffers(): void {
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (described) {
    buffers.gpuBuffers++;
    buffers.gpuBufferBytes += described.size;
    return createBuffer.call(this, described);
  };
  const { destroy } = GPUBuffer.prototype;
  const destroyed = new WeakSet<GPUBuffer>();
  GPUBuffer.prototype.destroy = function () {
    if (!destroyed.has(this)) {
      destroyed.add(this);
      buffers.gpuBuffers--;
      buffers.gpuBufferBytes -= this.size;
    }
    return destroy.call(this);
  };
}

/** What the null device hands back is whatever lay in memory; zeros are at least numbers. */
function readZeros(): void {
  const original = GPUBuffer.prototype.getMappedRange;
  GPUBuffer.prototype.getMappedRange = function (...range) {
    const bytes = original.apply(this, range);
    if (this.usage & GPUBufferUsage.MAP_READ) new Uint8Array(bytes).fill(0);
    return bytes;
  };
}

async function start(isOurs: boolean): Promise<BenchEngine> {
  readZeros();
  count(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', 'dispatches');
  count(GPUQueue.prototype, 'submit', 'submits');
  countBuffers();
  if (!(await tf.setBackend('webgpu'))) throw new Error('no null device');
  if (isOurs) {
    attachWebgpuKernels('hardware');
    setRecorder(createRecorder());
  }
  const engine = schoolbookEngine(isOurs);
  let steps = 1;
  return {
    ...engine,
    async train(wanted) {
      steps = wanted;
      Object.assign(calls, { dispatches: 0, submits: 0 });
      return engine.train(wanted);
    },
    perStep: async () => ({ dispatches: calls.dispatches / steps, submits: calls.submits / steps }),
    counts: async () => ({ ...(await engine.counts?.()), ...buffers }),
  };
}

const engine = start(process.argv[2] === 'schoolbook');
process.on('message', async (call: Call) => process.send?.(await answer(await engine, call)));
process.on('disconnect', () => process.exit());
