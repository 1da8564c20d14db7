/**
 * Learning seen from near: one guess out of the corpus, and what a single optimization step on it alone does to the model. The step is a
 * training step like any other, with the same loss and the same optimizers; only that its batch holds one window, in which one target
 * counts, and that the optimizers remember no step before it.
 */
import type { PretrainConfig } from './config.ts';
import { padBatch } from './dataset.ts';
import { nextTokenLogits } from './generate.ts';
import { trainOn } from './loss.ts';
import type { Model } from './model.ts';
import { createOptimizer } from './optimizer.ts';
import type { Random } from './random.ts';
import { logprobOf } from './sampler.ts';
import { specialId, specialTokens } from './tokenizer.ts';

/** A place in the corpus: what stands there, and what stands before it on its page. */
export interface Example {
  /** From the start of the page on. */
  context: number[];
  /** The token that follows: the right one. */
  target: number;
  /** Where it stands, as an index into the corpus. */
  position: number;
}

/** With less than this before it, nobody could guess. */
const leastContext = 8;
const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));

/** @returns undefined where the page has begun too few tokens before, or a whole context before */
export function exampleAt(tokenIds: Int32Array, position: number, contextLength: number): Example | undefined {
  const target = tokenIds[position];
  if (target === undefined || specials.has(target)) return undefined;
  const start = tokenIds.lastIndexOf(specialId('<|endoftext|>'), position);
  const length = position - start;
  if (start < 0 || length < leastContext || length > contextLength) return undefined;
  return { context: [...tokenIds.subarray(start, position)], target, position };
}

/** A place drawn at random: the first one that will do from there on. @returns undefined when the corpus has none */
export function drawExample(tokenIds: Int32Array, contextLength: number, rng: Random): Example | undefined {
  const from = rng.int(tokenIds.length);
  for (let tried = 0; tried < tokenIds.length; tried++) {
    const example = exampleAt(tokenIds, (from + tried) % tokenIds.length, contextLength);
    if (example) return example;
  }
  return undefined;
}

/** Of some places drawn at random the one whose token surprises the model most: where it is sure already there is nothing to learn. */
export async function hardestExample(
  model: Model,
  tokenIds: Int32Array,
  count: number,
  rng: Random,
): Promise<Example | undefined> {
  let hardest: { example: Example; logprob: number } | undefined;
  for (let i = 0; i < count; i++) {
    const example = drawExample(tokenIds, model.config.contextLength, rng);
    if (!example) return undefined;
    const logprob = logprobOf(await nextTokenLogits(model, example.context), example.target);
    if (!hardest || logprob < hardest.logprob) hardest = { example, logprob };
  }
  return hardest?.example;
}

/**
 * One optimization step on one guess; the model is changed by it.
 * @param scale what the schedule makes of the peak learning rates
 */
export async function learnExample(
  model: Model,
  { context, target }: Pick<Example, 'context' | 'target'>,
  config: PretrainConfig,
  scale: number,
): Promise<void> {
  const weights = [...context.map(() => 0), 1];
  const batch = padBatch([{ tokenIds: [...context, target], weights }], 1, model.config.contextLength);
  const optimizer = createOptimizer(model, config);
  try {
    await trainOn(model, optimizer, batch, { step: 1, scale, maxGradNorm: config.maxGradNorm });
  } finally {
    optimizer.dispose();
  }
}
