/** Rows of a table by id, and the table's gradient. */

import type { DeviceKind } from './lanes.ts';
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
 * Rows of dy added up by id, always in their order, so that every run gives the same sum; atomic additions would come in any order.
 * On hardware an invocation looks through all ids for those of its own element of the table. In software it takes a whole column
 * of the table and passes once over dy. C counts elements of one or of four numbers.
 */
export function embedGradProgram(type: 'f32' | 'vec4<f32>', kind: DeviceKind): Program {
  const frame = {
    reads: { dy: type, ids: 'i32' },
    writes: { dTable: type },
    uniforms: { R: 'u32', C: 'u32', V: 'u32' },
  } as const;
  if (kind === 'hardware') {
    return {
      ...frame,
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
    };
  }
  return {
    ...frame,
    workgroupSize: 4,
    main: `
  if (index >= u.C) { return; }
  for (var id = 0u; id < u.V; id++) { dTable[id * u.C + index] = ${type}(); }
  for (var row = 0u; row < u.R; row++) {
    dTable[min(u32(ids[row]), u.V - 1u) * u.C + index] += dy[row * u.C + index];
  }`,
  };
}

/** Workgroups for a table of V rows of C elements. */
export const embedGradGroups = (kind: DeviceKind, V: number, C: number): number =>
  Math.ceil(kind === 'hardware' ? (V * C) / 64 : C / 4);
