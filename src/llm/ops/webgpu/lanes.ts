/** How the invocations of a device share a row: the one thing in which kernels for graphics cards and for software differ. */

import { unrolled } from './program.ts';

/**
 * What kind of device the kernels are made for. `hardware`: many invocations work on a row side by side and exchange sums
 * through workgroup memory. `software`: a processor that imitates a graphics card; there a barrier costs more than the work
 * between two of them, and one invocation takes a whole row.
 */
export type DeviceKind = 'hardware' | 'software';

export interface Lanes {
  /** Invocations a row. */
  count: number;
  workgroupSize: number;
  /** Workgroups for so many rows. */
  groups(rows: number): number;
  /** WGSL: the row, and the first column of this invocation; its next ones are `stride` apart. */
  row: string;
  first: string;
  stride: string;
  /** WGSL: where what the lanes of a row share lies, and what makes it known to all of them. */
  memory: 'workgroup' | 'private';
  barrier: string;
  /** WGSL functions laneSum and laneMax: the sum or maximum of one value of every lane, known to all of them. */
  reductions: string;
}

/** @param lanes invocations a row on hardware, a power of two */
export function lanesOf(kind: DeviceKind, lanes = 64): Lanes {
  if (kind === 'software') {
    const workgroupSize = 16;
    return {
      count: 1,
      workgroupSize,
      groups: (rows) => Math.ceil(rows / workgroupSize),
      row: 'index',
      first: '0u',
      stride: '1u',
      memory: 'private',
      barrier: '',
      reductions: `
fn laneSum(value: f32, lane: u32) -> f32 { return value; }
fn laneMax(value: f32, lane: u32) -> f32 { return value; }`,
    };
  }
  return {
    count: lanes,
    workgroupSize: lanes,
    groups: (rows) => rows,
    row: 'group',
    first: 'lane',
    stride: `${lanes}u`,
    memory: 'workgroup',
    barrier: 'workgroupBarrier();',
    reductions: `
var<workgroup> ofLanes: array<f32, ${lanes}>;
${reduction('laneSum', lanes, (a, b) => `${a} + ${b}`)}
${reduction('laneMax', lanes, (a, b) => `max(${a}, ${b})`)}`,
  };
}

/** Halving, in a fixed order: the same values give the same sum on every run. */
function reduction(name: string, lanes: number, join: (a: string, b: string) => string): string {
  const halvings = Math.log2(lanes);
  return `
fn ${name}(value: f32, lane: u32) -> f32 {
  ofLanes[lane] = value;
  workgroupBarrier();
${unrolled(halvings, (i) => {
  const half = lanes >> (i + 1);
  return `  if (lane < ${half}u) { ofLanes[lane] = ${join('ofLanes[lane]', `ofLanes[lane + ${half}u]`)}; }
  workgroupBarrier();`;
})}
  let result = ofLanes[0];
  workgroupBarrier();
  return result;
}`;
}
