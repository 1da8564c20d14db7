/** Node as the engine's environment: files from the disk instead of the network. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../src/engine/environment.ts';
import { presets } from '../src/llm/config.ts';

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

async function kernel(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(join(root, 'build/kernels', name)));
}

/** The page's files where they lie in the project: the corpus in its folder, the rest in public/. */
export function nodeEnvironment(): Environment {
  return {
    fetchBytes: (path) => readIfThere(join(root, path.startsWith('corpus/') ? '' : 'public', path)),
    nowMs: () => performance.now(),
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    presets,
    backends: {
      wasmPaths: `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`,
      kernels: async () => {
        const [plain, relaxed] = await Promise.all([kernel('kernels.wasm'), kernel('kernels-relaxed.wasm')]);
        return { plain, relaxed };
      },
    },
  };
}
