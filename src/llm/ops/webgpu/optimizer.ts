/**
 * Gradient clipping and AdamW. Both take several tensors at once, as many as a shader may have buffers for: a model has dozens
 * of small ones, and a dispatch each would cost more than the arithmetic.
 */

import type { Lanes } from './lanes.ts';
import { type Program, unrolled } from './program.ts';

/** Partial sums of squares that one dispatch leaves for each of its tensors. */
export const partialSums = 64;

/** Adds up squares of several gradients: `partialSums` numbers from `first` on, all to be added. */
export const squareSumProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes, count: number): Program => ({
  reads: Object.fromEntries(Array.from({ length: count }, (_, i) => [`gradient${i}`, 'f32'])),
  writes: { sums: 'f32' },
  uniforms: { first: 'u32' },
  workgroupSize,
  declarations: reductions,
  main: `
  let part = ${row};
  if (part >= ${partialSums}u) { return; }
  var squares = 0.0;
${unrolled(
  count,
  (i) => `
  for (var at = part * ${stride} + ${first}; at < arrayLength(&gradient${i}); at += ${partialSums}u * ${stride}) {
    let value = gradient${i}[at];
    squares += value * value;
  }`,
)}
  let total = laneSum(squares, lane);
  if (${first} == 0u) { sums[u.first + part] = total; }`,
});

/**
 * The norm of all gradients, and the factor that brings it down to maxNorm. The factor is 0 when the loss or the norm is no
 * finite number: then nothing is to be learned. Compilers may assume that there are no such numbers, so their bits are asked.
 */
export const clipProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes): Program => ({
  reads: { sums: 'f32', loss: 'f32' },
  writes: { norm: 'f32', factor: 'f32' },
  uniforms: { count: 'u32', maxNorm: 'f32' },
  workgroupSize,
  declarations: `${reductions}
fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }`,
  main: `
  if (${row} > 0u) { return; }
  var part = 0.0;
  for (var i = ${first}; i < u.count; i += ${stride}) { part += sums[i]; }
  let value = sqrt(laneSum(part, lane));
  if (${first} == 0u) {
    norm[0] = value;
    factor[0] = select(0.0, min(1.0, u.maxNorm / max(value, 1e-30)), isFinite(value) && isFinite(loss[0]));
  }`,
});

/** AdamW of `count` parameters; `numbers` holds what changes by step: see AdamwNumbers. `job` says which of them. */
export const adamwProgram = (count: number): Program => ({
  reads: {
    ...{ factor: 'f32', numbers: 'f32' },
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`gradient${i}`, 'f32'])),
  },
  writes: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      [`parameter${i}`, 'f32'],
      [`moments${i}`, 'f32'],
    ]).flat(),
  ),
  uniforms: { learningRate: 'f32', beta1: 'f32', beta2: 'f32', epsilon: 'f32', weightDecay: 'f32' },
  workgroupSize: 64,
  main: `
  if (factor[0] == 0.0) { return; }
  let learningRate = u.learningRate * numbers[0];
${unrolled(
  count,
  (i) => `
  if (job == ${i}u) {
    let size = arrayLength(&parameter${i});
    if (index >= size) { return; }
    let g = gradient${i}[index] * factor[0];
    let m = u.beta1 * moments${i}[index] + (1.0 - u.beta1) * g;
    let v = u.beta2 * moments${i}[size + index] + (1.0 - u.beta2) * g * g;
    moments${i}[index] = m;
    moments${i}[size + index] = v;
    let update = m * numbers[1] / (sqrt(v * numbers[2]) + u.epsilon);
    parameter${i}[index] = parameter${i}[index] * (1.0 - learningRate * u.weightDecay) - learningRate * update;
  }`,
)}`,
});
