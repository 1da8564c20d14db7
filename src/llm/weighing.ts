/**
 * How sure a model was of what it wrote: for each token its probability, and how undecided the model was in that place. Read off in one
 * forward pass over the finished text; causality makes that the same as while it was written.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Completion } from './completion.ts';
import { SchoolError } from './errors.ts';
import { forward, type Model } from './model.ts';

export interface WeighedToken {
  tokenId: number;
  /** Under the model itself: temperature 1, nothing cut. */
  probability: number;
  /** Entropy of the prediction in bits; 2 to the power of it is how many equally likely tokens would be as undecided. */
  entropyBits: number;
}

/**
 * Weighs every token written after a prompt.
 * @throws SchoolError 'contextTooLong' when prompt and text do not fit; 'notANumber' when the model is broken
 */
export async function weigh(
  model: Model,
  prompt: readonly number[],
  written: readonly Pick<Completion, 'tokenIds'>[],
): Promise<WeighedToken[][]> {
  const { vocabSize, contextLength } = model.config;
  const texts = written.map(({ tokenIds }) => [...prompt, ...tokenIds]);
  const T = Math.max(0, ...texts.map(({ length }) => length - 1));
  if (T > contextLength) throw new SchoolError('contextTooLong', { tokens: T, contextLength });
  if (T === 0) return texts.map(() => []);
  const inputs = new Int32Array(texts.length * T);
  for (const [row, text] of texts.entries()) inputs.set(text.slice(0, -1), row * T);
  const logits = tf.tidy(() => forward(model, tf.tensor2d(inputs, [texts.length, T], 'int32'))); // (B*T, V)
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  return written.map(({ tokenIds }, row) =>
    tokenIds.map((tokenId, i) => {
      const offset = (row * T + prompt.length - 1 + i) * vocabSize;
      return { tokenId, ...weighToken(values.subarray(offset, offset + vocabSize), tokenId) };
    }),
  );
}

/** @throws SchoolError 'notANumber' */
export function weighToken(logits: Float32Array, tokenId: number): { probability: number; entropyBits: number } {
  let max = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > max) max = logit;
  let sum = 0;
  let weighted = 0;
  for (const logit of logits) {
    const weight = Math.exp(logit - max);
    sum += weight;
    if (weight > 0) weighted += weight * (logit - max);
  }
  if (!Number.isFinite(sum) || sum === 0) throw new SchoolError('notANumber');
  const nats = Math.log(sum) - weighted / sum;
  return {
    probability: Math.exp((logits[tokenId] as number) - max) / sum,
    entropyBits: Math.max(0, nats / Math.LN2),
  };
}

/** The probability of a whole text, as a power of e: it is too small for most of them to be written down. */
export const logprobOf = (tokens: readonly WeighedToken[]): number =>
  tokens.reduce((sum, { probability }) => sum + Math.log(probability), 0);
