/**
 * Matrix product C = A B (+ init), any layout: strides in bytes say whether an operand is read transposed.
 *
 * B is packed, a block of BLOCK_DEPTH x BLOCK_COLUMNS at a time, into panels of TILE_COLUMNS columns; A is read in
 * place when its rows are contiguous and packed by TILE_ROWS rows otherwise; the microkernel does the rest
 * (the scheme of Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication").
 */

import { gelu } from './gelu';
import { bytesOf, fma, laneSum, transpose4 } from './simd';
import { TILE_COLUMNS, TILE_ROWS, tileOfPanel, tileOfRows } from './microkernel';

const BLOCK_DEPTH: i32 = 256;
const BLOCK_COLUMNS: i32 = 512;

const PANEL_OF_A: usize = 256; // after the tile of 5 x 8 floats
const PANELS_OF_B: usize = PANEL_OF_A + 8192; // after 256 x 5 floats
const WORKSPACE: usize = PANELS_OF_B + 524288; // after 256 x 512 floats

const PANEL_ROW: usize = 32; // one row of a panel of B

/** Bytes of workspace a product needs. */
export function gemmWorkspaceBytes(): usize {
  return WORKSPACE;
}

/** What part of the product is wanted or not zero; the tiles outside are skipped (whole tiles: a little more is done). */
export const FULL: i32 = 0;
/** Only C's columns j <= row are needed; the rest of C is left as it is. */
export const LOWER_RESULT: i32 = 1;
/** A is lower triangular: zero in columns k > row. */
export const LOWER_LEFT: i32 = 2;
/** A is upper triangular: zero in columns k < row. */
export const UPPER_LEFT: i32 = 3;

/** C (M, N) = A (M, K) B (K, N) + init; init 0 means none, and initRow 0 one row for all, a bias. */
export function gemm(
  M: i32, N: i32, K: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize,
  init: usize, initRow: usize, triangle: i32, workspace: usize,
): void {
  if (M < TILE_ROWS && triangle == FULL) {
    if (bColumn == 4) return fewRows(M, N, K, a, aRow, aColumn, b, bRow, c, cRow, init, initRow);
    if (bRow == 4 && aColumn == 4) return fewRowsTransposed(M, N, K, a, aRow, b, bColumn, c, cRow, init, initRow);
  }
  tiles(K, a, aRow, aColumn, 0, 0, b, bRow, bColumn, 0, 0, c, cRow, init, initRow, triangle, 0, M, 0, N, workspace);
}

/**
 * A part of a product of M >= TILE_ROWS rows: its tile rows from..to, the last of which may be a narrow one.
 * @param packed all of B, by `packColumns`
 * @param active 0, or what gets gelu of the product, while C gets its slope; then C's rows must lie without gaps
 */
export function gemmRows(
  M: i32, N: i32, K: i32,
  a: usize, aRow: usize, aColumn: usize, packed: usize,
  c: usize, cRow: usize, init: usize, initRow: usize, active: usize, from: i32, to: i32, workspace: usize,
): void {
  const end = min(M, to * TILE_ROWS);
  const start = from * TILE_ROWS;
  const width = wholeTiles(N, TILE_COLUMNS);
  tiles(K, a, aRow, aColumn, 0, 0, 0, 0, 0, packed, width, c, cRow, init, initRow, FULL, start, end, 0, N, workspace);
  const offset = <usize>start * cRow;
  if (active != 0) gelu(c + offset, active + offset, (end - start) * N);
}

/**
 * Likewise, its tile columns from..to.
 * @param packed all of A, by `packRows`
 */
export function gemmColumns(
  M: i32, N: i32, K: i32, packed: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, init: usize, initRow: usize, from: i32, to: i32, workspace: usize,
): void {
  const end = min(N, to * TILE_COLUMNS);
  const start = from * TILE_COLUMNS;
  const height = wholeTiles(M, TILE_ROWS);
  tiles(K, 0, 0, 0, packed, height, b, bRow, bColumn, 0, 0, c, cRow, init, initRow, FULL, 0, M, start, end, workspace);
}

/** Bytes of all of B (K, N) as `packColumns` leaves it: blocks of depth [K / 256], in each panels [N / 8][depth][8]. */
export function packedColumnsBytes(K: i32, N: i32): usize {
  return bytesOf(K * wholeTiles(N, TILE_COLUMNS));
}

/** Bytes of all of A (M, K) as `packRows` leaves it: blocks of depth [K / 256], in each panels [M / 5][depth][5]. */
export function packedRowsBytes(M: i32, K: i32): usize {
  return bytesOf(K * wholeTiles(M, TILE_ROWS));
}

/** Packs B's tile columns from..to, once for all parts of a product. */
export function packColumns(
  K: i32, N: i32, b: usize, bRow: usize, bColumn: usize, packed: usize, from: i32, to: i32, workspace: usize,
): void {
  const start = from * TILE_COLUMNS;
  const columns = min(N, to * TILE_COLUMNS) - start;
  const width = wholeTiles(N, TILE_COLUMNS);
  for (let k0 = 0; k0 < K; k0 += BLOCK_DEPTH) {
    const depth = min(BLOCK_DEPTH, K - k0);
    const block = b + <usize>k0 * bRow + <usize>start * bColumn;
    packB(packed + bytesOf(k0 * width + start * depth), block, bRow, bColumn, depth, columns);
  }
}

/** Likewise A's tile rows from..to. */
export function packRows(
  M: i32, K: i32, a: usize, aRow: usize, aColumn: usize, packed: usize, from: i32, to: i32, workspace: usize,
): void {
  const height = wholeTiles(M, TILE_ROWS);
  for (let k0 = 0; k0 < K; k0 += BLOCK_DEPTH) {
    const depth = min(BLOCK_DEPTH, K - k0);
    for (let tile = from; tile < to; tile++) {
      const i = tile * TILE_ROWS;
      const panel = packed + bytesOf(k0 * height + i * depth);
      packA(panel, a + <usize>i * aRow + <usize>k0 * aColumn, aRow, aColumn, depth, min(TILE_ROWS, M - i));
    }
  }
}

/** The next multiple of a tile's side. */
// @ts-ignore: decorator
@inline
function wholeTiles(length: i32, side: i32): i32 {
  return (length + side - 1) / side * side;
}

/**
 * Rows i0..i1 and columns jFrom..jTo of the product; either side may have been packed before, `packedHeight` rows of A or
 * `packedWidth` columns of B. Every number of C is the same sum in the same order whatever the part:
 * that is what makes a result independent of the number of threads.
 */
function tiles(
  K: i32,
  a: usize, aRow: usize, aColumn: usize, packedA: usize, packedHeight: i32,
  b: usize, bRow: usize, bColumn: usize, packedB: usize, packedWidth: i32,
  c: usize, cRow: usize,
  init: usize, initRow: usize, triangle: i32, i0: i32, i1: i32, jFrom: i32, jTo: i32, workspace: usize,
): void {
  const panelA = workspace + PANEL_OF_A;
  const isDirect = packedA == 0 && aColumn == 4;
  for (let j0 = jFrom; j0 < jTo; j0 += BLOCK_COLUMNS) {
    const columns = min(BLOCK_COLUMNS, jTo - j0);
    for (let k0 = 0; k0 < K; k0 += BLOCK_DEPTH) {
      const blockDepth = min(BLOCK_DEPTH, K - k0);
      let panelsB = packedB + bytesOf(k0 * packedWidth + j0 * blockDepth);
      if (packedB == 0) {
        panelsB = workspace + PANELS_OF_B;
        packB(panelsB, b + <usize>k0 * bRow + <usize>j0 * bColumn, bRow, bColumn, blockDepth, columns);
      }
      for (let i = i0; i < i1; i += TILE_ROWS) {
        const rows = min(TILE_ROWS, i1 - i);
        const kStart = triangle == UPPER_LEFT ? i : 0;
        const kFrom = max(k0, kStart);
        const kTo = triangle == LOWER_LEFT ? min(k0 + blockDepth, i + rows) : k0 + blockDepth;
        if (kFrom >= kTo) continue;
        // The first block of the depth starts from init, the later ones from what is in C already.
        const isFirst = kFrom == kStart;
        const start = isFirst ? init : c;
        const startRow = isFirst ? initRow : cRow;
        const columnsTo = triangle == LOWER_RESULT ? min(columns, i + rows - j0) : columns;
        const depth = kTo - kFrom;
        let left = a + <usize>i * aRow + <usize>kFrom * aColumn;
        if (packedA != 0) left = packedA + bytesOf(k0 * packedHeight + i * blockDepth);
        else if (!isDirect) {
          packA(panelA, left, aRow, aColumn, depth, rows);
          left = panelA;
        }
        let right = panelsB + <usize>(kFrom - k0) * PANEL_ROW;
        for (let j = 0; j < columnsTo; j += TILE_COLUMNS) {
          const offset = <usize>i * cRow + bytesOf(j0 + j);
          const tileInit: usize = start == 0 ? 0 : start + <usize>i * startRow + bytesOf(j0 + j);
          if (columns - j >= TILE_COLUMNS) {
            if (isDirect) tileOfRows(left, aRow, right, depth, c + offset, cRow, tileInit, startRow, rows);
            else tileOfPanel(left, 0, right, depth, c + offset, cRow, tileInit, startRow, rows);
          } else {
            // The last, narrow tile goes through the workspace.
            if (isDirect) tileOfRows(left, aRow, right, depth, workspace, PANEL_ROW, 0, 0, rows);
            else tileOfPanel(left, 0, right, depth, workspace, PANEL_ROW, 0, 0, rows);
            storePart(workspace, rows, columns - j, c + offset, cRow, tileInit, startRow);
          }
          right += <usize>blockDepth * PANEL_ROW;
        }
      }
    }
  }
}

/** The first columns of a tile, plus init, into C. */
function storePart(
  tile: usize, rows: i32, columns: i32, c: usize, cRow: usize, init: usize, initRow: usize,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) {
      const start: f32 = init == 0 ? 0 : load<f32>(init + <usize>r * initRow + bytesOf(j));
      store<f32>(c + <usize>r * cRow + bytesOf(j), start + load<f32>(tile + bytesOf(r * TILE_COLUMNS + j)));
    }
  }
}

/** A block of B into panels [columns / 8][depth][8], the last one filled up with zeros. */
function packB(to: usize, b: usize, bRow: usize, bColumn: usize, depth: i32, columns: i32): void {
  for (let j = 0; j < columns; j += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, columns - j);
    let from = b + <usize>j * bColumn;
    if (width == TILE_COLUMNS && bColumn == 4) {
      for (let k = 0; k < depth; k++) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
        from += bRow;
        to += PANEL_ROW;
      }
    } else if (width == TILE_COLUMNS && bRow == 4) {
      let k = 0;
      for (; k + 4 <= depth; k += 4) {
        transpose4(from, bColumn, to, PANEL_ROW);
        transpose4(from + 4 * bColumn, bColumn, to + 16, PANEL_ROW);
        from += 16;
        to += 4 * PANEL_ROW;
      }
      for (; k < depth; k++) {
        for (let column = 0; column < TILE_COLUMNS; column++) {
          store<f32>(to + bytesOf(column), load<f32>(from + <usize>column * bColumn));
        }
        from += 4;
        to += PANEL_ROW;
      }
    } else {
      for (let k = 0; k < depth; k++) {
        for (let column = 0; column < TILE_COLUMNS; column++) {
          const value: f32 = column < width ? load<f32>(from + <usize>column * bColumn) : 0;
          store<f32>(to + bytesOf(column), value);
        }
        from += bRow;
        to += PANEL_ROW;
      }
    }
  }
}

/** `rows` rows of A into a panel [depth][5], missing rows as zeros. */
function packA(to: usize, a: usize, aRow: usize, aColumn: usize, depth: i32, rows: i32): void {
  const step = bytesOf(TILE_ROWS);
  if (rows == TILE_ROWS && aRow == 4) {
    for (let k = 0; k < depth; k++) {
      v128.store(to, v128.load(a));
      store<f32>(to, load<f32>(a, 16), 16);
      a += aColumn;
      to += step;
    }
    return;
  }
  for (let k = 0; k < depth; k++) {
    for (let r = 0; r < TILE_ROWS; r++) {
      const value: f32 = r < rows ? load<f32>(a + <usize>r * aRow) : 0;
      store<f32>(to + bytesOf(r), value);
    }
    a += aColumn;
    to += step;
  }
}

/** Fewer rows than a tile times a row-major B (decoding): packing would cost more than the product. */
function fewRows(
  M: i32, N: i32, K: i32,
  a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, init: usize, initRow: usize,
): void {
  for (let i = 0; i < M; i++) {
    const row = a + <usize>i * aRow;
    const offset = <usize>i * cRow;
    const start = init + <usize>i * initRow;
    let j = 0;
    for (; j + 16 <= N; j += 16) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
      if (init != 0) {
        const from = start + bytesOf(j);
        s0 = v128.load(from);
        s1 = v128.load(from, 16);
        s2 = v128.load(from, 32);
        s3 = v128.load(from, 48);
      }
      let left = row, right = b + bytesOf(j);
      for (let k = 0; k < K; k++) {
        const x = v128.load32_splat(left);
        s0 = fma(x, v128.load(right), s0);
        s1 = fma(x, v128.load(right, 16), s1);
        s2 = fma(x, v128.load(right, 32), s2);
        s3 = fma(x, v128.load(right, 48), s3);
        left += aColumn;
        right += bRow;
      }
      const to = c + offset + bytesOf(j);
      v128.store(to, s0);
      v128.store(to, s1, 16);
      v128.store(to, s2, 32);
      v128.store(to, s3, 48);
    }
    for (; j < N; j++) {
      let sum: f32 = init == 0 ? 0 : load<f32>(start + bytesOf(j));
      let left = row, right = b + bytesOf(j);
      for (let k = 0; k < K; k++) {
        sum += load<f32>(left) * load<f32>(right);
        left += aColumn;
        right += bRow;
      }
      store<f32>(c + offset + bytesOf(j), sum);
    }
  }
}

/** The same for a transposed B: dot products of contiguous rows (logits of the tied head while decoding). */
function fewRowsTransposed(
  M: i32, N: i32, K: i32,
  a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, init: usize, initRow: usize,
): void {
  for (let i = 0; i < M; i++) {
    for (let j = 0; j < N; j++) {
      const left = a + <usize>i * aRow;
      const right = b + <usize>j * bColumn;
      let s0 = f32x4.splat(0), s1 = s0;
      let k = 0;
      for (; k + 8 <= K; k += 8) {
        const at = bytesOf(k);
        s0 = fma(v128.load(left + at), v128.load(right + at), s0);
        s1 = fma(v128.load(left + at, 16), v128.load(right + at, 16), s1);
      }
      const offset = <usize>i * cRow + bytesOf(j);
      let sum = laneSum(f32x4.add(s0, s1));
      if (init != 0) sum += load<f32>(init + <usize>i * initRow + bytesOf(j));
      for (; k < K; k++) sum += load<f32>(left + bytesOf(k)) * load<f32>(right + bytesOf(k));
      store<f32>(c + offset, sum);
    }
  }
}
