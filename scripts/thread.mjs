// @ts-check
/** A helper thread of the wasm kernels in Node; see src/llm/ops/wasm/threads.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { help } from '../src/llm/ops/wasm/helper.mjs';

help(workerData, () => parentPort?.postMessage('ready'));
