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

/** d/dx of x s = s + x s (1 - s) 2u'. */
// @ts-ignore: decorator
@inline
function slopeOf(x: v128, square: v128, s: v128): v128 {
  const du = fma(square, splat(3 * CUBIC), splat(LINEAR));
  return fma(f32x4.mul(x, du), f32x4.mul(s, f32x4.sub(splat(1), s)), s);
}

/** y = gelu(x) of `count` numbers, and in place of x gelu's slope there. */
export function gelu(x: usize, y: usize, count: i32): void {
  const wholeEnd = x + bytesOf(count & ~3);
  const end = x + bytesOf(count);
  for (; x < wholeEnd; x += 16, y += 16) {
    const given = v128.load(x);
    const square = f32x4.mul(given, given);
    const s = sigmoidOf2u(given, square);
    v128.store(y, f32x4.mul(given, s));
    v128.store(x, slopeOf(given, square, s));
  }
  for (; x < end; x += 4, y += 4) {
    const given = v128.load32_splat(x);
    const square = f32x4.mul(given, given);
    const s = sigmoidOf2u(given, square);
    v128.store_lane<f32>(y, f32x4.mul(given, s), 0);
    v128.store_lane<f32>(x, slopeOf(given, square, s), 0);
  }
}
