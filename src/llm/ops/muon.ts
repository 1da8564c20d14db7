import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, makeOwner, runKernel } from './kernel.ts';
import { multiply } from './linear.ts';

export interface MuonOptions {
  learningRate: number;
  momentum: number;
  /** Decoupled: the parameter shrinks by learningRate * weightDecay. */
  weightDecay: number;
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
 * One Muon step, in place: Nesterov momentum, then the update is made (nearly) orthogonal block by block, scaled by
 * sqrt(max(1, out / in)) of a block, so that wide layers move as far as square ones.
 * @param parameter (in, out), a weight matrix of y = x @ W
 * @param gradient (in, out)
 * @param momentumVariable (in, out), running mean of the gradient
 * @throws RangeError when the columns do not divide into `blocks`
 */
export function muonStep(
  parameter: tf.Variable,
  gradient: tf.Tensor,
  momentumVariable: tf.Variable,
  { learningRate, momentum, weightDecay, blocks }: MuonOptions,
): void {
  const [rows, columns] = parameter.shape as [number, number];
  const width = columns / blocks;
  if (!Number.isInteger(width)) throw new RangeError(`${columns} columns are not ${blocks} equal blocks`);
  const decay = 1 - learningRate * weightDecay;
  const stepSize = learningRate * Math.sqrt(Math.max(1, width / rows));
  if (hasKernel('SchoolMuon')) {
    makeOwner(parameter);
    makeOwner(momentumVariable);
    const inputs = { parameter, gradient, momentum: momentumVariable };
    runKernel('SchoolMuon', inputs, { momentum, decay, stepSize, blocks, a, b, c, iterations });
    return;
  }
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
