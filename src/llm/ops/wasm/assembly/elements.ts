/** Sums and products of numbers that lie alike. */

import { bytesOf } from './simd';

/** Numbers of a block, by which the work is divided. */
const BLOCK: i32 = 1024;

export function elementBlock(): i32 {
  return BLOCK;
}

/** y = a + b, `count` numbers, of which the blocks from..to. */
export function add(a: usize, b: usize, y: usize, count: i32, from: i32, to: i32, _workspace: usize): void {
  combine(false, a, b, y, count, from, to);
}

/** Likewise y = a * b. */
export function times(a: usize, b: usize, y: usize, count: i32, from: i32, to: i32, _workspace: usize): void {
  combine(true, a, b, y, count, from, to);
}

/** Inlined with a constant `isProduct`, of which nothing is left in the loop. */
// @ts-ignore: decorator
@inline
function combine(isProduct: bool, a: usize, b: usize, y: usize, count: i32, from: i32, to: i32): void {
  const last = min(count, to * BLOCK);
  const end = a + bytesOf(last);
  const wholeEnd = a + bytesOf(last & ~3);
  a += bytesOf(from * BLOCK);
  b += bytesOf(from * BLOCK);
  y += bytesOf(from * BLOCK);
  for (; a < wholeEnd; a += 16, b += 16, y += 16) {
    const x = v128.load(a), z = v128.load(b);
    v128.store(y, isProduct ? f32x4.mul(x, z) : f32x4.add(x, z));
  }
  for (; a < end; a += 4, b += 4, y += 4) {
    const x = load<f32>(a), z = load<f32>(b);
    store<f32>(y, isProduct ? x * z : x + z);
  }
}
