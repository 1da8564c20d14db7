import { dot } from './attention';
import { bytesOf, exp4, fma, laneMax, laneSum, splat } from './simd';

/**
 * One decoding step. Row b of qkv (B, 3C) puts its k and v into cache (B, capacity, 2C) at positions[b] and attends over
 * 0..positions[b]; output (B, C). scores: scratch of capacity + 3 floats. headDim is a multiple of 4.
 */
export function decodeAttention(
  qkv: usize, cache: usize, positions: usize, output: usize,
  B: i32, capacity: i32, nHead: i32, headDim: i32, scores: usize,
): void {
  const C = nHead * headDim;
  const entryBytes = bytesOf(2 * C);
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>headDim);
  for (let b = 0; b < B; b++) {
    const position = load<i32>(positions + bytesOf(b));
    const entries = cache + <usize>(b * capacity) * entryBytes;
    const count = position + 1;
    memory.copy(entries + <usize>position * entryBytes, qkv + bytesOf(C), entryBytes);
    for (let h = 0; h < nHead; h++) {
      const q = qkv + bytesOf(h * headDim);
      const keys = entries + bytesOf(h * headDim);
      for (let t = 0; t < count; t++) {
        store<f32>(scores + bytesOf(t), dot(q, keys + <usize>t * entryBytes, headDim) * scale);
      }
      const sum = exponentials(scores, count);
      weightedSum(scores, <f32>1 / sum, keys + bytesOf(C), entryBytes, count, output + bytesOf(h * headDim), headDim);
    }
    qkv += bytesOf(3 * C);
    output += bytesOf(C);
  }
}

/** exp(score - largest) in place, returns the sum; the scores are filled up to whole vectors with ones that vanish. */
function exponentials(scores: usize, count: i32): f32 {
  const end = scores + bytesOf((count + 3) & ~3);
  for (let at = scores + bytesOf(count); at < end; at += 4) store<f32>(at, -3.4e38);
  let largest = splat(-3.4e38);
  for (let at = scores; at < end; at += 16) largest = f32x4.max(largest, v128.load(at));
  const top = splat(laneMax(largest));
  let sum = splat(0);
  for (let at = scores; at < end; at += 16) {
    const e = exp4(f32x4.sub(v128.load(at), top));
    sum = f32x4.add(sum, e);
    v128.store(at, e);
  }
  return laneSum(sum);
}

/** to = inverse * sum over t of weights[t] * values[t], values `stride` bytes apart. */
function weightedSum(
  weights: usize, inverse: f32, values: usize, stride: usize, count: i32, to: usize, headDim: i32,
): void {
  const inverses = splat(inverse);
  for (let i: usize = 0; i < bytesOf(headDim); i += 16) {
    let sum = splat(0);
    let value = values + i;
    for (let t = 0; t < count; t++) {
      sum = fma(v128.load32_splat(weights + bytesOf(t)), v128.load(value), sum);
      value += stride;
    }
    v128.store(to + i, f32x4.mul(sum, inverses));
  }
}
