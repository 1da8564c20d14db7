/** Sums and products of numbers that lie alike. */

import { bytesOf } from './simd';

/** Numbers of a block, by which the work is divided. */
const BLOCK: i32 = 1024;

export function elementBlock(): i32 {
  return BLOCK;
}

/** y = a + b, `count` numbers, of which the blocks from..to. */
export function add(a: usize, b: usize, y: usize, count: i32, from: i32, to: i32, _workspace: usize): void {
  const last = min(count, to * BLOCK);
  const end = a + bytesOf(last);
  const wholeEnd = a + bytesOf(last & ~3);
  a += bytesOf(from * BLOCK);
  b += bytesOf(from * BLOCK);
  y += bytesOf(from * BLOCK);
  for (; a < wholeEnd; a += 16, b += 16, y += 16) v128.store(y, f32x4.add(v128.load(a), v128.load(b)));
  for (; a < end; a += 4, b += 4, y += 4) store<f32>(y, load<f32>(a) + load<f32>(b));
}

/** Likewise y = a * b. */
export function times(a: usize, b: usize, y: usize, count: i32, from: i32, to: i32, _workspace: usize): void {
  const last = min(count, to * BLOCK);
  const end = a + bytesOf(last);
  const wholeEnd = a + bytesOf(last & ~3);
  a += bytesOf(from * BLOCK);
  b += bytesOf(from * BLOCK);
  y += bytesOf(from * BLOCK);
  for (; a < wholeEnd; a += 16, b += 16, y += 16) v128.store(y, f32x4.mul(v128.load(a), v128.load(b)));
  for (; a < end; a += 4, b += 4, y += 4) store<f32>(y, load<f32>(a) * load<f32>(b));
}
