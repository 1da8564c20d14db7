import { bytesOf, fma, splat } from './simd';

/**
 * Rotates the q and k heads of rows from..to of qkv (rows, 3C) into `rotated`; copies v. The table holds, for every position,
 * headDim / 2 cosines and then headDim / 2 sines; sign -1 turns the other way.
 */
export function rope(
  qkv: usize, rotated: usize, positions: usize, table: usize, nHead: i32, headDim: i32, sign: f32,
  from: i32, to: i32, _workspace: usize,
): void {
  const half = bytesOf(headDim) >> 1;
  const wholeHalf = half & ~15;
  const C = bytesOf(nHead * headDim);
  const signs = splat(sign);
  qkv += <usize>from * 3 * C;
  rotated += <usize>from * 3 * C;
  positions += bytesOf(from);
  for (let row = from; row < to; row++) {
    const cosines = table + <usize>load<i32>(positions) * 2 * half;
    const sines = cosines + half;
    for (let head = 0; head < 2 * nHead; head++) {
      let i: usize = 0;
      for (; i < wholeHalf; i += 16) {
        const first = v128.load(qkv + i);
        const second = v128.load(qkv + half + i);
        const cos = v128.load(cosines + i);
        const sin = f32x4.mul(v128.load(sines + i), signs);
        v128.store(rotated + i, f32x4.sub(f32x4.mul(first, cos), f32x4.mul(second, sin)));
        v128.store(rotated + half + i, fma(first, sin, f32x4.mul(second, cos)));
      }
      for (; i < half; i += 4) {
        const first = load<f32>(qkv + i);
        const second = load<f32>(qkv + half + i);
        const cos = load<f32>(cosines + i);
        const sin = load<f32>(sines + i) * sign;
        store<f32>(rotated + i, first * cos - second * sin);
        store<f32>(rotated + half + i, first * sin + second * cos);
      }
      qkv += 2 * half;
      rotated += 2 * half;
    }
    memory.copy(rotated, qkv, C);
    qkv += C;
    rotated += C;
    positions += 4;
  }
}
