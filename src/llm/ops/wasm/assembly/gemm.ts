/**
 * Matrix product C = A B (+ init), any layout: strides in bytes say whether an operand is read transposed.
 *
 * B is packed, a block of BLOCK_DEPTH x BLOCK_COLUMNS at a time, into panels of TILE_COLUMNS columns; A is read in
 * place when its rows are contiguous and packed by TILE_ROWS rows otherwise; the microkernel does the rest
 * (the scheme of Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication").
 */

import { gelu } from './gelu';
import { TILE_COLUMNS, TILE_ROWS, tileOfPanel, tileOfRows } from './microkernel';
import { BLOCK_DEPTH, PANEL_ROW, packA, packB, wholeTiles } from './packing';
import { bytesOf, fma, laneSum } from './simd';

const BLOCK_COLUMNS: i32 = 512;

const PANEL_OF_A: usize = 256; // after the tile of 5 x 8 floats
const PANELS_OF_B: usize = PANEL_OF_A + 8192; // after 256 x 5 floats
const WORKSPACE: usize = PANELS_OF_B + 524288; // after 256 x 512 floats

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
