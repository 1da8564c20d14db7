/** Drawing the next token of every row, so that decoding goes on without asking this side. */

import type { Lanes } from './lanes.ts';
import type { Program } from './program.ts';

/**
 * Softmax at a temperature, and the token in whose stretch of the cumulative bar the row's random number falls; at temperature 0
 * the first of the likeliest. Each lane adds up a stretch of the vocabulary; the first one finds the stretch, its lane the token. The
 * same choice as the sampler's but for rounding: sums here are of single precision, there of double, so a number within about
 * 1e-6 of the border between two tokens may fall on the other side.
 *
 * Row by row: tokens and positions go on to the next step, `count` says how many have been drawn, and entry `count` of `drawn` and
 * `logprobs`, (steps, B), is this one; logprobs are at temperature 1. Logits that are not finite draw token -1.
 */
export const drawProgram = ({ count, workgroupSize, row, first, memory, barrier, reductions }: Lanes): Program => ({
  reads: { logits: 'f32', randoms: 'f32' },
  writes: { tokens: 'i32', positions: 'i32', counts: 'i32', drawn: 'i32', logprobs: 'f32' },
  uniforms: { B: 'u32', V: 'u32', lastPosition: 'i32', temperature: 'f32' },
  workgroupSize,
  declarations: `${reductions}
var<${memory}> parts: array<f32, ${count}>;
var<${memory}> winner: u32;
var<${memory}> before: f32;
fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }`,
  main: `
  let row = ${row};
  if (row >= u.B) { return; }
  let start = row * u.V;
  let stretch = (u.V + ${count - 1}u) / ${count}u;
  let begin = min(${first} * stretch, u.V);
  let end = min(begin + stretch, u.V);
  var largest = -3.4e38;
  for (var v = begin; v < end; v++) { largest = max(largest, logits[start + v]); }
  let top = laneMax(largest, lane);
  var part = 0.0;
  var plain = 0.0;
  for (var v = begin; v < end; v++) {
    plain += exp(logits[start + v] - top);
    if (u.temperature > 0.0) { part += exp((logits[start + v] - top) / u.temperature); }
  }
  let sum = laneSum(plain, lane);
  parts[${first}] = select(largest, part, u.temperature > 0.0);
  ${barrier}
  let step = counts[row];
  let at = u32(step) * u.B + row;
  if (${first} == 0u) {
    winner = 0u;
    before = 0.0;
    if (u.temperature > 0.0) {
      var total = 0.0;
      for (var i = 0u; i < ${count}u; i++) { total += parts[i]; }
      let goal = randoms[at] * total;
      var cumulative = 0.0;
      for (var i = 0u; i < ${count}u; i++) {
        if (parts[i] > 0.0) {
          winner = i;
          before = cumulative;
        }
        cumulative += parts[i];
        if (goal < cumulative) { break; }
      }
      parts[0] = goal;
    } else {
      for (var i = 1u; i < ${count}u; i++) {
        if (parts[i] > parts[winner]) { winner = i; }
      }
    }
  }
  ${barrier}
  if (winner != ${first}) { return; }
  var token = begin;
  if (u.temperature > 0.0) {
    let goal = parts[0];
    var cumulative = before;
    for (var v = begin; v < end; v++) {
      let weight = exp((logits[start + v] - top) / u.temperature);
      if (weight > 0.0) { token = v; }
      cumulative += weight;
      if (goal < cumulative) { break; }
    }
  } else {
    while (token < end - 1u && logits[start + token] < top) { token++; }
  }
  let isGood = isFinite(sum) && isFinite(top);
  logprobs[at] = logits[start + token] - top - log(sum);
  drawn[at] = select(-1, i32(token), isGood);
  tokens[row] = i32(token);
  positions[row] = min(positions[row] + 1, u.lastPosition);
  counts[row] = step + 1;`,
});
