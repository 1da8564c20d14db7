/** Small vector helpers. Pointers are byte addresses in the host's memory; a v128 is four float32 lanes. */

/** a * b + c: fused where the variant has relaxed SIMD, so the last bit may differ between variants. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** Sum of the four lanes. */
// @ts-ignore: decorator
@inline
export function laneSum(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

/** Largest of the four lanes. */
// @ts-ignore: decorator
@inline
export function laneMax(x: v128): f32 {
  return max(
    max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}

/** Number of bytes of `count` floats. */
// @ts-ignore: decorator
@inline
export function bytesOf(count: i32): usize {
  return (<usize>count) << 2;
}

/** Four rows of four floats, `stride` bytes apart, become four columns: rows `toStride` bytes apart. */
// @ts-ignore: decorator
@inline
export function transpose4(from: usize, stride: usize, to: usize, toStride: usize): void {
  const x0 = v128.load(from);
  const x1 = v128.load(from + stride);
  const x2 = v128.load(from + 2 * stride);
  const x3 = v128.load(from + 3 * stride);
  const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/**
 * e^x by lane, to about 2 units in the last place; x is held within -87..88, where the result is a normal number.
 * x = n ln 2 + r with |r| <= ln 2 / 2, ln 2 in two parts so that r stays exact; e^r by the polynomial of Cephes' expf
 * (Moshier); 2^n through the exponent bits. Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits of
 * the sum, and pmin and pmax are one instruction each: the plain rounding, conversion, minimum and maximum are five to
 * eight on x86, for cases that do not occur here. A NaN stays one.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmin(f32x4.pmax(x, splat(-87.0)), splat(88.0));
  const shifted = fma(x, splat(1.44269504), splat(12582912.0));
  const n = f32x4.sub(shifted, splat(12582912.0));
  const r = fma(n, splat(2.12194440e-4), fma(n, splat(-0.693359375), x));
  let p = fma(splat(1.9875691500e-4), r, splat(1.3981999507e-3));
  p = fma(p, r, splat(8.3334519073e-3));
  p = fma(p, r, splat(4.1665795894e-2));
  p = fma(p, r, splat(1.6666665459e-1));
  p = fma(p, r, splat(5.0000001201e-1));
  p = f32x4.add(fma(p, f32x4.mul(r, r), r), splat(1.0));
  const power = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(splat(x)), 0);
}

/**
 * Natural logarithm of a positive normal number. AssemblyScript's Math.log brings tables in a data segment, which would
 * be written over the host's memory. x = 2^e m with m near 1; ln m = 2 artanh(s), s = (m - 1) / (m + 1), by its series.
 */
export function log(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let exponent = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    exponent++;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  let series: f64 = 0;
  for (let odd = 15; odd >= 1; odd -= 2) series = series * s2 + 1.0 / <f64>odd;
  return <f64>exponent * 0.6931471805599453 + 2 * s * series;
}

/** x *= factor, in place. */
export function scale(x: usize, factor: f32, count: i32): void {
  const factors = splat(factor);
  const wholeEnd = x + bytesOf(count & ~3);
  const end = x + bytesOf(count);
  for (; x < wholeEnd; x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
  for (; x < end; x += 4) store<f32>(x, load<f32>(x) * factor);
}
