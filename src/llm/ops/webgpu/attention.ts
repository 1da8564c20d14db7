/**
 * Causal attention and its gradient straight from the packed qkv matrix. An invocation owns one row of one head; those of a
 * workgroup own neighboring rows and read the same keys at the same time. Nothing of size T x T is ever written: the forward
 * pass keeps of each row the logarithm of its softmax's denominator, and the gradient makes the weights anew from it.
 */

import { type Program, unrolled } from './program.ts';

export const rowsInWorkgroup = 64;

const uniforms = { T: 'u32', C: 'u32', nHead: 'u32', scale: 'f32' } as const;

/** A head's vector as `quads` variables of four numbers. */
const vector = (quads: number) => ({
  load: (name: string, buffer: string, at: string) =>
    unrolled(quads, (i) => `let ${name}${i} = ${buffer}[${at} + ${i}u];`),
  zero: (name: string) => unrolled(quads, (i) => `var ${name}${i} = vec4<f32>();`),
  store: (buffer: string, at: string, name: string) =>
    unrolled(quads, (i) => `${buffer}[${at} + ${i}u] = ${name}${i};`),
  /** The inner product with a vector in a buffer, or with another variable. */
  dot: (name: string, other: (i: number) => string) => unrolled(quads, (i) => `dot(${name}${i}, ${other(i)})`, ' + '),
  each: (line: (i: number) => string) => unrolled(quads, line),
  sum: (term: (i: number) => string) => unrolled(quads, term, ' + '),
});

/** Whose row this is: a workgroup belongs to one head of one sequence. All offsets count groups of four numbers. */
const place = (quads: number) => `
  let groupsInSequence = (u.T + ${rowsInWorkgroup - 1}u) / ${rowsInWorkgroup}u;
  let head = (group / groupsInSequence) % u.nHead;
  let first = group / groupsInSequence / u.nHead * u.T; // the sequence's first row
  let t = (group % groupsInSequence) * ${rowsInWorkgroup}u + lane;
  if (t >= u.T) { return; }
  let width = u.C / 4u;
  let own = (first + t) * 3u * width + head * ${quads}u; // q; k and v lie width and 2 width further
  let keys = first * 3u * width + width + head * ${quads}u;`;

/** output (B*T, C), and logSums (B*T, H). Softmax over keys as they come: when a score tops all before, those are scaled down. */
export function attentionProgram(headDim: number): Program {
  const quads = headDim / 4;
  const v = vector(quads);
  return {
    reads: { qkv: 'vec4<f32>' },
    writes: { output: 'vec4<f32>', logSums: 'f32' },
    uniforms,
    workgroupSize: rowsInWorkgroup,
    main: `${place(quads)}
  ${v.load('q', 'qkv', 'own')}
  ${v.zero('mixed')}
  var top = -3.0e38;
  var sum = 0.0;
  for (var s = 0u; s <= t; s++) {
    let key = keys + s * 3u * width;
    let score = u.scale * (${v.dot('q', (i) => `qkv[key + ${i}u]`)});
    if (score > top) {
      let shrink = exp(top - score);
      sum *= shrink;
      ${v.each((i) => `mixed${i} *= shrink;`)}
      top = score;
    }
    let weight = exp(score - top);
    sum += weight;
    ${v.each((i) => `mixed${i} += weight * qkv[key + width + ${i}u];`)}
  }
  let at = (first + t) * width + head * ${quads}u;
  ${v.each((i) => `output[at + ${i}u] = mixed${i} / sum;`)}
  logSums[(first + t) * u.nHead + head] = top + log(sum);`,
  };
}

/**
 * dQkv (B*T, 3C). An invocation first goes back over the keys that its row looked at (dq), then on over the queries that
 * looked at its row (dk, dv): T + 1 pairs in all, the same for every row.
 */
export function attentionGradProgram(headDim: number): Program {
  const quads = headDim / 4;
  const v = vector(quads);
  return {
    reads: { dy: 'vec4<f32>', qkv: 'vec4<f32>', output: 'vec4<f32>', logSums: 'f32' },
    writes: { dQkv: 'vec4<f32>' },
    uniforms,
    workgroupSize: rowsInWorkgroup,
    main: `${place(quads)}
  let out = first * width + head * ${quads}u;
  ${v.load('q', 'qkv', 'own')}
  ${v.load('d', 'dy', 'out + t * width')}
  let along = ${v.dot('d', (i) => `output[out + t * width + ${i}u]`)};
  let logSum = logSums[(first + t) * u.nHead + head];
  ${v.zero('dq')}
  for (var s = 0u; s <= t; s++) {
    let key = keys + s * 3u * width;
    let weight = exp(u.scale * (${v.dot('q', (i) => `qkv[key + ${i}u]`)}) - logSum);
    let dScore = weight * (${v.dot('d', (i) => `qkv[key + width + ${i}u]`)} - along) * u.scale;
    ${v.each((i) => `dq${i} += dScore * qkv[key + ${i}u];`)}
  }
  ${v.store('dQkv', 'own', 'dq')}
  ${v.load('k', 'qkv', 'own + width')}
  ${v.load('v', 'qkv', 'own + 2u * width')}
  ${v.zero('dk')}
  ${v.zero('dv')}
  for (var s = t; s < u.T; s++) {
    let query = keys - width + s * 3u * width;
    let there = out + s * width;
    let weight = exp(u.scale * (${v.dot('k', (i) => `qkv[query + ${i}u]`)}) - logSums[(first + s) * u.nHead + head]);
    let alongS = ${v.sum((i) => `dot(dy[there + ${i}u], output[there + ${i}u])`)};
    let dScore = weight * (${v.dot('v', (i) => `dy[there + ${i}u]`)} - alongS) * u.scale;
    ${v.each((i) => `dk${i} += dScore * qkv[query + ${i}u];`)}
    ${v.each((i) => `dv${i} += weight * dy[there + ${i}u];`)}
  }
  ${v.store('dQkv', 'own + width', 'dk')}
  ${v.store('dQkv', 'own + 2u * width', 'dv')}`,
  };
}
