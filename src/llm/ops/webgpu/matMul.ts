/**
 * Matrix products, one or a batch of them in a dispatch: c = alpha * op(a) @ op(b) (+ bias) (+ beta * addend), and gelu of that
 * where asked for. Two kernels do the same: `tiled` brings tiles of both matrices into workgroup memory, for graphics cards and
 * any size; `direct` has no barrier and reads four numbers at a time, for software and sizes that divide by four.
 */

import { geluFunctions } from './gelu.ts';
import type { DeviceKind } from './lanes.ts';
import { type Program, type Run, unrolled } from './program.ts';

/** One product of a batch. Offsets count numbers from the start of the buffer; the addend lies as c does. */
export interface ProductJob {
  M: number;
  N: number;
  K: number;
  aOffset: number;
  bOffset: number;
  cOffset: number;
}

/** What the text of a kernel depends on. */
interface Kind {
  transposeA: boolean;
  transposeB: boolean;
  hasBias: boolean;
  hasAddend: boolean;
  isActivated: boolean;
}

export interface ProductBuffers {
  a: GPUBuffer;
  b: GPUBuffer;
  c: GPUBuffer;
  /** (N), added to every row. */
  bias?: GPUBuffer | undefined;
  addend?: GPUBuffer | undefined;
  /** Gets gelu of the product, while c gets gelu's slope there. */
  activated?: GPUBuffer | undefined;
}

export interface ProductOptions {
  transposeA: boolean;
  transposeB: boolean;
  /** 1 when left out. */
  alpha?: number;
  beta?: number;
}

export type MultiplyJobs = (jobs: ProductJob[], buffers: ProductBuffers, options: ProductOptions) => void;

export function createMultiply(
  run: Run,
  constant: (words: Uint32Array<ArrayBuffer>) => GPUBuffer,
  device: DeviceKind,
): MultiplyJobs {
  const programs = new Map<string, Program>();
  const programOf = (key: string, make: () => Program): Program => {
    const program = programs.get(key) ?? make();
    programs.set(key, program);
    return program;
  };
  return (jobs, buffers, { transposeA, transposeB, alpha = 1, beta = 1 }) => {
    const { bias, addend, activated } = buffers;
    const kind: Kind = {
      ...{ transposeA, transposeB },
      ...{ hasBias: bias !== undefined, hasAddend: addend !== undefined, isActivated: activated !== undefined },
    };
    const words = jobs.flatMap(({ M, N, K, aOffset, bOffset, cOffset }) => [M, N, K, aOffset, bOffset, cOffset, 0, 0]);
    const bound = {
      ...{ a: buffers.a, b: buffers.b, c: buffers.c, jobs: constant(Uint32Array.from(words)) },
      ...(bias && { bias }),
      ...(addend && { addend }),
      ...(activated && { activated }),
    };
    const plan = device === 'software' && jobs.every((job) => isDirect(job, kind)) ? planDirect() : planTiled(jobs);
    const key = [plan.key, ...Object.values(kind)].join();
    const grid = { groups: Math.max(...jobs.map(plan.groups)), jobs: jobs.length };
    run(
      programOf(key, () => plan.program(kind)),
      bound,
      addend ? { alpha, beta } : { alpha },
      grid,
    );
  };
}

interface Plan {
  key: string;
  groups(job: ProductJob): number;
  program(kind: Kind): Program;
}

const tilesOf = ({ M, N }: ProductJob, rows: number, columns: number): number =>
  Math.ceil(M / rows) * Math.ceil(N / columns);

/**
 * Large tiles read less, small ones keep more of the device busy. When even small ones are few, four groups of invocations share
 * a tile, each with a quarter of the inner dimension: so weight gradients, which have few outputs and long sums, need no second pass.
 */
function planTiled(jobs: ProductJob[]): Plan {
  const count = (size: number) => jobs.reduce((sum, job) => sum + tilesOf(job, size, size), 0);
  const size = count(64) >= 128 ? 64 : 32;
  const inner = Math.min(...jobs.map(({ K }) => K));
  const slices = size === 32 && count(32) < 256 && inner >= 64 ? 4 : 1;
  return {
    key: `tiled ${size} ${slices}`,
    groups: (job) => tilesOf(job, size, size),
    program: (kind) => tiled(kind, size, slices),
  };
}

const directRows = 8;
const directWorkgroup = 64;

function planDirect(): Plan {
  return {
    key: 'direct',
    groups: (job) => Math.ceil(tilesOf(job, directRows, 4) / directWorkgroup),
    program: direct,
  };
}

/** Whether every row that the direct kernel reads or writes consists of whole groups of four. */
function isDirect({ M, N, K, aOffset, bOffset, cOffset }: ProductJob, { transposeA, transposeB }: Kind): boolean {
  if (transposeA && transposeB) return false; // nobody multiplies like that
  const divides = [N, K, aOffset, bOffset, cOffset, transposeA ? M : 4];
  return divides.every((size) => size % 4 === 0);
}

const jobStruct = 'struct Job { M: u32, N: u32, K: u32, a: u32, b: u32, c: u32, pad0: u32, pad1: u32 }';

/** Buffers and epilogue; `type` is what one element of a, b and c holds. */
function frame(
  { hasBias, hasAddend, isActivated }: Kind,
  type: 'f32' | 'vec4<f32>',
): Pick<Program, 'reads' | 'writes' | 'uniforms' | 'declarations'> {
  return {
    reads: {
      ...{ a: type, b: type, jobs: 'Job' },
      ...(hasBias && { bias: type }),
      ...(hasAddend && { addend: type }),
    },
    writes: { c: type, ...(isActivated && { activated: type }) },
    uniforms: { alpha: 'f32', ...(hasAddend && { beta: 'f32' as const }) },
    declarations: `
${jobStruct}
${isActivated ? geluFunctions(type) : ''}
fn finish(at: u32, column: u32, product: ${type}) {
  let value = u.alpha * product${hasBias ? ' + bias[column]' : ''}${hasAddend ? ' + u.beta * addend[at]' : ''};
  ${
    isActivated
      ? `let gate = geluGate(value);
  activated[at] = value * gate;
  c[at] = geluSlope(value, gate);`
      : 'c[at] = value;'
  }
}`,
  };
}

/** A workgroup makes a size x size tile of c, an invocation 4 x 4 of it. */
function tiled(kind: Kind, size: number, slices: number): Program {
  const depth = slices === 1 ? 16 : 8;
  const quads = size / 4; // of rows, and of columns
  const perSlice = quads * quads; // invocations
  const tileLength = depth * quads;
  const { declarations, ...rest } = frame(kind, 'f32');
  // Neighboring invocations read neighboring addresses: along k where rows lie along k, else along the row.
  const place = (alongK: boolean) =>
    alongK ? `let k = i % ${depth}u; let quad = i / ${depth}u;` : `let k = i / ${quads}u; let quad = i % ${quads}u;`;
  const fill = (tile: string, read: string, first: string, alongK: boolean) => `
    for (var i = own; i < ${tileLength}u; i += ${perSlice}u) {
      ${place(alongK)}
      let at = ${first} + 4u * quad;
      ${tile}[slice * ${tileLength}u + k * ${quads}u + quad] = vec4(${unrolled(4, (n) => `${read}(j, at + ${n}u, firstK + k)`, ', ')});
    }`;
  return {
    ...rest,
    workgroupSize: perSlice * slices,
    declarations: `${declarations}
var<workgroup> tileA: array<vec4<f32>, ${Math.max(slices * tileLength, slices > 1 ? 4 * perSlice : 0)}>;
var<workgroup> tileB: array<vec4<f32>, ${slices * tileLength}>;
fn readA(j: Job, row: u32, k: u32) -> f32 {
  if (row >= j.M || k >= j.K) { return 0.0; }
  return a[j.a + ${kind.transposeA ? 'k * j.M + row' : 'row * j.K + k'}];
}
fn readB(j: Job, column: u32, k: u32) -> f32 {
  if (column >= j.N || k >= j.K) { return 0.0; }
  return b[j.b + ${kind.transposeB ? 'column * j.K + k' : 'k * j.N + column'}];
}`,
    main: `
  let j = jobs[job];
  let across = (j.N + ${size - 1}u) / ${size}u;
  let firstRow = (group / across) * ${size}u;
  let firstColumn = (group % across) * ${size}u;
  if (firstRow >= j.M) { return; }
  let slice = lane / ${perSlice}u;
  let own = lane % ${perSlice}u;
  let y = own / ${quads}u;
  let x = own % ${quads}u;
  ${unrolled(4, (i) => `var sum${i} = vec4<f32>();`)}
  for (var k0 = 0u; k0 < j.K; k0 += ${depth * slices}u) {
    let firstK = k0 + slice * ${depth}u;
    ${fill('tileA', 'readA', 'firstRow', !kind.transposeA)}
    ${fill('tileB', 'readB', 'firstColumn', kind.transposeB)}
    workgroupBarrier();
    for (var k = 0u; k < ${depth}u; k++) {
      let aRows = tileA[slice * ${tileLength}u + k * ${quads}u + y];
      let bColumns = tileB[slice * ${tileLength}u + k * ${quads}u + x];
      ${unrolled(4, (i) => `sum${i} += aRows[${i}] * bColumns;`)}
    }
    workgroupBarrier();
  }
  ${unrolled(slices - 1, (i) => joinSlice(i + 1))}
  if (slice > 0u) { return; }
  ${unrolled(
    4,
    (i) => `
  let row${i} = firstRow + 4u * y + ${i}u;
  if (row${i} < j.M) {
    for (var i = 0u; i < 4u; i++) {
      let column = firstColumn + 4u * x + i;
      if (column < j.N) { finish(j.c + row${i} * j.N + column, column, sum${i}[i]); }
    }
  }`,
  )}`,
  };

  function joinSlice(other: number): string {
    return `
  if (slice == ${other}u) { ${unrolled(4, (i) => `tileA[own * 4u + ${i}u] = sum${i};`, ' ')} }
  workgroupBarrier();
  if (slice == 0u) { ${unrolled(4, (i) => `sum${i} += tileA[own * 4u + ${i}u];`, ' ')} }
  workgroupBarrier();`;
  }
}

/**
 * An invocation makes 8 rows of 4 columns of c, four steps of the inner dimension at a time. Addresses are carried along: the
 * compilers of software devices do not take a computation out of a loop.
 */
function direct(kind: Kind): Program {
  const { transposeA, transposeB } = kind;
  const rows = (of: (i: number) => string) => unrolled(directRows, of);
  const four = (of: (i: number) => string) => unrolled(4, of);
  // a comes as four k of each row, or as each k of four rows; b as each k of four columns, or as four k of each, and is turned.
  const a = transposeA
    ? {
        start: unrolled(directRows / 4, (q) => `var aAt${q} = j.a / 4u + min(row / 4u + ${q}u, j.M / 4u - 1u);`),
        load: four((k) => unrolled(directRows / 4, (q) => `let a${k}_${q} = a[aAt${q}]; aAt${q} += aStride;`)),
        element: (i: number, k: number) => `a${k}_${i >> 2}[${i & 3}]`,
      }
    : {
        start: rows((i) => `var aAt${i} = j.a / 4u + min(row + ${i}u, j.M - 1u) * aStride;`),
        load: rows((i) => `let a${i} = a[aAt${i}]; aAt${i}++;`),
        element: (i: number, k: number) => `a${i}[${k}]`,
      };
  const b = transposeB
    ? {
        start: four((n) => `var bAt${n} = j.b / 4u + (4u * quad + ${n}u) * (j.K / 4u);`),
        load: `${four((n) => `let t${n} = b[bAt${n}]; bAt${n}++;`)}
${four((k) => `let b${k} = vec4(t0[${k}], t1[${k}], t2[${k}], t3[${k}]);`)}`,
      }
    : {
        start: 'var bAt = j.b / 4u + quad;',
        load: four((k) => `let b${k} = b[bAt]; bAt += across;`),
      };
  return {
    ...frame(kind, 'vec4<f32>'),
    workgroupSize: directWorkgroup,
    main: `
  let j = jobs[job];
  let across = j.N / 4u;
  let row = (index / across) * ${directRows}u;
  let quad = index % across;
  if (row >= j.M) { return; }
  let aStride = ${transposeA ? 'j.M' : 'j.K'} / 4u;
  ${a.start}
  ${b.start}
  ${rows((i) => `var sum${i} = vec4<f32>();`)}
  for (var k = 0u; k < j.K; k += 4u) {
    ${a.load}
    ${b.load}
    ${rows((i) => four((k) => `sum${i} += ${a.element(i, k)} * b${k};`))}
  }
  ${rows((i) => `if (row + ${i}u < j.M) { finish(j.c / 4u + (row + ${i}u) * across + quad, quad, sum${i}); }`)}`,
  };
}
