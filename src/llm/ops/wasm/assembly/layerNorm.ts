import { bytesOf, fma, laneSum, splat } from './simd';

/** Rows whose gain gradients are summed on their own: a fixed number, so that the sum does not depend on who adds. */
export const NORM_ROWS: i32 = 64;

export function normRows(): i32 {
  return NORM_ROWS;
}

/** Rows from..to of y = (x - mean) / sqrt(variance + epsilon) * gain by row; statistics (rows, 2) keeps mean and
 * 1/sqrt. C % 4 == 0. */
export function layerNorm(
  x: usize, gain: usize, y: usize, statistics: usize, C: i32, epsilon: f32, from: i32, to: i32, _workspace: usize,
): void {
  const rowBytes = bytesOf(C);
  x += <usize>from * rowBytes;
  y += <usize>from * rowBytes;
  statistics += <usize>from * 8;
  const inverseC: f32 = <f32>1 / <f32>C;
  for (let row = from; row < to; row++) {
    let sum = splat(0);
    for (let i: usize = 0; i < rowBytes; i += 16) sum = f32x4.add(sum, v128.load(x + i));
    const mean = laneSum(sum) * inverseC;
    const means = splat(mean);
    let squares = splat(0);
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const centered = f32x4.sub(v128.load(x + i), means);
      squares = fma(centered, centered, squares);
    }
    const scale: f32 = <f32>1 / sqrt<f32>(laneSum(squares) * inverseC + epsilon);
    const scales = splat(scale);
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + i), means), scales);
      v128.store(y + i, f32x4.mul(normal, v128.load(gain + i)));
    }
    store<f32>(statistics, mean);
    store<f32>(statistics, scale, 4);
    statistics += 8;
    x += rowBytes;
    y += rowBytes;
  }
}

/**
 * dx (rows, C), and for each block of NORM_ROWS rows its part of dGain: dGains (blocks, C). With n the normalized row and
 * g = dy * gain: dx = scale (g - mean(g) - n mean(g n)), dGain = column sums of dy n. For the blocks from..to.
 */
export function layerNormGrad(
  dy: usize, x: usize, gain: usize, statistics: usize, dx: usize, dGains: usize, rows: i32, C: i32,
  from: i32, to: i32, _workspace: usize,
): void {
  for (let block = from; block < to; block++) {
    const first = block * NORM_ROWS;
    const offset = <usize>first * bytesOf(C);
    gradOfRows(
      dy + offset, x + offset, gain, statistics + <usize>first * 8, dx + offset, dGains + <usize>block * bytesOf(C),
      min(NORM_ROWS, rows - first), C,
    );
  }
}

function gradOfRows(
  dy: usize, x: usize, gain: usize, statistics: usize, dx: usize, dGain: usize, rows: i32, C: i32,
): void {
  const rowBytes = bytesOf(C);
  const inverseC: f32 = <f32>1 / <f32>C;
  memory.fill(dGain, 0, rowBytes);
  for (let row = 0; row < rows; row++) {
    const means = splat(load<f32>(statistics));
    const scales = splat(load<f32>(statistics, 4));
    let sum = splat(0);
    let product = splat(0);
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const d = v128.load(dy + i);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + i), means), scales);
      const g = f32x4.mul(d, v128.load(gain + i));
      sum = f32x4.add(sum, g);
      product = fma(g, normal, product);
      v128.store(dGain + i, fma(d, normal, v128.load(dGain + i)));
    }
    const meanOfG = splat(laneSum(sum) * inverseC);
    const meanOfProduct = splat(laneSum(product) * inverseC);
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + i), means), scales);
      const g = f32x4.mul(v128.load(dy + i), v128.load(gain + i));
      const rest = f32x4.sub(f32x4.sub(g, meanOfG), f32x4.mul(normal, meanOfProduct));
      v128.store(dx + i, f32x4.mul(scales, rest));
    }
    statistics += 8;
    x += rowBytes;
    dy += rowBytes;
    dx += rowBytes;
  }
}
