/** Rows of a table by id, and the table's gradient. */

import type { Program } from './program.ts';

export const embedProgram: Program = {
  reads: { table: 'f32', ids: 'i32' },
  writes: { rows: 'f32' },
  uniforms: { R: 'u32', C: 'u32', V: 'u32' },
  workgroupSize: 64,
  main: `
  let row = index / u.C;
  if (row >= u.R) { return; }
  rows[index] = table[min(u32(ids[row]), u.V - 1u) * u.C + index % u.C];`,
};

/**
 * An invocation looks through all ids for those of its own row of the table, so that rows are added in their order and every
 * run gives the same sum; atomic additions would come in any order. C counts elements of one or of four numbers.
 */
export const embedGradProgram = (type: 'f32' | 'vec4<f32>'): Program => ({
  reads: { dy: type, ids: 'i32' },
  writes: { dTable: type },
  uniforms: { R: 'u32', C: 'u32', V: 'u32' },
  workgroupSize: 64,
  main: `
  let id = index / u.C;
  if (id >= u.V) { return; }
  let column = index % u.C;
  var sum = ${type}();
  for (var row = 0u; row < u.R; row++) {
    if (u32(ids[row]) == id) { sum += dy[row * u.C + column]; }
  }
  dTable[index] = sum;`,
});
