/**
 * Writing with a model: prompt in, one token out, append, again, with the keys and values of what was read kept in a cache.
 * Many prompts go side by side. Equal ones (a group of rollouts) are read once; a completion that has ended gives its place to the next
 * prompt, and when none is left the others close up, so that every row of every product is a token somebody wanted.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Completion } from './completion.ts';
import type { SamplingConfig } from './config.ts';
import { type Safepoint, SchoolError } from './errors.ts';
import { decodeStep, type KvCache, type Model, prefill } from './model.ts';
import { emptyCache, moveRows, movesInPlace, type RowMove } from './ops/decodeAttention.ts';
import type { Random } from './random.ts';
import { generateRecorded } from './recordedGeneration.ts';
import { isUncut, sampleToken } from './sampler.ts';

export interface GenerateOptions {
  maxNewTokens: number;
  /** A completion ends after one of these, which is then its last token. */
  stopTokenIds: readonly number[];
  sampling: SamplingConfig;
  rng: Random;
}

export interface BatchOptions extends Omit<GenerateOptions, 'maxNewTokens'> {
  /** For all, or for each prompt. */
  maxNewTokens: number | readonly number[];
  /** How many are written side by side at most. */
  rowsAtOnce?: number;
  /** Awaited between two tokens. */
  safepoint?: Safepoint | undefined;
}

/** Enough to fill the kernels, few enough for their caches to stay in the processor's. */
const usualRows = 128;

/** Where rows cannot be moved in place, the whole cache is written anew; then it waits for so many places to be vacant. */
const vacantShare = 0.25;

/**
 * Completes every prompt.
 * @throws SchoolError 'contextTooLong' when a prompt is longer than the context; 'notANumber' when the model is broken; what
 *   `safepoint` throws
 */
export async function generate(model: Model, prompts: number[][], options: BatchOptions): Promise<Completion[]> {
  const { contextLength, vocabSize, nEmbd, nLayer } = model.config;
  const { maxNewTokens, sampling, rng, rowsAtOnce = usualRows, safepoint } = options;
  const stops = new Set(options.stopTokenIds);
  const completions: Completion[] = prompts.map(() => ({ tokenIds: [], logprobs: [], isFinished: false }));
  const limits = prompts.map((prompt, row) => {
    const wanted = typeof maxNewTokens === 'number' ? maxNewTokens : (maxNewTokens[row] as number);
    return Math.min(wanted, contextLength - prompt.length);
  });
  const { temperature } = sampling;
  const recorded = isUncut(sampling) && (await generateRecorded(model, prompts, { ...options, limits, temperature }));
  if (recorded) return recorded;
  const write = (row: number, logits: Float32Array, index: number): void => {
    const completion = completions[row] as Completion;
    const { tokenId, logprob } = sampleToken(logits, index * vocabSize, vocabSize, sampling, rng.next());
    completion.tokenIds.push(tokenId);
    completion.logprobs.push(logprob);
    completion.isFinished = stops.has(tokenId);
  };
  const isDone = (row: number | undefined): boolean => {
    const completion = row === undefined ? undefined : completions[row];
    return !completion || completion.isFinished || completion.tokenIds.length >= (limits[row as number] as number);
  };

  if (prompts.length === 0) return completions;

  const reader = createReader(model, prompts, rowsAtOnce);
  const capacity = Math.max(0, ...prompts.map((prompt, row) => prompt.length + (limits[row] as number)));
  /** The row in each place; undefined before the first. */
  const places: (number | undefined)[] = new Array(Math.min(rowsAtOnce, prompts.length)).fill(undefined);
  const cache: KvCache = Array.from({ length: nLayer }, () => emptyCache(places.length, capacity, 2 * nEmbd));
  let next = 0;

  /** The next row whose completion does not end with its first token, with what was read of its prompt. */
  const begin = async (): Promise<{ row: number; read: Read; index: number } | undefined> => {
    while (next < prompts.length) {
      const row = next++;
      const { read, index } = await reader.read(row);
      if (!isDone(row)) write(row, read.logits, index);
      if (!isDone(row)) return { row, read, index };
    }
    return undefined;
  };

  /** Gives vacant places to the next rows, or closes up. */
  const rearrange = async (): Promise<void> => {
    const vacant = [...places.keys()].filter((place) => isDone(places[place]));
    const enough = movesInPlace() ? 1 : Math.ceil(vacantShare * places.length);
    if (vacant.length < Math.min(enough, places.length)) return;
    const before = places.length;
    const begun = new Map<KvCache, RowMove[]>();
    const closing: RowMove[] = [];
    while (vacant.length > 0) {
      const beginning = await begin();
      if (beginning) {
        const { row, read, index } = beginning;
        const place = vacant.shift() as number;
        places[place] = row;
        begun.set(read.cache, [...(begun.get(read.cache) ?? []), { from: index, to: place }]);
      } else if (vacant.at(-1) === places.length - 1) {
        vacant.pop();
        places.pop();
      } else {
        const place = vacant.shift() as number;
        closing.push({ from: places.length - 1, to: place });
        places[place] = places.pop();
      }
    }
    for (const [source, moves] of begun) moveAll(cache, source, moves, before);
    if (places.length < before) moveAll(cache, cache, closing, places.length);
    reader.release();
  };

  try {
    await rearrange();
    while (places.length > 0) {
      // A completion that has ended and still has its place is fed its last token again, at the last position it has.
      const last = places.map((row) => (completions[row as number] as Completion).tokenIds.at(-1) as number);
      const positions = places.map((row) => {
        const written = (completions[row as number] as Completion).tokenIds.length;
        return Math.min(capacity - 1, (prompts[row as number] as number[]).length + written - 1);
      });
      const logits = decodeStep(model, cache, last, positions);
      const values = (await logits.data()) as Float32Array;
      logits.dispose();
      for (const [place, row] of places.entries()) if (!isDone(row)) write(row as number, values, place);
      await rearrange();
      await safepoint?.();
    }
  } finally {
    tf.dispose(cache);
    reader.dispose();
  }
  return completions;
}

/** `moveRows` in every layer. */
function moveAll(cache: KvCache, source: KvCache, moves: RowMove[], count: number): void {
  for (const [layer, before] of cache.entries()) {
    const after = tf.tidy(() => moveRows(before, source[layer] as tf.Tensor3D, moves, count));
    if (after === before) continue;
    cache[layer] = after;
    before.dispose();
  }
}

/** Prompts that have been read together: logits after each (values, V in a row), and their keys and values. */
interface Read {
  logits: Float32Array;
  cache: KvCache;
  /** Rows that are still to begin from here. */
  left: number;
}

/** Reads prompts when they are first asked for, `promptsAtOnce` different ones at a time, and each only once. */
function createReader(model: Model, prompts: number[][], promptsAtOnce: number) {
  const indexOf = new Map<string, number>();
  const different: number[][] = [];
  const sources = prompts.map((prompt) => {
    const key = prompt.join();
    const index = indexOf.get(key) ?? different.push(prompt) - 1;
    indexOf.set(key, index);
    return index;
  });
  const reads = new Map<number, Read>();
  const drop = ([batch, { cache }]: [number, Read]): void => {
    tf.dispose(cache);
    reads.delete(batch);
  };
  return {
    async read(row: number): Promise<{ read: Read; index: number }> {
      const source = sources[row] as number;
      const batch = Math.floor(source / promptsAtOnce);
      const first = batch * promptsAtOnce;
      let read = reads.get(batch);
      if (!read) {
        const { logits, cache } = readPrompts(model, different.slice(first, first + promptsAtOnce));
        const left = sources.filter((other) => Math.floor(other / promptsAtOnce) === batch).length;
        read = { logits: (await logits.data()) as Float32Array, cache, left };
        logits.dispose();
        reads.set(batch, read);
      }
      read.left--;
      return { read, index: source - first };
    },
    /** Forgets what nobody will begin from any more. */
    release(): void {
      [...reads].filter(([, { left }]) => left === 0).forEach(drop);
    },
    dispose(): void {
      [...reads].forEach(drop);
    },
  };
}

/** One token at a time for a single prompt, with the logits it was drawn from. */
export async function* generateTokens(
  model: Model,
  prompt: readonly number[],
  options: GenerateOptions,
): AsyncGenerator<{ tokenId: number; logits: Float32Array; random: number; logprob: number }, void> {
  const { contextLength, vocabSize } = model.config;
  const capacity = Math.min(contextLength, prompt.length + options.maxNewTokens);
  let { logits, cache } = readPrompts(model, [[...prompt]], capacity);
  try {
    for (let length = prompt.length; length < capacity; length++) {
      const values = Float32Array.from(await logits.data());
      const random = options.rng.next();
      const { tokenId, logprob } = sampleToken(values, 0, vocabSize, options.sampling, random);
      yield { tokenId, logits: values, random, logprob };
      if (options.stopTokenIds.includes(tokenId) || length + 1 >= capacity) return;
      logits.dispose();
      logits = decodeStep(model, cache, [tokenId], [length]);
    }
  } finally {
    tf.dispose([logits, cache]);
  }
}

/** Logits after a prompt's last token. */
export async function nextTokenLogits(model: Model, prompt: readonly number[]): Promise<Float32Array> {
  const { logits, cache } = readPrompts(model, [[...prompt]], prompt.length);
  const values = Float32Array.from(await logits.data());
  tf.dispose([logits, cache]);
  return values;
}

/** The prompts, padded on the right, in a cache that holds `capacity` positions; those of the longest when left out. */
function readPrompts(model: Model, prompts: number[][], capacity?: number): { logits: tf.Tensor2D; cache: KvCache } {
  const { contextLength } = model.config;
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
  if (longest > contextLength || longest === 0)
    throw new SchoolError('contextTooLong', { tokens: longest, contextLength });
  const padded = new Int32Array(prompts.length * longest);
  for (const [row, prompt] of prompts.entries()) padded.set(prompt, row * longest);
  const inputs = tf.tensor2d(padded, [prompts.length, longest], 'int32');
  const lengths = prompts.map((prompt) => prompt.length);
  const read = prefill(model, inputs, lengths, capacity ?? longest);
  inputs.dispose();
  return read;
}
