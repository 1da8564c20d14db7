/** tanh-GELU written as x * sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3). */

import { bytesOf, exp4, fma, splat } from './simd';

const LINEAR: f32 = 1.5957691216057308; // 2 sqrt(2/pi)
const CUBIC: f32 = 0.07135481282553593; // 2 sqrt(2/pi) 0.044715

// @ts-ignore: decorator
@inline
function sigmoidOf2u(x: v128, square: v128): v128 {
  const minus2u = f32x4.mul(x, fma(square, splat(-CUBIC), splat(-LINEAR)));
  return f32x4.div(splat(1), f32x4.add(splat(1), exp4(minus2u)));
}

// @ts-ignore: decorator
@inline
function value(x: v128): v128 {
  return f32x4.mul(x, sigmoidOf2u(x, f32x4.mul(x, x)));
}

/** d/dx of x s = s + x s (1 - s) 2u'. */
// @ts-ignore: decorator
@inline
function slope(x: v128): v128 {
  const square = f32x4.mul(x, x);
  const s = sigmoidOf2u(x, square);
  const du = fma(square, splat(3 * CUBIC), splat(LINEAR));
  return fma(f32x4.mul(x, du), f32x4.mul(s, f32x4.sub(splat(1), s)), s);
}

/** Numbers of a block, by which the work is divided. */
const BLOCK: i32 = 64;

export function geluBlock(): i32 {
  return BLOCK;
}

/** y = gelu(x), `count` numbers, of which the blocks from..to. */
export function gelu(x: usize, y: usize, count: i32, from: i32, to: i32, _workspace: usize): void {
  const last = min(count, to * BLOCK);
  const end = x + bytesOf(last);
  const wholeEnd = x + bytesOf(last & ~3);
  x += bytesOf(from * BLOCK);
  y += bytesOf(from * BLOCK);
  for (; x < wholeEnd; x += 16, y += 16) v128.store(y, value(v128.load(x)));
  for (; x < end; x += 4, y += 4) v128.store_lane<f32>(y, value(v128.load32_splat(x)), 0);
}

/** Likewise dx = dy times the slope at x. */
export function geluGrad(dy: usize, x: usize, dx: usize, count: i32, from: i32, to: i32, _workspace: usize): void {
  const last = min(count, to * BLOCK);
  const end = x + bytesOf(last);
  const wholeEnd = x + bytesOf(last & ~3);
  dy += bytesOf(from * BLOCK);
  x += bytesOf(from * BLOCK);
  dx += bytesOf(from * BLOCK);
  for (; x < wholeEnd; x += 16, dy += 16, dx += 16) {
    v128.store(dx, f32x4.mul(v128.load(dy), slope(v128.load(x))));
  }
  for (; x < end; x += 4, dy += 4, dx += 4) {
    v128.store_lane<f32>(dx, f32x4.mul(v128.load32_splat(dy), slope(v128.load32_splat(x))), 0);
  }
}
