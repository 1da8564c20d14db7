/** Node as the engine's environment: files from the disk instead of the network. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Environment } from '../src/engine/environment.ts';
import { type RawWorker, threadMaker, usefulThreads } from '../src/engine/threadMaker.ts';
import { presets } from '../src/llm/config.ts';
import type { HelperTask } from '../src/llm/ops/wasm/threads.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A file's bytes; undefined when there is no such file. */
export async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const tfjsFolder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
const kernelFolder = join(root, 'build/kernels');

async function kernels(isMemoryShared: boolean) {
  const read = async (name: string) =>
    new Uint8Array(await readFile(join(kernelFolder, `${name}${isMemoryShared ? '-shared' : ''}.wasm`)));
  const [plain, relaxed] = await Promise.all([read('kernels'), read('kernels-relaxed')]);
  return { plain, relaxed };
}

function startThread(task: HelperTask): RawWorker {
  // Without this process's own options: the thread is plain JavaScript and needs no loader.
  const thread = new Worker(new URL('thread.mjs', import.meta.url), { workerData: task, execArgv: [] });
  thread.unref();
  return {
    terminate: () => void thread.terminate(),
    onStart(settle) {
      thread.once('message', () => settle(true));
      thread.once('error', () => settle(false));
    },
  };
}

/**
 * The page's files where they lie in the project: the corpus in its folder, the rest in public/.
 * @param threads of the wasm kernels; one more than 1 needs worker threads
 */
export function nodeEnvironment(threads = usefulThreads(availableParallelism())): Environment {
  return {
    fetchBytes: (path) => readIfThere(join(root, path.startsWith('corpus/') ? '' : 'public', path)),
    nowMs: () => performance.now(),
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    presets,
    backends: {
      wasmPaths: `${tfjsFolder}/`,
      kernels,
      ...(threads > 1 && {
        threads: {
          maker: threadMaker(threads, startThread),
          wasmPath: join(kernelFolder, 'tfjs-shared.wasm'),
        },
      }),
    },
  };
}
