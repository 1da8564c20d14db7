/**
 * Trains for very long and watches the memory: `npm run endure -- [--steps 10000] [--preset quick|course]`. The engine is the page's own, saves
 * included, but what it saves is thrown away. Exit code 1 when memory grows after the first tenth.
 */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { createEngine } from '../src/engine/engine.ts';
import type { SavedRun } from '../src/engine/savedRun.ts';
import type { RunStorage } from '../src/engine/storage.ts';
import { type PresetName, presets } from '../src/llm/config.ts';
import { nodeEnvironment } from './nodeAssets.ts';
import { choiceOption, numberOption, runCommand } from './options.ts';

const usage = 'npm run endure -- [--steps N] [--preset quick|course]';
/** Of the resident memory, from the first tenth to the end: what the garbage collector leaves lying about differs by as much. */
const maxGrowth = 0.1;

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: { steps: { type: 'string', default: '10000' }, preset: { type: 'string', default: 'quick' } },
  });
  const steps = numberOption('steps', values.steps, 100, 1e7, true);
  const preset = choiceOption('preset', values.preset, Object.keys(presets) as PresetName[]);
  const { pretrain } = presets[preset];
  const longer = { ...presets[preset], pretrain: { ...pretrain, en: { ...pretrain.en, steps } } };
  let saves = 0;
  const environment = {
    ...nodeEnvironment(),
    presets: { ...presets, [preset]: longer },
    keeping: { open: async () => forgetfulStorage(() => saves++), dateMs: Date.now, newId: () => `${saves}` },
  };

  let next = steps / 10;
  const measured: { residentMB: number; tensors: number }[] = [];
  await new Promise<void>((resolve, reject) => {
    const engine = createEngine((event) => {
      if (event.kind === 'reports' && (event.reports.at(-1)?.step ?? 0) >= next) {
        next += steps / 10;
        const { rss, heapUsed } = process.memoryUsage();
        const { numTensors, numBytes } = tf.memory();
        measured.push({ residentMB: rss / 1e6, tensors: numTensors });
        const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
        const step = event.reports.at(-1)?.step;
        console.log(
          `step ${step}: ${numTensors} tensors, ${megabytes(numBytes)}; heap ${megabytes(heapUsed)}, resident ${megabytes(rss)}; ${saves} saves`,
        );
      }
      if (event.kind === 'opened') engine.handle({ kind: 'start', runId: 'endure', stage: 'pretrain' });
      if (event.kind === 'status' && event.status.kind === 'failed') reject(new Error(event.status.code));
      if (event.kind === 'status' && event.status.kind === 'idle' && measured.length > 0) resolve();
    }, environment);
    engine.handle({ kind: 'open', language: 'en', preset, seed: 1, backend: 'wasm' });
  });

  const [first, last] = [measured[0], measured.at(-1)] as [(typeof measured)[0], (typeof measured)[0]];
  const growth = last.residentMB / first.residentMB - 1;
  const isFlat = growth <= maxGrowth && last.tensors <= Math.max(...measured.slice(0, 3).map(({ tensors }) => tensors));
  console.log(`${isFlat ? 'flat' : 'GROWING'}: ${(100 * growth).toFixed(1)}% from step ${steps / 10} to ${steps}`);
  return isFlat ? 0 : 1;
});

/** Takes everything, and has nothing. */
function forgetfulStorage(onWrite: () => void): RunStorage {
  return {
    list: async () => ({ runs: [], unreadable: 0 }),
    read: () => Promise.reject(new Error('nothing is kept')) as Promise<SavedRun>,
    readBlob: async () => undefined,
    readJournal: async () => [],
    write: async () => onWrite(),
    delete: async () => {},
    hold: async () => () => {},
    held: async () => new Set(),
  };
}
