/** The sides of a matrix product, copied into the order in which the microkernel reads them. */

import { TILE_COLUMNS, TILE_ROWS } from './microkernel';
import { bytesOf, transpose4 } from './simd';

/** A product goes through its depth in blocks of so many, so that a block of B stays in the cache. */
export const BLOCK_DEPTH: i32 = 256;

export const PANEL_ROW: usize = 32; // one row of a panel of B

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
export function wholeTiles(length: i32, side: i32): i32 {
  return (length + side - 1) / side * side;
}

/** A block of B into panels [columns / 8][depth][8], the last one filled up with zeros. */
export function packB(to: usize, b: usize, bRow: usize, bColumn: usize, depth: i32, columns: i32): void {
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
export function packA(to: usize, a: usize, aRow: usize, aColumn: usize, depth: i32, rows: i32): void {
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
