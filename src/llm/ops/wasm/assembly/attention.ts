/** Causal attention straight from the packed (rows, 3C) qkv matrix, forward and backward. */

import { LOWER_LEFT, LOWER_RESULT, UPPER_LEFT, gemm, gemmWorkspaceBytes } from './gemm';
import { TILE_ROWS } from './microkernel';
import { bytesOf, exp4, fma, laneMax, laneSum, splat } from './simd';

/**
 * Floats in a row of a (T, T) block of probabilities: T rounded up to whole vectors. Columns right of the diagonal are
 * zero as far as any product below reads them, and undefined beyond.
 */
export function probsRowLength(T: i32): i32 {
  return (T + 3) & ~3;
}

/** End of the part of row i that is defined: the diagonal's tile and vector. */
// @ts-ignore: decorator
@inline
function definedColumns(i: i32, rowLength: i32): i32 {
  return min(rowLength, (i + TILE_ROWS + 3) & ~3);
}

/**
 * output (B*T, C), probs (B*nHead, T, probsRowLength) from qkv (B*T, 3C), for the heads from..to of all B*nHead.
 * headDim is a multiple of 4.
 */
export function attention(
  qkv: usize, output: usize, probs: usize, T: i32, nHead: i32, headDim: i32, from: i32, to: i32, workspace: usize,
): void {
  const C = nHead * headDim;
  const qkvRow = bytesOf(3 * C);
  const outputRow = bytesOf(C);
  const rowLength = probsRowLength(T);
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>headDim);
  for (let unit = from; unit < to; unit++) {
    const b = unit / nHead, h = unit % nHead;
    const q = qkv + <usize>(b * T) * qkvRow + bytesOf(h * headDim);
    const k = q + bytesOf(C);
    const v = k + bytesOf(C);
    const out = output + <usize>(b * T) * outputRow + bytesOf(h * headDim);
    const p = probs + <usize>(unit * T) * bytesOf(rowLength);
    gemm(T, T, headDim, q, qkvRow, 4, k, 4, qkvRow, p, bytesOf(rowLength), 0, 0, LOWER_RESULT, workspace);
    causalSoftmax(p, T, rowLength, scale);
    gemm(T, headDim, T, p, bytesOf(rowLength), 4, v, qkvRow, 4, out, outputRow, 0, 0, LOWER_LEFT, workspace);
  }
}

/** softmax(scale * scores) of each row's columns 0..row, in place. */
function causalSoftmax(scores: usize, T: i32, rowLength: i32, scale: f32): void {
  const lowest = splat(-3.4e38);
  const scales = splat(scale);
  for (let i = 0; i < T; i++) {
    const whole = scores + bytesOf(i & ~3); // whole vectors end here; the diagonal lies in the next one
    const isPast = i32x4.le_s(i32x4.add(i32x4.splat(i & ~3), i32x4(0, 1, 2, 3)), i32x4.splat(i));
    const diagonal = v128.bitselect(v128.load(whole), lowest, isPast);
    let largest = diagonal;
    for (let at = scores; at < whole; at += 16) largest = f32x4.pmax(largest, v128.load(at));
    const top = splat(laneMax(largest));

    const last = v128.and(exp4(f32x4.mul(f32x4.sub(diagonal, top), scales)), isPast);
    let sum = last;
    for (let at = scores; at < whole; at += 16) {
      const e = exp4(f32x4.mul(f32x4.sub(v128.load(at), top), scales));
      sum = f32x4.add(sum, e);
      v128.store(at, e);
    }
    const inverse = splat(<f32>1 / laneSum(sum));
    for (let at = scores; at < whole; at += 16) v128.store(at, f32x4.mul(v128.load(at), inverse));
    v128.store(whole, f32x4.mul(last, inverse));
    const end = scores + bytesOf(definedColumns(i, rowLength));
    for (let at = whole + 16; at < end; at += 16) v128.store(at, splat(0));
    scores += bytesOf(rowLength);
  }
}

/**
 * dQkv (B*T, 3C) from dOutput and what the forward pass kept. With P = probs and dP = dOutput v^T:
 * dv = P^T dOutput, dScores = scale P (dP - rowsum(P dP)), dq = dScores k, dk = dScores^T q;
 * the row sum equals the dot product of the row of output with that of dOutput. For the heads from..to; the workspace
 * goes on with T * probsRowLength floats after a product's own.
 */
export function attentionGrad(
  dOutput: usize, qkv: usize, output: usize, probs: usize, dQkv: usize,
  T: i32, nHead: i32, headDim: i32, from: i32, to: i32, workspace: usize,
): void {
  const C = nHead * headDim;
  const qkvRow = bytesOf(3 * C);
  const outRow = bytesOf(C);
  const rowLength = probsRowLength(T);
  const probsRow = bytesOf(rowLength);
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>headDim);
  const dScores = workspace + gemmWorkspaceBytes();
  for (let unit = from; unit < to; unit++) {
    const b = unit / nHead, h = unit % nHead;
    const offset = <usize>(b * T) * qkvRow + bytesOf(h * headDim);
    const q = qkv + offset, k = q + bytesOf(C), v = k + bytesOf(C);
    const dq = dQkv + offset, dk = dq + bytesOf(C), dv = dk + bytesOf(C);
    const outOffset = <usize>(b * T) * outRow + bytesOf(h * headDim);
    const out = output + outOffset;
    const dOut = dOutput + outOffset;
    const p = probs + <usize>(unit * T) * probsRow;
    gemm(T, T, headDim, dOut, outRow, 4, v, 4, qkvRow, dScores, probsRow, 0, 0, LOWER_RESULT, workspace);
    for (let i = 0; i < T; i++) {
      const row = <usize>i * probsRow;
      scoreGradRow(
        dScores + row, p + row, definedColumns(i, rowLength),
        dot(out + <usize>i * outRow, dOut + <usize>i * outRow, headDim), scale,
      );
    }
    gemm(T, headDim, T, p, 4, probsRow, dOut, outRow, 4, dv, qkvRow, 0, 0, UPPER_LEFT, workspace);
    gemm(T, headDim, T, dScores, probsRow, 4, k, qkvRow, 4, dq, qkvRow, 0, 0, LOWER_LEFT, workspace);
    gemm(T, headDim, T, dScores, 4, probsRow, q, qkvRow, 4, dk, qkvRow, 0, 0, UPPER_LEFT, workspace);
  }
}

/** One row, in place: dScores = scale * probs * (dProbs - rowSum); zero wherever probs is (dProbs is undefined there). */
function scoreGradRow(dScores: usize, probs: usize, columns: i32, rowSum: f32, scale: f32): void {
  const sum = splat(rowSum);
  const scales = splat(scale);
  const end = dScores + bytesOf(columns);
  for (; dScores < end; dScores += 16, probs += 16) {
    const p = v128.load(probs);
    const gradient = f32x4.mul(f32x4.mul(p, f32x4.sub(v128.load(dScores), sum)), scales);
    v128.store(dScores, v128.and(gradient, f32x4.ne(p, splat(0))));
  }
}

/** Dot product of two vectors of a multiple of 4 floats. */
export function dot(x: usize, y: usize, count: i32): f32 {
  let sum = splat(0);
  const end = x + bytesOf(count);
  for (; x < end; x += 16, y += 16) sum = fma(v128.load(x), v128.load(y), sum);
  return laneSum(sum);
}
