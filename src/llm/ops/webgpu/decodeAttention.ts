/** Attention of one new token a row over the keys and values in its cache. */

import type { Lanes } from './lanes.ts';
import { type Program, unrolled } from './program.ts';

/**
 * output (B, C); the token's own key and value are written into the cache (B, capacity, 2C). The lanes of a row share the
 * positions, each with a softmax of its own, and join them at the end.
 */
export function decodeAttentionProgram(headDim: number, lanes: Lanes): Program {
  const quads = headDim / 4;
  const each = (line: (i: number) => string) => unrolled(quads, line);
  const joined = `
  let shrink = exp(top - laneMax(top, lane)); // 0 for a lane that had no position
  let total = laneSum(sum * shrink, lane);
  ${each((i) => `parts[lane * ${quads}u + ${i}u] = mixed${i} * shrink;`)}
  workgroupBarrier();
  if (lane >= ${quads}u) { return; }
  var whole = vec4<f32>();
  for (var i = lane; i < ${quads * lanes.workgroupSize}u; i += ${quads}u) { whole += parts[i]; }
  output[to + lane] = whole / total;`;
  return {
    reads: { qkv: 'vec4<f32>', positions: 'i32' },
    writes: { cache: 'vec4<f32>', output: 'vec4<f32>' },
    uniforms: { B: 'u32', C: 'u32', nHead: 'u32', capacity: 'u32', scale: 'f32' },
    workgroupSize: lanes.workgroupSize,
    declarations: `${lanes.reductions}
${lanes.first === '0u' ? '' : `var<workgroup> parts: array<vec4<f32>, ${quads * lanes.workgroupSize}>;`}`,
    main: `
  let row = ${lanes.row} / u.nHead;
  let head = ${lanes.row} % u.nHead;
  if (row >= u.B) { return; }
  let width = u.C / 4u;
  let position = min(u32(positions[row]), u.capacity - 1u);
  let query = row * 3u * width + head * ${quads}u;
  let keys = row * u.capacity * 2u * width + head * ${quads}u;
  if (${lanes.first} == 0u) {
    let at = keys + position * 2u * width;
    ${each((i) => `cache[at + ${i}u] = qkv[query + width + ${i}u];`)}
    ${each((i) => `cache[at + width + ${i}u] = qkv[query + 2u * width + ${i}u];`)}
  }
  ${each((i) => `let q${i} = qkv[query + ${i}u];`)}
  ${each((i) => `var mixed${i} = vec4<f32>();`)}
  var top = -3.0e38;
  var sum = 0.0;
  for (var s = ${lanes.first}; s <= position; s += ${lanes.stride}) {
    ${each((i) => `var k${i} = qkv[query + width + ${i}u];`)}
    ${each((i) => `var v${i} = qkv[query + 2u * width + ${i}u];`)}
    if (s < position) {
      let at = keys + s * 2u * width;
      ${each((i) => `k${i} = cache[at + ${i}u];`)}
      ${each((i) => `v${i} = cache[at + width + ${i}u];`)}
    }
    let score = u.scale * (${unrolled(quads, (i) => `dot(q${i}, k${i})`, ' + ')});
    if (score > top) {
      let shrink = exp(top - score);
      sum *= shrink;
      ${each((i) => `mixed${i} *= shrink;`)}
      top = score;
    }
    let weight = exp(score - top);
    sum += weight;
    ${each((i) => `mixed${i} += weight * v${i};`)}
  }
  let to = row * width + head * ${quads}u;
${lanes.first === '0u' ? each((i) => `  output[to + ${i}u] = mixed${i} / sum;`) : joined}`,
  };
}
