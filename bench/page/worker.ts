/// <reference lib="webworker" />
/** This project, or plain tfjs operations, in a worker. The first message says which and on what; every other one is a call. */
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import kernelsUrl from '../../build/kernels/kernels.wasm?url';
import relaxedKernelsUrl from '../../build/kernels/kernels-relaxed.wasm?url';
import sharedRelaxedKernelsUrl from '../../build/kernels/kernels-relaxed-shared.wasm?url';
import sharedKernelsUrl from '../../build/kernels/kernels-shared.wasm?url';
import sharedTfjsUrl from '../../build/kernels/tfjs-shared.wasm?url';
import { type BackendAssets, chooseBackend } from '../../src/engine/backend.ts';
import { createRecorder } from '../../src/engine/capture.ts';
import { threadMaker } from '../../src/engine/threadMaker.ts';
import { setRecorder } from '../../src/llm/ops/recording.ts';
import type { HelperTask } from '../../src/llm/ops/wasm/threads.ts';
import { detachWebgpuKernels } from '../../src/llm/ops/webgpu/attach.ts';
import { answer, type BenchEngine, type Call } from '../engine.ts';
import { measureProducts } from '../engines/gemm.ts';
import { schoolbookEngine } from '../engines/schoolbook.ts';

interface Choice {
  engine: 'schoolbook' | 'tfjs';
  backend: 'wasm' | 'webgpu';
  threads: number;
}

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

function startThread(task: HelperTask) {
  const thread = new Worker(new URL('../../src/engine/thread.ts', import.meta.url), { type: 'module' });
  thread.postMessage(task);
  return {
    terminate: () => thread.terminate(),
    onStart(settle: (isReady: boolean) => void) {
      thread.onmessage = () => settle(true);
      thread.onerror = () => settle(false);
    },
  };
}

async function start({ engine, backend, threads }: Choice): Promise<BenchEngine> {
  const assets: BackendAssets = {
    gpu: navigator.gpu,
    wasmPaths: {
      'tfjs-backend-wasm.wasm': simdUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
    },
    async kernels(isMemoryShared) {
      if (engine === 'tfjs') throw new Error('plain operations are wanted');
      const [plain, relaxed] = await Promise.all([
        bytesAt(isMemoryShared ? sharedKernelsUrl : kernelsUrl),
        bytesAt(isMemoryShared ? sharedRelaxedKernelsUrl : relaxedKernelsUrl),
      ]);
      return { plain, relaxed };
    },
    ...(threads > 1 && { threads: { maker: threadMaker(threads, startThread), wasmPath: sharedTfjsUrl } }),
  };
  const choice = await chooseBackend(assets, backend);
  if (choice.name !== backend || (choice.threads ?? 1) !== threads) throw new Error(JSON.stringify(choice));
  if (engine === 'tfjs') detachWebgpuKernels();
  else setRecorder(createRecorder());
  return { ...schoolbookEngine(engine === 'schoolbook'), kernels: async () => measureProducts() };
}

let engine: Promise<BenchEngine> | undefined;
scope.onmessage = async ({ data }: MessageEvent<Choice | Call>) => {
  if ('engine' in data) {
    engine = start(data);
    return;
  }
  try {
    scope.postMessage(await answer(await (engine as Promise<BenchEngine>), data));
  } catch (error) {
    scope.postMessage({ id: data.id, error: String(error) });
  }
};
