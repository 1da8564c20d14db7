/**
 * Writing where a device works beside us: one decoding step, drawing included, is recorded and replayed many times before anything
 * is read back. Completions that have ended go along until all have; on a graphics card a row more costs next to nothing, and asking
 * after every token which have ended costs more than anything else.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Completion } from './completion.ts';
import { type Safepoint, SchoolError } from './errors.ts';
import { decode, type KvCache, type Model, prefill } from './model.ts';
import { canDraw, type DrawingState, drawNext } from './ops/draw.ts';
import { activeRecorder, type Recorder, type Recording } from './ops/recording.ts';
import type { Random } from './random.ts';
import { sampleToken } from './sampler.ts';

export interface RecordedOptions {
  /** New tokens of each prompt, at most; prompt and completion fit the context. */
  limits: readonly number[];
  stopTokenIds: readonly number[];
  temperature: number;
  rng: Random;
  /** Awaited between two looks at what has been written. */
  safepoint?: Safepoint | undefined;
}

/** Rows that decode together: their caches take about 0.3 MB each in the course's model. */
const rowsAtOnce = 256;
/** Tokens a row between two looks at what has been written. */
const stepsAtOnce = 16;

/**
 * Completes every prompt on the device.
 * @returns undefined when it cannot be done there; then nothing has been drawn
 * @throws SchoolError 'notANumber' when the model is broken
 */
export async function generateRecorded(
  model: Model,
  prompts: number[][],
  options: RecordedOptions,
  recorder = activeRecorder(),
): Promise<Completion[] | undefined> {
  if (!recorder || !canDraw() || prompts.length === 0) return undefined;
  const completions: Completion[] = [];
  for (let start = 0; start < prompts.length; start += rowsAtOnce) {
    const chunk = prompts.slice(start, start + rowsAtOnce);
    const limits = options.limits.slice(start, start + rowsAtOnce);
    const written = await writeTogether(model, chunk, { ...options, limits }, recorder);
    if (!written) return undefined;
    completions.push(...written);
  }
  return completions;
}

async function writeTogether(
  model: Model,
  prompts: number[][],
  { limits, stopTokenIds, temperature, rng, safepoint }: RecordedOptions,
  recorder: Recorder,
): Promise<Completion[] | undefined> {
  const { vocabSize, contextLength } = model.config;
  const B = prompts.length;
  const completions: Completion[] = prompts.map(() => ({ tokenIds: [], logprobs: [], isFinished: false }));
  const isDone = (row: number): boolean => {
    const { isFinished, tokenIds } = completions[row] as Completion;
    return isFinished || tokenIds.length >= (limits[row] as number);
  };
  const write = (row: number, tokenId: number, logprob: number): void => {
    const { tokenIds, logprobs } = completions[row] as Completion;
    tokenIds.push(tokenId);
    logprobs.push(logprob);
    (completions[row] as Completion).isFinished = stopTokenIds.includes(tokenId);
  };
  const longest = Math.max(...limits);
  const needed = Math.max(...prompts.map((prompt, row) => prompt.length + (limits[row] as number)));
  const capacity = roundUp(needed, contextLength);
  const { logits, source, cache } = await readPrompts(model, prompts, capacity);
  let recording: Recording | undefined;
  /** Steps under way. */
  let reading: ReturnType<Recording['runAndRead']> | undefined;
  try {
    recording = await recordDecoding(model, cache, { B, capacity, temperature }, recorder);
    if (!recording) return undefined;
    for (const [row, from] of source.entries()) {
      if (isDone(row)) continue;
      const sampling = { temperature, topK: 0, topP: 1 };
      const { tokenId, logprob } = sampleToken(logits, from * vocabSize, vocabSize, sampling, rng.next());
      write(row, tokenId, logprob);
    }
    const first = {
      tokens: Int32Array.from(completions, ({ tokenIds }) => tokenIds[0] ?? 0),
      positions: Int32Array.from(prompts, (prompt) => Math.min(prompt.length, capacity - 1)),
    };
    const writeOn = (replay: Recording, start: Partial<typeof first>) => {
      const randoms = Float32Array.from({ length: stepsAtOnce * B }, () => rng.next());
      return replay.runAndRead({ ...start, counts: new Int32Array(B), randoms }, stepsAtOnce);
    };
    const rows = [...completions.keys()];
    let handedOver = 1;
    reading = rows.every(isDone) ? undefined : writeOn(recording, first);
    while (reading) {
      handedOver += stepsAtOnce;
      // The next steps are under way while these are looked at; at the end they are in vain.
      const ahead = handedOver < longest ? writeOn(recording, {}) : undefined;
      // Should this read fail, so does that one.
      ahead?.catch(() => {});
      const { drawn, logprobs } = (await reading) as { drawn: Int32Array; logprobs: Float32Array };
      reading = ahead;
      for (let i = 0; i < drawn.length; i++) {
        const row = i % B;
        if (isDone(row)) continue;
        if ((drawn[i] as number) < 0) throw new SchoolError('notANumber');
        write(row, drawn[i] as number, logprobs[i] as number);
      }
      if (rows.every(isDone)) break;
      await safepoint?.();
    }
    return completions;
  } finally {
    await Promise.allSettled([reading]);
    recording?.dispose();
    tf.dispose(cache);
  }
}

/** One token more for every row, from the tokens and positions that the one before left. */
function recordDecoding(
  model: Model,
  cache: tf.Variable[],
  { B, capacity, temperature }: { B: number; capacity: number; temperature: number },
  recorder: Recorder,
): Promise<Recording | undefined> {
  const zeros = { values: new Int32Array(B), shape: [B] };
  return recorder.record(
    (inputs) => {
      const { randoms, ...state } = inputs as unknown as DrawingState & { randoms: tf.Tensor2D };
      const logits = decode(model, [...cache] as unknown as KvCache, state.tokens, state.positions);
      return drawNext(logits, randoms, state, { temperature, capacity });
    },
    {
      tokens: zeros,
      positions: zeros,
      counts: zeros,
      randoms: { values: new Float32Array(stepsAtOnce * B), shape: [stepsAtOnce, B] },
    },
    [...Object.values(model.parameters), ...cache],
  );
}

/**
 * Reads each different prompt once.
 * @throws SchoolError 'contextTooLong' when one is longer than the context
 * @returns logits after each (values, V in a row), which of them each row continues, and a cache of every row's own
 */
async function readPrompts(
  model: Model,
  prompts: number[][],
  capacity: number,
): Promise<{ logits: Float32Array; source: number[]; cache: tf.Variable[] }> {
  const different = new Map(prompts.map((prompt) => [prompt.join(), prompt]));
  const keys = [...different.keys()];
  const source = prompts.map((prompt) => keys.indexOf(prompt.join()));
  const length = Math.max(...prompts.map((prompt) => prompt.length));
  const { contextLength } = model.config;
  if (length > contextLength || length === 0)
    throw new SchoolError('contextTooLong', { tokens: length, contextLength });
  const rows = roundUp(different.size);
  const columns = roundUp(length, contextLength);
  const padded = new Int32Array(rows * columns);
  for (const [i, prompt] of [...different.values()].entries()) padded.set(prompt, i * columns);
  const inputs = tf.tensor2d(padded, [rows, columns], 'int32');
  const sizes = [...different.values()].map((prompt) => prompt.length);
  const lengths = Array.from({ length: rows }, (_, i) => sizes[i] ?? 1);
  const read = prefill(model, inputs, lengths, capacity);
  const cache = read.cache.map((layer) =>
    tf.tidy(() => tf.variable(tf.gather(layer, tf.tensor1d(source, 'int32')), false)),
  );
  const logits = Float32Array.from(await read.logits.data());
  tf.dispose([inputs, read.logits, read.cache]);
  return { logits, source, cache };
}

/** Lengths in sixteens: buffers of one size serve no other, and every new one takes memory. */
function roundUp(length: number, limit = Number.POSITIVE_INFINITY): number {
  return Math.min(limit, 16 * Math.ceil(length / 16));
}
