import { bytesOf } from './simd';

/** sums (columns): the sums of the columns from..to of x (rows, columns). */
export function columnSum(x: usize, sums: usize, rows: i32, columns: i32, from: i32, to: i32, _workspace: usize): void {
  const rowBytes = bytesOf(columns);
  let column = from;
  for (; column + 16 <= to; column += 16) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    let at = x + bytesOf(column);
    for (let row = 0; row < rows; row++) {
      s0 = f32x4.add(s0, v128.load(at));
      s1 = f32x4.add(s1, v128.load(at, 16));
      s2 = f32x4.add(s2, v128.load(at, 32));
      s3 = f32x4.add(s3, v128.load(at, 48));
      at += rowBytes;
    }
    const sum = sums + bytesOf(column);
    v128.store(sum, s0);
    v128.store(sum, s1, 16);
    v128.store(sum, s2, 32);
    v128.store(sum, s3, 48);
  }
  for (; column < to; column++) {
    let sum: f32 = 0;
    let at = x + bytesOf(column);
    for (let row = 0; row < rows; row++) {
      sum += load<f32>(at);
      at += rowBytes;
    }
    store<f32>(sums + bytesOf(column), sum);
  }
}
