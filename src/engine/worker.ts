/// <reference lib="webworker" />
/** The engine in a dedicated worker of the page: this file knows the browser, engine.ts does not. */
// First the whole of tfjs, then its gradients: the other way round it finds its own flags undefined.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import kernelsUrl from '../../build/kernels/kernels.wasm?url';
import relaxedKernelsUrl from '../../build/kernels/kernels-relaxed.wasm?url';
import sharedRelaxedKernelsUrl from '../../build/kernels/kernels-relaxed-shared.wasm?url';
import sharedKernelsUrl from '../../build/kernels/kernels-shared.wasm?url';
import sharedTfjsUrl from '../../build/kernels/tfjs-shared.wasm?url';
import { presets } from '../llm/config.ts';
import type { HelperTask } from '../llm/ops/wasm/threads.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Environment } from './environment.ts';
import type { EngineEvent, FromWorker, ToWorker } from './protocol.ts';
import { openRunStorage } from './storage.ts';
import { type RawWorker, threadMaker, usefulThreads } from './threadMaker.ts';
import { trustOwnWorkers } from './trust.ts';

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

trustOwnWorkers();

/** Undefined for a file that is not there. @throws TypeError when the network fails */
async function fetchFile(url: string | URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await fetch(url);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

async function kernelBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchFile(url);
  if (!bytes) throw new Error(`no kernels at ${url}`);
  return bytes;
}

function startThread(task: HelperTask): RawWorker {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
  thread.postMessage(task);
  return {
    terminate: () => thread.terminate(),
    onStart(settle) {
      thread.onmessage = () => settle(true);
      thread.onerror = () => settle(false);
    },
  };
}

// Timers are slowed down to 4 ms when they follow each other; messages to oneself are not, and queue up behind the page's.
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });

/** Not `randomUUID`, which a page served without https does not have. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const environmentAt = (baseUrl: string): Environment => ({
  fetchBytes: (path) => fetchFile(new URL(path, baseUrl)),
  nowMs: () => performance.now(),
  nextTask,
  presets,
  keeping: { open: openRunStorage, dateMs: Date.now, newId },
  backends: {
    gpu: navigator.gpu,
    wasmPaths: {
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      // Never used: our own threads run on the one above.
      'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
    },
    kernels: async (isMemoryShared) => {
      const [plain, relaxed] = await Promise.all([
        kernelBytes(isMemoryShared ? sharedKernelsUrl : kernelsUrl),
        kernelBytes(isMemoryShared ? sharedRelaxedKernelsUrl : relaxedKernelsUrl),
      ]);
      return { plain, relaxed };
    },
    // Only a page that the server's headers isolate from other origins may share memory between threads.
    ...(scope.crossOriginIsolated && {
      threads: {
        maker: threadMaker(usefulThreads(navigator.hardwareConcurrency), startThread),
        wasmPath: sharedTfjsUrl,
      },
    }),
  },
});

/** Large arrays are handed over, not copied: nobody here needs them any more. */
function handedOver(event: EngineEvent): Transferable[] {
  switch (event.kind) {
    case 'inspected':
      return [event.logits.buffer];
    case 'generated':
      return event.logits ? [event.logits.buffer] : [];
    case 'saved':
      return [event.bytes.buffer];
    default:
      return [];
  }
}

let engine: Engine | undefined;

const say = (message: FromWorker, transfer: Transferable[] = []): void => scope.postMessage(message, transfer);

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'ping') say({ kind: 'pong' });
  else if (data.kind === 'connect') {
    engine = createEngine((event) => say(event, handedOver(event)), environmentAt(data.baseUrl));
  } else {
    engine?.handle(data);
  }
};

// A rejection that nobody handles would pass unnoticed; as an error it reaches the page.
scope.addEventListener('unhandledrejection', ({ reason }) => {
  scope.reportError(reason);
});
