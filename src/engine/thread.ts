/// <reference lib="webworker" />
/** A helper thread of the wasm kernels in the page: a worker of the engine's worker. See llm/ops/wasm/threads.ts. */
import { type HelperTask, help } from '../llm/ops/wasm/helper.mjs';

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data }: MessageEvent<HelperTask>) => help(data, () => scope.postMessage('ready'));
