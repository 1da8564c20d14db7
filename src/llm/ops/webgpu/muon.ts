/**
 * Muon for all matrices of a model together. Their updates are laid into one buffer as blocks that are at least as wide as high
 * (tall ones turned), and every product of the Newton-Schulz iteration is one dispatch over all blocks.
 */

import type { Lanes } from './lanes.ts';
import { type Program, unrolled } from './program.ts';

/** Where a matrix's blocks lie in the common buffer: block b at `at + b * rows * width`, turned when they are tall. */
export interface Placing {
  /** Of the whole matrix. */
  rows: number;
  columns: number;
  /** Of one block. */
  width: number;
  at: number;
}

const placingUniforms = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      [`rows${i}`, 'u32' as const],
      [`columns${i}`, 'u32' as const],
      [`width${i}`, 'u32' as const],
      [`at${i}`, 'u32' as const],
    ]).flat(),
  );

const placingDeclaration = `
fn placeOf(index: u32, rows: u32, columns: u32, width: u32, at: u32) -> u32 {
  let i = index / columns;
  let block = (index % columns) / width;
  let j = index % width;
  return at + block * rows * width + select(i * width + j, j * rows + i, rows > width);
}`;

const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => [`${name}${i}`, 'f32']);

/** Nesterov momentum of `count` matrices, laid into `blocks`. The columns of a matrix are whole blocks, so j = index % width. */
export const momentumProgram = (count: number): Program => ({
  reads: { factor: 'f32', ...Object.fromEntries(names('gradient', count)) },
  writes: { ...Object.fromEntries(names('momentum', count)), blocks: 'f32' },
  uniforms: { momentum: 'f32', ...placingUniforms(count) },
  workgroupSize: 64,
  declarations: placingDeclaration,
  main: `
  if (factor[0] == 0.0) { return; }
${unrolled(
  count,
  (i) => `
  if (job == ${i}u) {
    if (index >= u.rows${i} * u.columns${i}) { return; }
    let fresh = (1.0 - u.momentum) * gradient${i}[index] * factor[0];
    let mean = u.momentum * momentum${i}[index] + fresh;
    momentum${i}[index] = mean;
    blocks[placeOf(index, u.rows${i}, u.columns${i}, u.width${i}, u.at${i})] = fresh + u.momentum * mean;
  }`,
)}`,
});

/** Brings every block to norm 1; `ranges` holds the start and the length of each. */
export const normalizeProgram = ({ workgroupSize, row, first, stride, reductions }: Lanes): Program => ({
  reads: { ranges: 'vec2<u32>' },
  writes: { blocks: 'f32' },
  uniforms: { count: 'u32' },
  workgroupSize,
  declarations: reductions,
  main: `
  let block = ${row};
  if (block >= u.count) { return; }
  let range = ranges[block];
  var squares = 0.0;
  for (var i = ${first}; i < range.y; i += ${stride}) {
    let value = blocks[range.x + i];
    squares += value * value;
  }
  let scale = 1.0 / (sqrt(laneSum(squares, lane)) + 1e-7);
  for (var i = ${first}; i < range.y; i += ${stride}) { blocks[range.x + i] *= scale; }`,
});

/** Moves `count` parameters along their blocks. `growth`: how much farther wide layers go. */
export const applyProgram = (count: number): Program => ({
  reads: { factor: 'f32', numbers: 'f32', blocks: 'f32' },
  writes: Object.fromEntries(names('parameter', count)),
  uniforms: {
    ...{ learningRate: 'f32', weightDecay: 'f32' },
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`growth${i}`, 'f32' as const])),
    ...placingUniforms(count),
  },
  workgroupSize: 64,
  declarations: placingDeclaration,
  main: `
  if (factor[0] == 0.0) { return; }
  let learningRate = u.learningRate * numbers[0];
${unrolled(
  count,
  (i) => `
  if (job == ${i}u) {
    if (index >= u.rows${i} * u.columns${i}) { return; }
    let update = blocks[placeOf(index, u.rows${i}, u.columns${i}, u.width${i}, u.at${i})];
    parameter${i}[index] = parameter${i}[index] * (1.0 - learningRate * u.weightDecay) - learningRate * u.growth${i} * update;
  }`,
)}`,
});
