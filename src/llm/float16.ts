/** Half precision (IEEE 754 binary16): 1 sign, 5 exponent and 10 fraction bits, in 16-bit integers. */

const floatView = new Float32Array(1);
const bitsView = new Uint32Array(floatView.buffer);
const largestFinite = 0x7bff; // 65504
const smallestSubnormal = 2 ** -24;

/** Rounds to the nearest half, ties to even; beyond the range to the largest finite one (65504), since an infinite weight is useless. */
export function toFloat16(value: number): number {
  floatView[0] = value;
  const bits = bitsView[0] as number;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return sign | largestFinite; // 65520, half way to 2^16
  // From 2^-14 on: exponent bias 127 -> 15, then 13 fraction bits are rounded off.
  if (magnitude >= 0x38800000) {
    const rebiased = magnitude - 0x38000000;
    return sign | ((rebiased + 0xfff + ((rebiased >>> 13) & 1)) >>> 13);
  }
  const units = Math.abs(floatView[0]) / smallestSubnormal;
  const floor = Math.floor(units);
  const rest = units - floor;
  return sign | (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor);
}

export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * smallestSubnormal;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
