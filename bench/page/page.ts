/** An engine in a page: `?engine=NAME&backend=NAME&threads=N`. `window.bench(call)` answers. */
import { type Answer, answer, type BenchEngine, type Call } from '../engine.ts';

declare global {
  interface Window {
    bench(call: Call): Promise<Answer>;
  }
}

const parameters = new URLSearchParams(location.search);

/** In a worker, as in the product; a thread that waits for others must not be the page's own. */
function inWorker(): (call: Call) => Promise<Answer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage({ ...Object.fromEntries(parameters), threads: Number(parameters.get('threads') ?? 1) });
  return (call) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(call);
    });
}

/** The peers as their documentation shows them: on the page. */
function onPage(start: () => Promise<BenchEngine>): (call: Call) => Promise<Answer> {
  const engine = start();
  return async (call) => answer(await engine, call);
}

switch (parameters.get('engine')) {
  case 'jax-js':
    window.bench = onPage(async () =>
      (await import('../engines/jax.mjs')).jaxEngine(parameters.get('backend') as 'wasm' | 'webgpu'),
    );
    break;
  case 'nanogpt':
    window.bench = onPage(async () => (await import('../engines/nanogpt.mjs')).nanogptEngine('webgpu'));
    break;
  default:
    window.bench = inWorker();
}
