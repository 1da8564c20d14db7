import type * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './kernel.ts';

/** Where every row of a batch stands that decodes without being asked: all (B), int32, and changed in place. */
export interface DrawingState {
  tokens: tf.Tensor1D;
  positions: tf.Tensor1D;
  /** Tokens drawn so far; which of the random numbers is next. */
  counts: tf.Tensor1D;
}

/** Whether the backend can draw tokens itself. There is no composed version: elsewhere the sampler draws, in JavaScript. */
export function canDraw(): boolean {
  return hasKernel('SchoolDraw');
}

/**
 * Draws the next token of every row, as the sampler does when nothing is cut (see webgpu/draw.ts for the rounding), and moves the
 * rows on to it.
 * @param logits (B, V)
 * @param randoms (steps, B), uniform in [0, 1)
 * @param temperature 0 = greedy
 * @param capacity of the cache: positions stay below it
 * @returns entry `count` of drawn (steps, B), int32, -1 where logits are not finite; and of logprobs (steps, B), at temperature 1
 */
export function drawNext(
  logits: tf.Tensor2D,
  randoms: tf.Tensor2D,
  state: DrawingState,
  { temperature, capacity }: { temperature: number; capacity: number },
): { drawn: tf.Tensor2D; logprobs: tf.Tensor2D } {
  const attrs = { temperature, capacity, steps: randoms.shape[0] };
  const [drawn, logprobs] = runKernel('SchoolDraw', { logits, randoms, ...state }, attrs);
  return { drawn: drawn as tf.Tensor2D, logprobs: logprobs as tf.Tensor2D };
}
