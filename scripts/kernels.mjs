/**
 * Compiles the wasm kernels of src/llm/ops/wasm: build/kernels/kernels.wasm (SIMD) and kernels-relaxed.wasm (SIMD with
 * fused multiply-add), and makes for threads what needs a shared memory: a copy of each, and of tfjs's own SIMD binary.
 * Does nothing when all are newer than their sources; about 4 seconds otherwise.
 * Usage: node scripts/kernels.mjs
 */

import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { microkernelSource } from '../src/llm/ops/wasm/microkernel.mjs';
import { shareMemory } from './sharedMemory.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const wasmFolder = join(root, 'src/llm/ops/wasm');
const sourceFolder = join(wasmFolder, 'assembly');
const outputFolder = join(root, 'build/kernels');

const variants = [
  { file: 'kernels.wasm', sharedFile: 'kernels-shared.wasm', features: ['simd', 'bulk-memory'] },
  {
    file: 'kernels-relaxed.wasm',
    sharedFile: 'kernels-relaxed-shared.wasm',
    features: ['simd', 'relaxed-simd', 'bulk-memory'],
  },
];
const tfjsFolder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
const tfjsFile = join(tfjsFolder, 'tfjs-backend-wasm-simd.wasm');
const sharedTfjsFile = 'tfjs-shared.wasm';

if (!(await isUpToDate())) {
  await mkdir(outputFolder, { recursive: true });
  for (const { file, sharedFile, features } of variants) {
    const bytes = await compile(features);
    await write(file, bytes);
    await write(sharedFile, shareMemory(bytes));
  }
  await write(sharedTfjsFile, shareMemory(await readFile(tfjsFile)));
}

async function isUpToDate() {
  const sources = (await readdir(sourceFolder)).map((name) => join(sourceFolder, name));
  sources.push(join(wasmFolder, 'microkernel.mjs'), fileURLToPath(import.meta.url));
  sources.push(fileURLToPath(new URL('sharedMemory.mjs', import.meta.url)), tfjsFile);
  const files = [...variants.flatMap(({ file, sharedFile }) => [file, sharedFile]), sharedTfjsFile];
  const outputs = files.map((file) => join(outputFolder, file));
  const newestSource = Math.max(...(await Promise.all(sources.map(changedMs))));
  const oldestOutput = Math.min(...(await Promise.all(outputs.map(changedMs))));
  return oldestOutput > newestSource;
}

/** Time of the last change, 0 for a file that is not there. */
async function changedMs(path) {
  return (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
}

/** The kernels' bytes, for an engine with these features. */
async function compile(features) {
  const { default: asc } = await import('assemblyscript/asc');
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      ...['--outFile', 'kernels.wasm', '--textFile', 'kernels.wat'],
      ...['--optimizeLevel', '3', '--converge', '--noAssert', '--uncheckedBehavior', 'always'],
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--use', 'abort='],
      // As large as tfjs's may grow; a shared memory must name a largest size.
      ...['--maximumMemory', '65536'],
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    {
      readFile: (name) =>
        name === 'microkernel.ts' ? microkernelSource() : readFile(join(sourceFolder, name), 'utf8').catch(() => null),
      writeFile: (name, contents) => void outputs.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`The kernels do not compile: ${error.message}\n${stderr}`);
  // The module shares tfjs's memory: a data segment would be written over tfjs's own data.
  if (outputs.get('kernels.wat').includes('(data')) throw new Error('The kernels must not have data segments');
  return outputs.get('kernels.wasm');
}

/** Renamed into place, so that nobody running beside this reads half a file. */
async function write(file, bytes) {
  const partial = join(outputFolder, `${file}.${process.pid}`);
  await writeFile(partial, bytes);
  await rename(partial, join(outputFolder, file));
}
