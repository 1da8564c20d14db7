// @ts-check
/**
 * A helper thread: an instance of the kernels on the same memory, which takes parts of whatever job is posted there. In plain
 * JavaScript, because Node's threads load it as it is; threads.ts is the other side and says what the words mean.
 */

/** Words (int32) of the control block. */
export const word = {
  /** Job number * 256 + the next part to be taken; 255 while the job is being written. */
  claim: 0,
  parts: 1,
  done: 2,
  /** Helpers asleep. */
  asleep: 3,
  kernel: 4,
  argCount: 5,
  units: 6,
  grain: 7,
  /** Address of the first thread's workspace, and bytes from one to the next. */
  workspace: 8,
  workspaceBytes: 9,
  /** Parts that helpers have done in all. */
  helped: 10,
};
export const closed = 255;
const wordBytes = 64;
const maxArgs = 16;
export const controlBytes = wordBytes + 8 * maxArgs;

/** @param {ArrayBufferLike} buffer @param {number} control */
export function controlViews(buffer, control) {
  return {
    words: new Int32Array(buffer, control, wordBytes / 4),
    args: new Float64Array(buffer, control + wordBytes, maxArgs),
  };
}

/** Looks at the claim word this often before going to sleep: some 50 microseconds, longer than the pause between two kernels. */
const looks = 20_000;

/**
 * @typedef {object} HelperTask
 * @property {WebAssembly.Module} module
 * @property {WebAssembly.Memory} memory  shared
 * @property {number} control  address of the control block
 * @property {readonly string[]} kernels  names of the exports, by their number in a job
 * @property {number} thread  number of this thread; 0 is the one that posts jobs
 */

/** Works for ever. @param {HelperTask} task @param {() => void} onReady */
export function help({ module, memory, control, kernels, thread }, onReady) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const run = kernels.map((name) => /** @type {(...args: number[]) => void} */ (exports[name]));
  const { words, args } = controlViews(memory.buffer, control);
  onReady();
  let idle = 0;
  /** The job whose arguments `given` are. */
  let known = -1;
  /** @type {number[]} */
  let given = [];
  while (true) {
    const claim = Atomics.load(words, word.claim);
    const part = claim & 255;
    if (part >= /** @type {number} */ (words[word.parts])) {
      if (++idle < looks) continue;
      Atomics.add(words, word.asleep, 1);
      Atomics.wait(words, word.claim, claim);
      Atomics.sub(words, word.asleep, 1);
      idle = 0;
      continue;
    }
    // What is read here, now or for an earlier part, belongs to the claimed job only if the claim succeeds: any newer job has
    // changed the word.
    const [, , , , kernel, argCount, units, grain, workspace, workspaceBytes] = /** @type {any} */ (words);
    if (known !== claim >> 8) {
      known = claim >> 8;
      given = Array.from(args.subarray(0, argCount));
    }
    if (Atomics.compareExchange(words, word.claim, claim, claim + 1) !== claim) continue;
    run[kernel]?.(...given, part * grain, Math.min(units, (part + 1) * grain), workspace + thread * workspaceBytes);
    Atomics.add(words, word.helped, 1);
    Atomics.add(words, word.done, 1);
    Atomics.notify(words, word.done);
    idle = 0;
  }
}
