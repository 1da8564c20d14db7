/**
 * Compiles the wasm kernels of src/llm/ops/wasm: build/kernels/kernels.wasm (SIMD) and kernels-relaxed.wasm (SIMD with
 * fused multiply-add). Does nothing when both are newer than their sources; about 4 seconds otherwise.
 * Usage: node scripts/kernels.mjs
 */

import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { microkernelSource } from '../src/llm/ops/wasm/microkernel.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const wasmFolder = join(root, 'src/llm/ops/wasm');
const sourceFolder = join(wasmFolder, 'assembly');
const outputFolder = join(root, 'build/kernels');

const variants = [
  { file: 'kernels.wasm', features: ['simd', 'bulk-memory'] },
  { file: 'kernels-relaxed.wasm', features: ['simd', 'relaxed-simd', 'bulk-memory'] },
];

if (!(await isUpToDate())) {
  await mkdir(outputFolder, { recursive: true });
  for (const variant of variants) await compile(variant);
}

async function isUpToDate() {
  const sources = (await readdir(sourceFolder)).map((name) => join(sourceFolder, name));
  sources.push(join(wasmFolder, 'microkernel.mjs'), fileURLToPath(import.meta.url));
  const outputs = variants.map(({ file }) => join(outputFolder, file));
  const newestSource = Math.max(...(await Promise.all(sources.map(changedMs))));
  const oldestOutput = Math.min(...(await Promise.all(outputs.map(changedMs))));
  return oldestOutput > newestSource;
}

/** Time of the last change, 0 for a file that is not there. */
async function changedMs(path) {
  return (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
}

async function compile({ file, features }) {
  const { default: asc } = await import('assemblyscript/asc');
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      ...['--outFile', 'kernels.wasm', '--textFile', 'kernels.wat'],
      ...['--optimizeLevel', '3', '--converge', '--noAssert', '--uncheckedBehavior', 'always'],
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--use', 'abort='],
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
  // Renamed into place, so that nobody running beside this reads half a file.
  const partial = join(outputFolder, `${file}.${process.pid}`);
  await writeFile(partial, outputs.get('kernels.wasm'));
  await rename(partial, join(outputFolder, file));
}
