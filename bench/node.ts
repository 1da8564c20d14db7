/** An engine in a process of Node, told what to do by its parent. Arguments: `schoolbook THREADS`. */
import { nodeEnvironment } from '../scripts/nodeAssets.ts';
import { chooseBackend } from '../src/engine/backend.ts';
import { createRecorder } from '../src/engine/capture.ts';
import { setRecorder } from '../src/llm/ops/recording.ts';
import { answer, type BenchEngine, type Call } from './engine.ts';
import { measureProducts } from './engines/gemm.ts';
import { schoolbookEngine } from './engines/schoolbook.ts';

async function start(threads: number): Promise<BenchEngine> {
  await chooseBackend(nodeEnvironment(threads).backends, 'wasm');
  setRecorder(createRecorder());
  return { ...schoolbookEngine(true), kernels: async () => measureProducts() };
}

const engine = start(Number(process.argv[2]));
process.on('message', async (call: Call) => process.send?.(await answer(await engine, call)));
process.on('disconnect', () => process.exit());
