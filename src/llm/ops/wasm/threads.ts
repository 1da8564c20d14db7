/**
 * Kernels run by several threads on one memory. The calling thread posts a job, takes parts of it itself, and so do the helpers,
 * until none is left: whoever is slow, or busy with something else, takes fewer. Which thread did what leaves no trace in the
 * result, so a curve depends neither on timing nor on the number of threads.
 *
 * A helper that dies while it holds a part is waited for only so long; then all helpers are dismissed and their parts done again.
 */
import type { ArgsOf, KernelExports, PartKernel } from './exports.ts';
import { closed, controlBytes, controlViews, type HelperTask, word } from './helper.mjs';
import type { Host } from './host.ts';

export type { HelperTask };

/** How the place where this runs makes threads. */
export interface ThreadMaker {
  /** Threads wanted, the calling one included. */
  count: number;
  /** How long a helper that holds a part may keep silent before it is taken for dead. */
  patienceMs: number;
  /** Settles when the helper is ready; rejects, after a bounded time, when it does not become so. */
  start(task: HelperTask): Promise<Helper>;
}

export interface Helper {
  terminate(): void;
}

export interface Team {
  /** Threads at work, the calling one included. */
  threads(): number;
  /**
   * Runs kernel(...args, from, to, workspace) over the units 0..units, in parts.
   * @param unitCost of one unit, in floating-point operations or what takes as long; small jobs are not shared
   * @param partsPerThread more of them leave less waiting at the end
   */
  run<Name extends PartKernel>(
    kernel: Name,
    args: ArgsOf<Name>,
    units: number,
    unitCost: number,
    partsPerThread?: number,
  ): void;
  /** The calling thread's workspace, of at least so many bytes; for one call. */
  workspace(bytes: number): number;
  dissolve(): void;
}

/** Less than this many operations (about 4 microseconds) is not worth the handing over. */
const smallestPart = 200_000;

const looks = 5_000;
const waitsInAll = 10;

const kernelNames: readonly PartKernel[] = [
  'add',
  'attention',
  'attentionGrad',
  'columnSum',
  'crossEntropy',
  'decodeAttention',
  'gemmColumns',
  'gemmRows',
  'layerNorm',
  'layerNormGrad',
  'orthogonalize',
  'packColumns',
  'packRows',
  'rope',
  'times',
];

/** @param module of which `wasm` is the calling thread's instance; needed for helpers only */
export async function createTeam(
  host: Host,
  wasm: KernelExports,
  module: WebAssembly.Module,
  maker?: ThreadMaker,
): Promise<Team> {
  const control = host.allocate(controlBytes);
  const { words, args: argValues } = controlViews(host.memory.buffer, control);
  words.fill(0);
  let workspaceBytes = wasm.gemmWorkspaceBytes();
  let workspace = 0;
  let helpers: Helper[] = [];
  let job = 0;

  const patienceMs = maker?.patienceMs ?? 0;
  const maxThreads = host.isShared && maker ? maker.count : 1;
  const reserve = (bytes: number): void => {
    if (workspace !== 0) host.free(workspace);
    workspaceBytes = (bytes + 255) & ~255;
    workspace = host.allocate(maxThreads * workspaceBytes);
  };
  reserve(workspaceBytes);

  const starts = Array.from({ length: maxThreads - 1 }, (_, i) =>
    maker?.start({ module, memory: host.memory, control, kernels: kernelNames, thread: i + 1 }),
  );
  for (const start of await Promise.allSettled(starts)) {
    if (start.status === 'fulfilled' && start.value) helpers.push(start.value);
  }

  const dismiss = (): void => {
    for (const helper of helpers) helper.terminate();
    helpers = [];
  };

  /** @returns false when helpers keep silent over parts that they have taken; each part that is done is waited for anew */
  const everyPartDone = (parts: number): boolean => {
    for (let look = 0; look < looks; look++) if (Atomics.load(words, word.done) === parts) return true;
    // In several waits: a computer that was asleep meanwhile wakes up with one of them over.
    for (let waits = 0, before = -1; waits < waitsInAll; ) {
      const done = Atomics.load(words, word.done);
      if (done === parts) return true;
      if (done !== before) waits = 0;
      before = done;
      if (Atomics.wait(words, word.done, done, patienceMs / waitsInAll) === 'timed-out') waits++;
    }
    return false;
  };

  return {
    threads: () => 1 + helpers.length,
    workspace(bytes) {
      if (bytes > workspaceBytes) reserve(bytes);
      return workspace;
    },
    run(name, args, units, unitCost, partsPerThread = 4) {
      const kernel = wasm[name] as (...args: number[]) => void;
      const worthwhile = Math.floor((units * unitCost) / smallestPart);
      const wanted = Math.min(worthwhile, units, partsPerThread * (1 + helpers.length), closed - 1);
      const grain = Math.ceil(units / Math.max(1, wanted));
      const parts = Math.ceil(units / grain);
      if (helpers.length === 0 || parts <= 1) {
        kernel(...args, 0, units, workspace);
        return;
      }
      job = (job + 1) & 0x7fffff;
      Atomics.store(words, word.claim, (job << 8) | closed);
      words[word.parts] = parts;
      words[word.done] = 0;
      words[word.kernel] = kernelNames.indexOf(name);
      words[word.argCount] = args.length;
      words[word.units] = units;
      words[word.grain] = grain;
      words[word.workspace] = workspace;
      words[word.workspaceBytes] = workspaceBytes;
      argValues.set(args);
      Atomics.store(words, word.claim, job << 8);
      if (Atomics.load(words, word.asleep) > 0) Atomics.notify(words, word.claim);

      const own = new Set<number>();
      const runPart = (part: number): void =>
        kernel(...args, part * grain, Math.min(units, (part + 1) * grain), workspace);
      while (true) {
        const claim = Atomics.load(words, word.claim);
        const part = claim & 255;
        if (part >= parts) break;
        if (Atomics.compareExchange(words, word.claim, claim, claim + 1) !== claim) continue;
        runPart(part);
        own.add(part);
        Atomics.add(words, word.done, 1);
      }
      if (everyPartDone(parts)) return;
      dismiss();
      for (let part = 0; part < parts; part++) if (!own.has(part)) runPart(part);
    },
    dissolve() {
      dismiss();
      // Not the control block: a helper that is being terminated may look at it once more.
      host.free(workspace);
    },
  };
}
