/** Weighted cross-entropy, and the gradient of the logits with it. */

import type { Lanes } from './lanes.ts';
import type { Program } from './program.ts';

/** The loss of each row (R) and the logits' gradient (R, V). A target out of range, which nobody here can refuse, counts as the last. */
export const crossEntropyProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes): Program => ({
  reads: { logits: 'f32', targets: 'i32', weights: 'f32' },
  writes: { losses: 'f32', dLogits: 'f32' },
  uniforms: { R: 'u32', V: 'u32' },
  workgroupSize,
  declarations: reductions,
  main: `
  let row = ${row};
  if (row >= u.R) { return; }
  let start = row * u.V;
  var largest = logits[start];
  for (var v = ${first}; v < u.V; v += ${stride}) { largest = max(largest, logits[start + v]); }
  let top = laneMax(largest, lane);
  var part = 0.0;
  for (var v = ${first}; v < u.V; v += ${stride}) { part += exp(logits[start + v] - top); }
  let sum = laneSum(part, lane);
  let target_ = min(u32(targets[row]), u.V - 1u);
  let weight = weights[row];
  for (var v = ${first}; v < u.V; v += ${stride}) {
    dLogits[start + v] = weight * (exp(logits[start + v] - top) / sum - select(0.0, 1.0, v == target_));
  }
  if (${first} == 0u) { losses[row] = weight * (top + log(sum) - logits[start + target_]); }`,
});

/** The sum of R numbers, by a single workgroup. */
export const sumProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes): Program => ({
  reads: { x: 'f32' },
  writes: { sum: 'f32' },
  uniforms: { R: 'u32' },
  workgroupSize,
  declarations: reductions,
  main: `
  if (${row} > 0u) { return; }
  var part = 0.0;
  for (var i = ${first}; i < u.R; i += ${stride}) { part += x[i]; }
  let total = laneSum(part, lane);
  if (${first} == 0u) { sum[0] = total; }`,
});
