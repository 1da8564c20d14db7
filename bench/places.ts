/** Where engines run: processes of Node and of Python, and pages of Chromium. Each is started, called, and ended alike. */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'esbuild';
import { createServer, type ViteDevServer } from 'vite';
import { browserFlags, ensureBrowser } from '../scripts/browser.mjs';
import { nodeFlags } from '../scripts/ensure.mjs';
import type { Answer, Call } from './engine.ts';
import { batchOf, learningRate, newTokens, promptTokens, type SizeName, sizes } from './sizes.ts';

export interface Runner {
  call(name: Call['name'], argument?: Call['argument']): Promise<unknown>;
  end(): Promise<void>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let calls = 0;
const take = (answer: Answer): unknown => {
  if ('error' in answer) throw new Error(answer.error);
  return answer.value;
};

/** This project's wasm kernels in Node. */
export async function startNode(threads: number): Promise<Runner> {
  return talkTo(fork(here('node.ts'), [`${threads}`], { execArgv: [...nodeFlags, '--import', 'tsx'] }));
}

function talkTo(child: ChildProcess): Runner {
  return {
    call: (name, argument) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer: Answer) => {
          try {
            resolve(take(answer));
          } catch (error) {
            reject(error);
          }
        });
        child.send({ id: ++calls, name, argument } as Call);
      }),
    end: async () => child.disconnect(),
  };
}

/** WebGPU's null device in Node; see null.ts. */
export async function startNull(engine: string): Promise<Runner> {
  const outfile = here('node_modules/.cache/null.mjs');
  await build({
    entryPoints: [here('null.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['webgpu'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return talkTo(fork(outfile, [engine], { execArgv: [] }));
}

/** A python3 that has torch, if there is one. */
export function findTorch(): string | undefined {
  const hasTorch = (python: string) => spawnSync(python, ['-c', 'import torch']).status === 0;
  return ['python3', '/usr/bin/python3'].find(hasTorch);
}

export async function startTorch(python: string, threads: number): Promise<Runner> {
  // Older machines set these to work around a defect; they slow OpenBLAS down.
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const child = spawn(python, [here('torch_engine.py'), `${threads}`], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const argumentsOf = (name: Call['name'], argument: Call['argument']): unknown[] => {
    if (name === 'generate') return [argument, promptTokens, newTokens];
    if (name !== 'setup') return [argument];
    const size = sizes[argument as SizeName];
    const { inputs, targets } = batchOf(size);
    return [size, [...inputs], [...targets], learningRate];
  };
  return {
    async call(name, argument) {
      child.stdin.write(`${JSON.stringify({ id: ++calls, name, arguments: argumentsOf(name, argument) })}\n`);
      return take(JSON.parse((await lines.next()).value));
    },
    end: async () => void child.kill(),
  };
}

/** Pages of one browser, served by Vite with the headers that isolate them. */
export async function startBrowser(): Promise<{
  open(engine: string, backend: string, threads: number): Promise<Runner>;
  end(): Promise<void>;
}> {
  const server: ViteDevServer = await createServer({
    configFile: false,
    root: here('..'),
    server: {
      port: 0,
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
      fs: { allow: [here('..')] },
      watch: null,
    },
    worker: { format: 'es' },
    optimizeDeps: { entries: ['bench/page/index.html', 'bench/page/worker.ts', 'bench/engines/*.mjs'] },
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser: Browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...browserFlags, '--disable-background-timer-throttling', '--disable-renderer-backgrounding'],
  });
  return {
    async open(engine, backend, threads) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(`${engine}: ${error.message}`));
      await page.goto(
        `http://localhost:${port}/bench/page/index.html?engine=${engine}&backend=${backend}&threads=${threads}`,
      );
      await page.waitForFunction(() => 'bench' in window, undefined, { timeout: 120_000 });
      // In the first run, Vite reloads the page when it meets a package that it has not prepared.
      await page.waitForLoadState('networkidle');
      return {
        call: async (name, argument) =>
          take(await page.evaluate((call) => window.bench(call), { id: ++calls, name, argument } as Call)),
        end: () => page.close(),
      };
    },
    async end() {
      await browser.close();
      await server.close();
    },
  };
}
