/** AdamW, Muon and gradient clipping, all in place. */

import { FULL, LOWER_RESULT, gemm, gemmWorkspaceBytes } from './gemm';
import { bytesOf, fma, laneSum, scale, splat, transpose4 } from './simd';

/**
 * m and v move toward gradient and gradient^2; parameter = decay * parameter - stepSize m / (sqrt(v squareScale) + epsilon).
 */
export function adamw(
  parameter: usize, gradient: usize, m: usize, v: usize, count: i32,
  beta1: f32, beta2: f32, epsilon: f32, decay: f32, stepSize: f32, squareScale: f32,
): void {
  const keep1 = splat(beta1), take1 = splat(1 - beta1);
  const keep2 = splat(beta2), take2 = splat(1 - beta2);
  const wholeEnd = parameter + bytesOf(count & ~3);
  const end = parameter + bytesOf(count);
  for (; parameter < wholeEnd; parameter += 16, gradient += 16, m += 16, v += 16) {
    const g = v128.load(gradient);
    const mean = fma(keep1, v128.load(m), f32x4.mul(take1, g));
    const square = fma(keep2, v128.load(v), f32x4.mul(take2, f32x4.mul(g, g)));
    v128.store(m, mean);
    v128.store(v, square);
    const denominator = f32x4.add(f32x4.sqrt(f32x4.mul(square, splat(squareScale))), splat(epsilon));
    const update = f32x4.div(f32x4.mul(splat(stepSize), mean), denominator);
    v128.store(parameter, f32x4.sub(f32x4.mul(v128.load(parameter), splat(decay)), update));
  }
  for (; parameter < end; parameter += 4, gradient += 4, m += 4, v += 4) {
    const g = load<f32>(gradient);
    const mean = beta1 * load<f32>(m) + (1 - beta1) * g;
    const square = beta2 * load<f32>(v) + (1 - beta2) * g * g;
    store<f32>(m, mean);
    store<f32>(v, square);
    const update = (stepSize * mean) / (sqrt<f32>(square * squareScale) + epsilon);
    store<f32>(parameter, load<f32>(parameter) * decay - update);
  }
}

/** Sum of squares of a vector. */
export function sumOfSquares(x: usize, count: i32): f64 {
  let total: f64 = 0;
  const wholeEnd = x + bytesOf(count & ~3);
  const end = x + bytesOf(count);
  while (x < wholeEnd) {
    // Short float32 sums, gathered in float64: a long float32 sum would lose digits.
    let sum = splat(0);
    const stop = min(wholeEnd, x + 4096);
    for (; x < stop; x += 16) sum = fma(v128.load(x), v128.load(x), sum);
    total += <f64>laneSum(sum);
  }
  for (; x < end; x += 4) total += <f64>load<f32>(x) * <f64>load<f32>(x);
  return total;
}

/** Bytes of workspace `orthogonalize` needs for blocks of (rows, columns). */
export function muonWorkspaceBytes(rows: i32, columns: i32): usize {
  const side = min(rows, columns);
  return gemmWorkspaceBytes() + bytesOf(2 * rows * columns + 2 * side * side + 8);
}

/**
 * momentum = keep momentum + (1 - keep) gradient; update = (1 - keep) gradient + keep momentum. All (rows, blocks * columns)
 * but `update`, in which the blocks lie one after the other, (blocks, rows, columns).
 */
export function nesterov(
  gradient: usize, momentum: usize, update: usize, rows: i32, columns: i32, blocks: i32, keep: f32,
): void {
  const take: f32 = <f32>1 - keep;
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const to = update + bytesOf((block * rows + row) * columns);
      let i: usize = 0;
      for (; i < bytesOf(columns & ~3); i += 16) {
        const g = f32x4.mul(splat(take), v128.load(gradient + i));
        const mean = f32x4.add(f32x4.mul(splat(keep), v128.load(momentum + i)), g);
        v128.store(momentum + i, mean);
        v128.store(to + i, f32x4.add(g, f32x4.mul(splat(keep), mean)));
      }
      for (; i < bytesOf(columns); i += 4) {
        const g = take * load<f32>(gradient + i);
        const mean = keep * load<f32>(momentum + i) + g;
        store<f32>(momentum + i, mean);
        store<f32>(to + i, g + keep * mean);
      }
      gradient += bytesOf(columns);
      momentum += bytesOf(columns);
    }
  }
}

/**
 * The blocks from..to of a list of (matrix, result, rows, columns), int32 each: matrix, made nearly orthogonal, is written to
 * result. From norm 1, X <- a X + (b A + c A^2) X, A the Gram matrix of X's shorter side.
 */
export function orthogonalize(
  blocks: usize, a: f32, b: f32, c: f32, iterations: i32, from: i32, to: i32, workspace: usize,
): void {
  for (let block = blocks + <usize>from * 16; block < blocks + <usize>to * 16; block += 16) {
    const rows = load<i32>(block, 8), columns = load<i32>(block, 12);
    const rowBytes = bytesOf(columns);
    const blockBytes = bytesOf(rows * columns);
    const side = min(rows, columns);
    const sideBytes = bytesOf(side);
    let x = workspace + gemmWorkspaceBytes();
    let next = x + blockBytes;
    const gram = next + blockBytes;
    const polynomial = gram + bytesOf(side * side);
    memory.copy(x, <usize>load<u32>(block), blockBytes);
    scale(x, <f32>1 / (<f32>sqrt<f64>(sumOfSquares(x, rows * columns)) + <f32>1e-7), rows * columns);
    for (let i = 1; i <= iterations; i++) {
      if (i == iterations) next = <usize>load<u32>(block, 4);
      if (rows > columns) {
        symmetric(columns, rows, x, 4, rowBytes, x, rowBytes, 4, gram, workspace);
        quintic(gram, polynomial, side, a, b, c, workspace);
        gemm(rows, columns, side, x, rowBytes, 4, polynomial, sideBytes, 4, next, rowBytes, 0, 0, FULL, workspace);
      } else {
        symmetric(rows, columns, x, rowBytes, 4, x, 4, rowBytes, gram, workspace);
        quintic(gram, polynomial, side, a, b, c, workspace);
        gemm(rows, columns, side, polynomial, sideBytes, 4, x, rowBytes, 4, next, rowBytes, 0, 0, FULL, workspace);
      }
      const last = x;
      x = next;
      next = last;
    }
  }
}

/** A product of (side, depth) with (depth, side) known to be symmetric: half of it computed, half mirrored. */
function symmetric(
  side: i32, depth: i32, left: usize, leftRow: usize, leftColumn: usize,
  right: usize, rightRow: usize, rightColumn: usize, to: usize, workspace: usize,
): void {
  const row = bytesOf(side);
  gemm(side, side, depth, left, leftRow, leftColumn, right, rightRow, rightColumn, to, row, 0, 0, LOWER_RESULT, workspace);
  mirror(to, side);
}

/** What is above the diagonal becomes what is below it. */
function mirror(square: usize, side: i32): void {
  const row = bytesOf(side);
  const whole = side & ~3;
  for (let i = 0; i < side; i++) {
    // Blocks of four by four, but for those on the diagonal and at the end.
    const blocked = i < whole ? i & ~3 : 0;
    if (i < whole && (i & 3) == 0) {
      for (let j = 0; j < i; j += 4) {
        transpose4(square + <usize>i * row + bytesOf(j), row, square + <usize>j * row + bytesOf(i), row);
      }
    }
    for (let j = blocked; j < i; j++) {
      store<f32>(square + <usize>j * row + bytesOf(i), load<f32>(square + <usize>i * row + bytesOf(j)));
    }
  }
}

/** to = a I + b gram + c gram^2, so that one product with X is a whole Newton-Schulz step. */
function quintic(gram: usize, to: usize, side: i32, a: f32, b: f32, c: f32, workspace: usize): void {
  const row = bytesOf(side);
  gemm(side, side, side, gram, row, 4, gram, row, 4, to, row, 0, 0, LOWER_RESULT, workspace);
  const count = side * side;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const linear = f32x4.mul(splat(b), v128.load(gram + bytesOf(i)));
    v128.store(to + bytesOf(i), f32x4.add(linear, f32x4.mul(splat(c), v128.load(to + bytesOf(i)))));
  }
  for (; i < count; i++) {
    const at = bytesOf(i);
    store<f32>(to + at, b * load<f32>(gram + at) + c * load<f32>(to + at));
  }
  for (let k = 0; k < side; k++) {
    const at = to + <usize>k * row + bytesOf(k);
    store<f32>(at, load<f32>(at) + a);
  }
  mirror(to, side);
}

/** parameter (rows, blocks * columns) = decay parameter - stepSize update, update (blocks, rows, columns). */
export function applyUpdate(
  parameter: usize, update: usize, rows: i32, columns: i32, blocks: i32, decay: f32, stepSize: f32,
): void {
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const from = update + bytesOf((block * rows + row) * columns);
      let i: usize = 0;
      for (; i < bytesOf(columns & ~3); i += 16) {
        const step = f32x4.mul(splat(stepSize), v128.load(from + i));
        v128.store(parameter + i, f32x4.sub(f32x4.mul(splat(decay), v128.load(parameter + i)), step));
      }
      for (; i < bytesOf(columns); i += 4) {
        store<f32>(parameter + i, decay * load<f32>(parameter + i) - stepSize * load<f32>(from + i));
      }
      parameter += bytesOf(columns);
    }
  }
}
