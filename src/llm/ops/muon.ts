import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, makeOwner, runKernel } from './kernel.ts';
import { multiply } from './linear.ts';
import { numberedInputs, readStepNumbers, type StepTensors } from './stepTensors.ts';

export interface MuonOptions {
  /** Peak; the step's own scale comes with its numbers. */
  learningRate: number;
  momentum: number;
  /** Decoupled: the parameter shrinks by learningRate * weightDecay. */
  weightDecay: number;
}

export interface MuonSlot {
  /** (in, out), a weight matrix of y = x @ W. */
  parameter: tf.Variable;
  gradient: tf.Tensor;
  /** (in, out), running mean of the gradient. */
  momentum: tf.Variable;
  /** Equal groups of columns, each orthogonalized on its own (3 for a qkv matrix). */
  blocks: number;
}

/**
 * Quintic Newton-Schulz iteration X <- aX + (bA + cA^2) X with A = X X^T: after 5 rounds from norm 1, every singular
 * value lies near 1, and that is near enough (Keller Jordan 2024, "Muon").
 */
const iterations = 5;
const [a, b, c] = [3.4445, -4.775, 2.0315];

/**
 * One Muon step of every matrix, in place: Nesterov momentum, then the update is made (nearly) orthogonal block by block, scaled
 * by sqrt(max(1, out / in)) of a block, so that wide layers move as far as square ones.
 * @throws RangeError when a matrix's columns do not divide into its blocks
 */
export function muonStep(slots: MuonSlot[], options: MuonOptions, at: StepTensors): void {
  for (const { parameter, momentum, blocks } of slots) {
    const columns = parameter.shape[1] as number;
    if (columns % blocks !== 0) throw new RangeError(`${columns} columns are not ${blocks} equal blocks`);
    makeOwner(parameter);
    makeOwner(momentum);
  }
  if (hasKernel('SchoolMuonAll')) {
    const blockCounts = Object.fromEntries(slots.map(({ blocks }, i) => [`blocks${i}`, blocks]));
    const attrs = { ...options, ...blockCounts, a, b, c, iterations, count: slots.length };
    runKernel('SchoolMuonAll', { ...numberedInputs(slots), ...at }, attrs);
    return;
  }
  const learningRate = options.learningRate * readStepNumbers(at.numbers).scale;
  for (const slot of slots) stepOne(slot, { ...options, learningRate });
}

/** @param options with the step's own learning rate */
function stepOne(
  { parameter, gradient, momentum: momentumVariable, blocks }: MuonSlot,
  { learningRate, momentum, weightDecay }: MuonOptions,
): void {
  const [rows, columns] = parameter.shape as [number, number];
  const decay = 1 - learningRate * weightDecay;
  const stepSize = learningRate * Math.sqrt(Math.max(1, columns / blocks / rows));
  tf.tidy(() => {
    momentumVariable.assign(tf.add(tf.mul(momentumVariable, momentum), tf.mul(gradient, 1 - momentum)));
    const nesterov = tf.add(tf.mul(gradient, 1 - momentum), tf.mul(momentumVariable, momentum)) as tf.Tensor2D;
    const updates = tf.split(nesterov, blocks, 1).map((block) => orthogonalize(block as tf.Tensor2D));
    const update = blocks === 1 ? updates[0]! : tf.concat(updates, 1);
    parameter.assign(tf.sub(tf.mul(parameter, decay), tf.mul(update, stepSize)));
  });
}

/** The nearest thing to g with all singular values near 1; (in, out) of any shape. */
function orthogonalize(g: tf.Tensor2D): tf.Tensor2D {
  const isTall = g.shape[0] > g.shape[1];
  let x = tf.div(g, tf.add(tf.norm(g), 1e-7)) as tf.Tensor2D;
  for (let i = 0; i < iterations; i++) {
    const gram = isTall ? multiply(x, x, true, false) : multiply(x, x, false, true); // the smaller of the two squares
    const polynomial = tf.add(tf.mul(gram, b), tf.mul(multiply(gram, gram), c)) as tf.Tensor2D;
    const product = isTall ? multiply(x, polynomial) : multiply(polynomial, x);
    x = tf.add(tf.mul(x, a), product);
  }
  return x;
}
