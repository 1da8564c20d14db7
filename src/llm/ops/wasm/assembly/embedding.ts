import { bytesOf } from './simd';

/** to (rows, C) = rows of table (V, C) by id. */
export function embed(table: usize, ids: usize, to: usize, rows: i32, C: i32): void {
  const rowBytes = bytesOf(C);
  for (let row = 0; row < rows; row++) {
    memory.copy(to, table + <usize>load<i32>(ids) * rowBytes, rowBytes);
    to += rowBytes;
    ids += 4;
  }
}

/** dTable (V, C) = sum of the rows of dy (rows, C) by id. */
export function embedGrad(dy: usize, ids: usize, dTable: usize, rows: i32, V: i32, C: i32): void {
  const rowBytes = bytesOf(C);
  const wholeBytes = bytesOf(C & ~3);
  memory.fill(dTable, 0, <usize>V * rowBytes);
  for (let row = 0; row < rows; row++) {
    const to = dTable + <usize>load<i32>(ids) * rowBytes;
    let i: usize = 0;
    for (; i < wholeBytes; i += 16) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(dy + i)));
    for (; i < rowBytes; i += 4) store<f32>(to + i, load<f32>(to + i) + load<f32>(dy + i));
    dy += rowBytes;
    ids += 4;
  }
}
