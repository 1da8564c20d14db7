/**
 * `npm run bench -- [--only WORDS] [--rounds N] [--json FILE]`: this project and its peers, side by side in one run.
 *
 * Every engine does a little of everything in each round, one after the other, so that whatever else the machine does falls on all alike.
 * The first round warms up and is not counted. A time is given as its minimum and its median over all steps of all rounds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { numberOption, runCommand, UsageError } from '../scripts/options.ts';
import { findTorch, type Runner, startBrowser, startNode, startNull, startTorch } from './places.ts';
import { newTokens, promptTokens, type SizeName, sizes, trainFlops } from './sizes.ts';

const usage = 'npm run bench -- [--only WORD,WORD] [--rounds N] [--json FILE]';

/** One figure of the report: the smallest and the median of its runs. Of a rate (GF/s) the best is the largest. */
export interface Figure {
  engine: string;
  backend: string;
  size: string;
  task: string;
  metric: string;
  unit: string;
  min: number;
  median: number;
  runs: number;
}

interface Contestant {
  engine: string;
  backend: string;
  start(): Promise<Runner>;
  /** More than a second a step of size M: fewer steps. */
  isSlow?: boolean;
  writes?: boolean;
  sizes?: SizeName[];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const batches = [1, 32];
/** A round goes on with an engine for so long, but for one step at least. */
const roundMs = 700;
const mostSteps = 50;
const memorySteps = 2000;

const engineNames = ['schoolbook', 'tfjs', 'jax-js', 'nanogpt', 'pytorch'];
const backendNames = ['node-wasm-1', 'node-wasm-2', 'wasm-1', 'wasm-2', 'webgpu', 'null', 'cpu-1', 'cpu-2'];
const taskNames = ['train', ...batches.map((rows) => `generate-${rows}`), 'gemm', 'memory'];

/** Whether something of these names is to be measured. */
type Wanted = (...names: string[]) => boolean;

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '5' },
      json: { type: 'string' },
    },
  });
  const rounds = numberOption('rounds', values.rounds, 1, 1000, true);
  const isWanted = wantedBy(values.only.split(',').filter(Boolean));
  installPeers();
  const browser = await startBrowser();
  const record = createRecord();
  try {
    for (const size of Object.keys(sizes) as SizeName[]) {
      const running: Running[] = [];
      for (const contestant of contestants(browser)) {
        const { engine, backend } = contestant;
        if (!isWanted(engine, backend, size) || contestant.sizes?.includes(size) === false) continue;
        try {
          const runner = await contestant.start();
          await runner.call('setup', size);
          running.push({ contestant, runner, size });
        } catch (error) {
          console.error(`${engine} ${backend} ${size}: ${(error as Error).message.split('\n')[0]}`);
        }
      }
      for (let round = 0; running.length > 0 && round <= rounds; round++) {
        for (const each of running) await doRound(each, round, isWanted, record.note);
        console.error(`${size}: round ${round} of ${rounds}`);
      }
      for (const each of running) await doOnce(each, isWanted, record.note);
    }
  } finally {
    await browser.end();
  }
  const figures = record.figures();
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 1)}\n`);
  print(figures);
  return 0;
});

/** Words of one kind (engine, backend, size, task) are alternatives; the kinds narrow each other down. */
function wantedBy(words: string[]): Wanted {
  const kinds = [engineNames, backendNames, Object.keys(sizes), taskNames];
  const unknown = words.find((word) => !kinds.some((kind) => kind.includes(word)));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: known are ${kinds.flat().join(', ')}`);
  return (...names) =>
    names.every((name) => {
      const asked = words.filter((word) => kinds.find((kind) => kind.includes(name))?.includes(word));
      return asked.length === 0 || asked.includes(name);
    });
}

function contestants(browser: Awaited<ReturnType<typeof startBrowser>>): Contestant[] {
  const inPage =
    (engine: string, backend: 'wasm' | 'webgpu', threads = 1) =>
    () =>
      browser.open(engine, backend, threads);
  // In software a graphics card is slow: one size shows it.
  const software = { isSlow: true, sizes: ['S' as const] };
  const python = findTorch();
  if (!python) console.error('PyTorch: no python3 has it; left out');
  return [
    { engine: 'schoolbook', backend: 'node-wasm-1', start: () => startNode(1), writes: true },
    { engine: 'schoolbook', backend: 'node-wasm-2', start: () => startNode(2), writes: true },
    { engine: 'schoolbook', backend: 'wasm-1', start: inPage('schoolbook', 'wasm'), writes: true },
    { engine: 'schoolbook', backend: 'wasm-2', start: inPage('schoolbook', 'wasm', 2), writes: true },
    { engine: 'schoolbook', backend: 'webgpu', start: inPage('schoolbook', 'webgpu'), ...software },
    { engine: 'schoolbook', backend: 'null', start: () => startNull('schoolbook'), writes: true },
    { engine: 'tfjs', backend: 'wasm-1', start: inPage('tfjs', 'wasm'), isSlow: true, writes: true },
    { engine: 'tfjs', backend: 'webgpu', start: inPage('tfjs', 'webgpu'), ...software },
    // Size M is more than the null device's memory.
    { engine: 'tfjs', backend: 'null', start: () => startNull('tfjs'), ...software, writes: true },
    { engine: 'jax-js', backend: 'wasm-2', start: inPage('jax-js', 'wasm') },
    { engine: 'jax-js', backend: 'webgpu', start: inPage('jax-js', 'webgpu'), ...software },
    { engine: 'nanogpt', backend: 'webgpu', start: inPage('nanogpt', 'webgpu'), ...software },
    ...(python
      ? [1, 2].map((threads) => ({
          engine: 'pytorch',
          backend: `cpu-${threads}`,
          start: () => startTorch(python, threads),
          writes: true,
        }))
      : []),
  ];
}

interface Running {
  contestant: Contestant;
  runner: Runner;
  size: SizeName;
}

type Note = (figure: Omit<Figure, 'min' | 'median' | 'runs'>, values: number[]) => void;

function createRecord(): { note: Note; figures(): Figure[] } {
  const noted = new Map<string, { figure: Omit<Figure, 'min' | 'median' | 'runs'>; values: number[] }>();
  return {
    note(figure, values) {
      const key = Object.values(figure).join();
      noted.set(key, { figure, values: [...(noted.get(key)?.values ?? []), ...values] });
    },
    figures: () =>
      [...noted.values()].map(({ figure, values }) => {
        const sorted = values.toSorted((a, b) => a - b);
        const median = sorted[Math.floor(sorted.length / 2)] as number;
        return { ...figure, min: sorted[0] as number, median, runs: values.length };
      }),
  };
}

/** A little of everything, of one engine; round 0 is not counted. */
async function doRound({ contestant, runner, size }: Running, round: number, isWanted: Wanted, note: Note) {
  const { engine, backend, isSlow, writes } = contestant;
  // A slow engine's figures are steady enough after two rounds.
  if (isSlow && round > 2) return;
  const count: Note = round === 0 ? () => {} : note;
  if (isWanted('train')) {
    count({ engine, backend, size, task: 'train', metric: 'step', unit: 'ms' }, await trainFor(runner, roundMs));
  }
  for (const rows of writes ? batches : []) {
    const task = `generate-${rows}`;
    if (!isWanted(task)) continue;
    const { ms } = (await runner.call('generate', rows)) as { ms: number };
    count({ engine, backend, size, task, metric: 'all', unit: 'ms' }, [ms]);
  }
  if (engine === 'schoolbook' && backend === 'node-wasm-1' && size === 'course' && isWanted('gemm')) {
    for (const [metric, value] of Object.entries((await runner.call('kernels')) as Record<string, number>)) {
      count({ engine, backend, size, task: 'gemm', metric, unit: 'GF/s' }, [value]);
    }
  }
}

/** What need not be measured again and again; then the engine is ended. */
async function doOnce({ contestant, runner, size }: Running, isWanted: Wanted, note: Note) {
  const { engine, backend, isSlow } = contestant;
  if (isWanted('train')) {
    // All have trained for different times: anew, so that equal steps show whether they compute the same.
    await runner.call('setup', size);
    const noteLoss = async (steps: number, at: number) => {
      const { loss } = (await runner.call('train', steps)) as { loss: number };
      note({ engine, backend, size, task: 'train', metric: `loss at step ${at}`, unit: 'nats' }, [loss]);
    };
    await noteLoss(3, 3);
    if (!isSlow) await noteLoss(7, 10);
    if (backend === 'null') {
      for (const [metric, value] of Object.entries((await runner.call('perStep')) as Record<string, number>)) {
        note({ engine, backend, size, task: 'train', metric, unit: 'a step' }, [value]);
      }
    }
  }
  const isWatched = backend.endsWith('wasm-1') || backend === 'null';
  if (engine === 'schoolbook' && isWatched && size === 'S' && isWanted('memory')) {
    for (const [metric, value] of Object.entries(await memoryGrowth(runner))) {
      note({ engine, backend, size, task: 'memory', metric, unit: `grown over ${memorySteps} steps` }, [value]);
    }
  }
  await runner.end();
}

function installPeers(): void {
  if (existsSync(here('node_modules/@jax-js/jax'))) return;
  console.error('Installing the peers (npm ci in bench/)...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here('.'), stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the peers could not be installed');
}

/** @returns milliseconds of each step */
async function trainFor(runner: Runner, budgetMs: number): Promise<number[]> {
  const first = (await runner.call('train', 1)) as { ms: number[] };
  const more = Math.min(mostSteps, Math.floor(budgetMs / (first.ms[0] as number)) - 1);
  if (more < 1) return first.ms;
  const rest = (await runner.call('train', more)) as { ms: number[] };
  return [...first.ms, ...rest.ms];
}

/** What has grown after many steps, by kind of memory. */
async function memoryGrowth(runner: Runner): Promise<Record<string, number>> {
  await runner.call('train', 100);
  const before = (await runner.call('counts')) as Record<string, number>;
  await runner.call('train', memorySteps);
  const after = (await runner.call('counts')) as Record<string, number>;
  return Object.fromEntries(Object.keys(before).map((kind) => [kind, (after[kind] ?? 0) - (before[kind] ?? 0)]));
}

function print(figures: Figure[]): void {
  const [cpu] = cpus();
  console.log(
    `${cpu?.model ?? 'unknown processor'}, ${availableParallelism()} processors, node ${process.versions.node}`,
  );
  for (const size of Object.keys(sizes) as SizeName[]) printSize(figures, size);
  const isOther = ({ task, unit }: Figure): boolean => task === 'gemm' || task === 'memory' || unit === 'a step';
  for (const { engine, backend, size, task, metric, unit, median } of figures.filter(isOther)) {
    console.log(`${engine} ${backend} ${size} ${task}: ${metric} ${Number(median.toPrecision(4))} ${unit}`);
  }
}

function printSize(figures: Figure[], size: SizeName): void {
  const newOnes = Math.min(newTokens, sizes[size].contextLength - promptTokens);
  const nameOf = ({ engine, backend }: Figure): string => `${engine} ${backend}`;
  const own = figures.filter((figure) => figure.size === size);
  const rows = [...new Set(own.map(nameOf))].map((name) => {
    const find = (task: string, metric: string) =>
      own.find((figure) => nameOf(figure) === name && figure.task === task && figure.metric === metric);
    const step = find('train', 'step');
    const loss = (at: number): string => find('train', `loss at step ${at}`)?.median.toFixed(4) ?? '';
    const rate = (rowsAtOnce: number): string => {
      const all = find(`generate-${rowsAtOnce}`, 'all');
      return all ? ((1000 * rowsAtOnce * newOnes) / all.median).toFixed(0) : '';
    };
    return [
      name,
      step ? `${step.min.toFixed(1)} / ${step.median.toFixed(1)}` : '',
      // The null device computes nothing.
      ...(name.endsWith('null')
        ? ['', '', '']
        : [step ? (trainFlops(sizes[size]) / step.min / 1e6).toFixed(1) : '', loss(3), loss(10)]),
      ...batches.map(rate),
    ];
  });
  if (rows.length === 0) return;
  const written = batches.map((rowsAtOnce) => `tokens/s, ${rowsAtOnce === 1 ? '1 row' : `${rowsAtOnce} rows`}`);
  const head = [size, 'step ms, min / median', 'GF/s', 'loss at step 3', 'at step 10', ...written];
  console.log(`\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log('');
}
