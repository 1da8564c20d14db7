/**
 * Logits -> one token, with every step kept for the views to draw: temperature, then top-k, then top-p on what top-k left
 * (renormalized), then one draw. Left out: repetition penalties and min-p; the lessons do not need them.
 */
import type { SamplingConfig } from './config.ts';
import { SchoolError } from './errors.ts';

/** V numbers (or flags) in every list: one a token of the vocabulary. */
export interface Distribution {
  logits: Float32Array;
  /** logits / temperature; the logits themselves when greedy. */
  scaled: Float32Array;
  /** softmax(scaled); when greedy, 1 for the best token. */
  probs: Float32Array;
  kept: boolean[];
  /** The probabilities of the kept tokens, divided by their sum; 0 for the others. */
  renormalized: Float32Array;
}

export interface Sampled extends Distribution {
  tokenId: number;
  /** The number in [0, 1) that chose it. */
  random: number;
}

/**
 * Every step but the draw. Of equal logits the smaller token id comes first.
 * @throws SchoolError 'notANumber' if the logits hold NaN or have no finite maximum
 */
export function distribution(logits: Float32Array | readonly number[], config: SamplingConfig): Distribution {
  const values = Float32Array.from(logits);
  const scaled = config.temperature > 0 ? values.map((logit) => logit / config.temperature) : values.slice();
  const probs = softmax(values, config.temperature);
  const keptIds = cut(values, probs, config);
  const kept = Array.from(probs, (prob) => !keptIds && (config.temperature > 0 || prob > 0));
  for (const id of keptIds ?? []) kept[id] = true;
  return { logits: values, scaled, probs, kept, renormalized: renormalize(probs, keptIds) };
}

/** @param random uniform in [0, 1) */
export function sample(logits: Float32Array | readonly number[], config: SamplingConfig, random: number): Sampled {
  const steps = distribution(logits, config);
  return { ...steps, tokenId: draw(steps.renormalized, random), random };
}

/** The token in whose stretch of the cumulative bar `random` falls. */
export function draw(renormalized: Float32Array, random: number): number {
  let cumulative = 0;
  let last = 0;
  for (let id = 0; id < renormalized.length; id++) {
    const prob = renormalized[id] as number;
    if (prob === 0) continue;
    cumulative += prob;
    last = id;
    if (random < cumulative) return id;
  }
  // Rounding can leave the sum a little below 1.
  return last;
}

/**
 * The same choice as `sample`, for one row of a batch's logits, (B, V) from `offset` on, without keeping the steps.
 * @returns the token, and its log-probability under the model itself (temperature 1, nothing cut)
 */
export function sampleToken(
  logits: Float32Array,
  offset: number,
  vocabSize: number,
  config: SamplingConfig,
  random: number,
): { tokenId: number; logprob: number } {
  const { temperature } = config;
  const values = logits.subarray(offset, offset + vocabSize);
  const best = bestOf(values);
  const max = values[best] as number;
  const exponentials = vocabSize <= scratch.length ? scratch : new Float64Array(vocabSize);
  let tokenId = best;
  let sum = 0;
  if (temperature > 0) {
    sum = exponentiate(values, max, temperature, exponentials);
    if (isUncut(config)) {
      tokenId = drawUncut(exponentials, sum, vocabSize, random);
    } else {
      const probs = Float32Array.from(values, (_, id) => (exponentials[id] as number) / sum);
      tokenId = draw(renormalize(probs, cut(values, probs, config)), random);
    }
  }
  if (temperature !== 1) sum = exponentiate(values, max, 1, exponentials);
  return { tokenId, logprob: (values[tokenId] as number) - max - Math.log(sum) };
}

/** The log-probability of one token under the model itself: temperature 1, nothing cut. */
export function logprobOf(logits: Float32Array, tokenId: number): number {
  const max = logits[bestOf(logits)] as number;
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - max), 0);
  return (logits[tokenId] as number) - max - Math.log(sum);
}

/** Whether every token stays in the draw (or, greedy, the best is taken): no top-k and no top-p. */
export const isUncut = ({ temperature, topK, topP }: SamplingConfig): boolean =>
  temperature <= 0 || (topK <= 0 && topP >= 1);

/** Rollouts draw hundreds of thousands of tokens: no arrays are made for one. */
const scratch = new Float64Array(4096);

/** `draw` from probabilities that nothing was cut from, given as exponentials and their sum. */
function drawUncut(exponentials: Float64Array, sum: number, vocabSize: number, random: number): number {
  let cumulative = 0;
  let last = 0;
  for (let id = 0; id < vocabSize; id++) {
    // In single precision, as `sample` keeps its probabilities.
    const prob = Math.fround((exponentials[id] as number) / sum);
    if (prob === 0) continue;
    cumulative += prob;
    last = id;
    if (random < cumulative) return id;
  }
  return last;
}

/** The first of the largest values. @throws SchoolError 'notANumber' if the logits hold NaN or have no finite maximum */
function bestOf(values: Float32Array): number {
  let best = 0;
  let hasNaN = values.length === 0;
  for (let id = 0; id < values.length; id++) {
    const value = values[id] as number;
    if (value > (values[best] as number)) best = id;
    if (Number.isNaN(value)) hasNaN = true;
  }
  if (hasNaN || !Number.isFinite(values[best])) throw new SchoolError('notANumber');
  return best;
}

/** to = exp((values - max) / temperature). @returns their sum */
function exponentiate(values: Float32Array, max: number, temperature: number, to: Float64Array): number {
  let sum = 0;
  for (let id = 0; id < values.length; id++) {
    const exponential = Math.exp(((values[id] as number) - max) / temperature);
    to[id] = exponential;
    sum += exponential;
  }
  return sum;
}

/** Softmax of logits / temperature, the maximum taken off first so that nothing overflows; one-hot for temperature 0. */
function softmax(values: Float32Array, temperature: number): Float32Array {
  const best = bestOf(values);
  const probs = new Float32Array(values.length);
  if (temperature <= 0) {
    probs[best] = 1;
    return probs;
  }
  const exponentials = new Float64Array(values.length);
  const sum = exponentiate(values, values[best] as number, temperature, exponentials);
  for (let id = 0; id < values.length; id++) probs[id] = (exponentials[id] as number) / sum;
  return probs;
}

/** The ids that top-k and top-p keep, the likeliest first; undefined when nothing is cut. */
function cut(
  values: Float32Array,
  probs: Float32Array,
  { temperature, topK, topP }: SamplingConfig,
): number[] | undefined {
  const isTopKOn = topK > 0 && topK < values.length;
  if (temperature <= 0 || (!isTopKOn && topP >= 1)) return undefined;
  const ids = Array.from(values.keys());
  ids.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  if (isTopKOn) ids.length = topK;
  if (topP >= 1) return ids;
  const total = ids.reduce((sum, id) => sum + (probs[id] as number), 0);
  let count = 0;
  for (let cumulative = 0; count < ids.length && (count === 0 || cumulative < topP * total); count++) {
    cumulative += probs[ids[count] as number] as number;
  }
  return ids.slice(0, count);
}

function renormalize(probs: Float32Array, keptIds: readonly number[] | undefined): Float32Array {
  if (!keptIds) return probs.slice();
  const sum = keptIds.reduce((total, id) => total + (probs[id] as number), 0);
  const renormalized = new Float32Array(probs.length);
  for (const id of keptIds) renormalized[id] = (probs[id] as number) / sum;
  return renormalized;
}
