/**
 * Writes the AssemblyScript source of the matrix-product microkernel: a tile of 5 x 8 results held in ten vector
 * registers, to which `depth` outer products of a column of A and a row of B are added.
 *
 * Why generated, and why in this form: V8 unrolls small loops and then moves every load of a basic block above its
 * arithmetic, so the loaded values push accumulators out of the 16 registers. Here every step, and every row within
 * a step, is a basic block of its own: a step ends in an exit test, a row begins with a test on `rows` that is always
 * true (rows >= 1) but that no compiler can know to be. The branches are predicted perfectly and cost nothing.
 * A 6 x 8 tile spills.
 */

export const tileRows = 5;
export const tileColumns = 8;
const stepsPerLoop = 4;

const bytes = 4;
const lanes = 4;
const vectors = range(tileColumns / lanes);
const rowIndices = range(tileRows);

/** The whole module: constants, and one kernel for each layout of A. */
export function microkernelSource() {
  return [
    `import { fma } from './simd';`,
    `export const TILE_ROWS: i32 = ${tileRows};`,
    `export const TILE_COLUMNS: i32 = ${tileColumns};`,
    kernel('tileOfRows', 'rows of A, read where they lie', false),
    kernel('tileOfPanel', `a packed panel of A, [depth][${tileRows}]`, true),
  ].join('\n');
}

/**
 * `a` points at A's first row (aStride bytes from row to row) or at a panel; `b` at a packed panel of B, [depth][8].
 * The tile starts from the values at `init` (0: from zero), rows initStride bytes apart, and is stored at `c`, cStride apart.
 * Rows past `rows` are computed from the last valid row and not stored.
 */
function kernel(name, layout, isPacked) {
  const eachRow = (write) => rowIndices.map((row) => (row ? `if (rows > ${row}) { ${write(row)} }` : write(row)));
  const eachVector = (row, write) => vectors.map((v) => write(`t${row}${v}`, v * lanes * bytes)).join(' ');
  const pointers = isPacked ? [] : rowIndices.slice(1);
  const aStep = stepsPerLoop * bytes * (isPacked ? tileRows : 1);
  return `
// ${layout}
export function ${name}(a: usize, aStride: usize, b: usize, depth: i32, c: usize, cStride: usize, init: usize, initStride: usize, rows: i32): void {
  ${pointers.map((row) => `let a${row} = ${row === 1 ? 'a' : `a${row - 1}`} + (rows > ${row} ? aStride : 0);`).join('\n  ')}
  ${rowIndices.map((row) => eachVector(row, (tile) => `let ${tile} = f32x4.splat(0);`)).join('\n  ')}
  if (init != 0) {
    ${eachRow((row) => `${row ? 'init += initStride; ' : ''}${eachVector(row, (tile, at) => `${tile} = v128.load(init, ${at});`)}`).join('\n    ')}
  }
  while (true) {
    ${range(stepsPerLoop)
      .map((step) => oneStep(step, isPacked))
      .join('\n    ')}
    depth -= ${stepsPerLoop};
    b += ${stepsPerLoop * tileColumns * bytes};
    a += ${aStep}; ${pointers.map((row) => `a${row} += ${aStep};`).join(' ')}
  }
  ${eachRow((row) => `${row ? 'c += cStride; ' : ''}${eachVector(row, (tile, at) => `v128.store(c, ${tile}, ${at});`)}`).join('\n  ')}
}`;
}

function oneStep(step, isPacked) {
  const row = (r) => {
    const [pointer, at] = isPacked ? ['a', (step * tileRows + r) * bytes] : [r ? `a${r}` : 'a', step * bytes];
    const adds = vectors.map((v) => `t${r}${v} = fma(x, b${v}, t${r}${v});`).join(' ');
    return `${r ? `if (rows > -${r}) ` : ''}{ const x = v128.load32_splat(${pointer}, ${at}); ${adds} }`;
  };
  const loads = vectors.map((v) => `const b${v} = v128.load(b, ${(step * tileColumns + v * lanes) * bytes});`);
  return `{
      ${loads.join(' ')}
      ${rowIndices.map(row).join('\n      ')}
    }
    if (depth == ${step + 1}) break;`;
}

function range(count) {
  return Array.from({ length: count }, (_, i) => i);
}
