/**
 * Writing with a model: prompt in, one token out, append, again, with the keys and values of what was read kept in a cache.
 * Many prompts go side by side; equal prompts (a group of rollouts) are read once, and rows that have finished leave the batch.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Completion } from './completion.ts';
import type { SamplingConfig } from './config.ts';
import { SchoolError } from './errors.ts';
import { decodeStep, type KvCache, type Model, prefill } from './model.ts';
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

/** Rows that decode together: enough to fill the kernels, few enough for their cache to stay in the processor's. */
const rowsAtOnce = 128;

/**
 * Completes every prompt.
 * @throws SchoolError 'contextTooLong' when a prompt leaves no room for a single new token
 */
export async function generate(model: Model, prompts: number[][], options: GenerateOptions): Promise<Completion[]> {
  const { contextLength } = model.config;
  const limits = prompts.map((prompt) => Math.min(options.maxNewTokens, contextLength - prompt.length));
  const { temperature } = options.sampling;
  const recorded =
    isUncut(options.sampling) && (await generateRecorded(model, prompts, { ...options, limits, temperature }));
  if (recorded) return recorded;
  const completions: Completion[] = [];
  for (let start = 0; start < prompts.length; start += rowsAtOnce) {
    completions.push(...(await generateRows(model, prompts.slice(start, start + rowsAtOnce), options)));
  }
  return completions;
}

async function generateRows(model: Model, prompts: number[][], options: GenerateOptions): Promise<Completion[]> {
  const { contextLength, vocabSize } = model.config;
  const { maxNewTokens, sampling, rng } = options;
  const stops = new Set(options.stopTokenIds);
  const completions: Completion[] = prompts.map(() => ({ tokenIds: [], logprobs: [], isFinished: false }));
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
  const capacity = Math.min(contextLength, longest + maxNewTokens);
  let { logits, cache } = readPrompts(model, prompts, capacity);
  let active = prompts.map((_, row) => row);
  const isDone = (row: number): boolean => {
    const completion = completions[row] as Completion;
    const length = (prompts[row] as number[]).length + completion.tokenIds.length;
    return completion.isFinished || completion.tokenIds.length >= maxNewTokens || length >= contextLength;
  };
  while (true) {
    const values = (await logits.data()) as Float32Array;
    logits.dispose();
    for (const [i, row] of active.entries()) {
      if (isDone(row)) continue;
      const completion = completions[row] as Completion;
      const { tokenId, logprob } = sampleToken(values, i * vocabSize, vocabSize, sampling, rng.next());
      completion.tokenIds.push(tokenId);
      completion.logprobs.push(logprob);
      completion.isFinished = stops.has(tokenId);
    }
    const left = active.filter((row) => !isDone(row));
    if (left.length === 0) break;
    if (left.length <= 0.75 * active.length) {
      cache = keepRows(cache, active, left);
      active = left;
    }
    // A finished row that still rides along is fed its last token again, at the last position it has.
    const tokenIds = active.map((row) => (completions[row] as Completion).tokenIds.at(-1) as number);
    const positions = active.map((row) =>
      Math.min(capacity - 1, (prompts[row] as number[]).length + (completions[row] as Completion).tokenIds.length - 1),
    );
    logits = decodeStep(model, cache, tokenIds, positions);
  }
  tf.dispose(cache);
  return completions;
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

/** Reads each different prompt once, and hands every row its own copy of the cache. */
function readPrompts(model: Model, prompts: number[][], capacity: number): { logits: tf.Tensor2D; cache: KvCache } {
  const { contextLength } = model.config;
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
  if (longest >= contextLength + 1 || longest === 0)
    throw new SchoolError('contextTooLong', { tokens: longest, contextLength });
  const indexOf = new Map<string, number>();
  const different: number[][] = [];
  const source = prompts.map((prompt) => {
    const key = prompt.join();
    let index = indexOf.get(key);
    if (index === undefined) {
      index = different.push(prompt) - 1;
      indexOf.set(key, index);
    }
    return index;
  });
  const padded = new Int32Array(different.length * longest);
  for (const [row, prompt] of different.entries()) padded.set(prompt, row * longest);
  const inputs = tf.tensor2d(padded, [different.length, longest], 'int32');
  const read = prefill(
    model,
    inputs,
    different.map((prompt) => prompt.length),
    capacity,
  );
  inputs.dispose();
  if (different.length === prompts.length) return read;
  const rows = tf.tensor1d(source, 'int32');
  const spread = { logits: tf.gather(read.logits, rows), cache: read.cache.map((layer) => tf.gather(layer, rows)) };
  tf.dispose([rows, read.logits, read.cache]);
  return spread;
}

function keepRows(cache: KvCache, active: number[], left: number[]): KvCache {
  const rowOf = new Map(active.map((row, i) => [row, i]));
  const rows = tf.tensor1d(
    left.map((row) => rowOf.get(row) as number),
    'int32',
  );
  const kept = cache.map((layer) => tf.gather(layer, rows));
  tf.dispose([rows, cache]);
  return kept;
}
