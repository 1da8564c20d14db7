import { dot } from './attention';
import { bytesOf, exp4, fma, laneMax, laneSum, splat } from './simd';

/** Bytes of workspace `decodeAttention` needs: one row of scores for each head, in whole vectors. */
export function decodeWorkspaceBytes(capacity: i32, nHead: i32): usize {
  return bytesOf(nHead * scoresRowLength(capacity));
}

// @ts-ignore: decorator
@inline
function scoresRowLength(capacity: i32): i32 {
  return (capacity + 3) & ~3;
}

/**
 * One decoding step, for rows from..to. Row b of qkv (B, 3C) puts its k and v into cache (B, capacity, 2C) at positions[b] and attends over
 * 0..positions[b]; output (B, C). headDim is a multiple of 4. The cache is far larger than the processor's own, so it is
 * read in order, all heads of a position together, once for the keys and once for the values.
 */
export function decodeAttention(
  qkv: usize, cache: usize, positions: usize, output: usize,
  capacity: i32, nHead: i32, headDim: i32, from: i32, to: i32, scores: usize,
): void {
  const C = bytesOf(nHead * headDim);
  const entryBytes = 2 * C;
  const scoresRow = bytesOf(scoresRowLength(capacity));
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>headDim);
  qkv += <usize>from * 3 * C;
  cache += <usize>(from * capacity) * entryBytes;
  output += <usize>from * C;
  for (let b = from; b < to; b++) {
    const count = load<i32>(positions + bytesOf(b)) + 1;
    memory.copy(cache + <usize>(count - 1) * entryBytes, qkv + C, entryBytes);
    for (let t = 0; t < count; t++) {
      const keys = cache + <usize>t * entryBytes;
      for (let h = 0; h < nHead; h++) {
        const head = bytesOf(h * headDim);
        store<f32>(scores + <usize>h * scoresRow + bytesOf(t), dot(qkv + head, keys + head, headDim) * scale);
      }
    }
    for (let h = 0; h < nHead; h++) softmax(scores + <usize>h * scoresRow, count);
    memory.fill(output, 0, C);
    for (let t = 0; t < count; t++) {
      const values = cache + <usize>t * entryBytes + C;
      for (let h = 0; h < nHead; h++) {
        const head = bytesOf(h * headDim);
        addScaled(output + head, values + head, load<f32>(scores + <usize>h * scoresRow + bytesOf(t)), headDim);
      }
    }
    qkv += 3 * C;
    cache += <usize>capacity * entryBytes;
    output += C;
  }
}

/** Copies row `from` of source (rows, sourceCapacity, 2C) into row `to` of cache (rows, capacity, 2C) for each (from, to). */
export function moveRows(
  cache: usize, capacity: i32, source: usize, sourceCapacity: i32, width: i32, moves: usize, count: i32,
): void {
  const row = bytesOf(width) * capacity;
  const sourceRow = bytesOf(width) * sourceCapacity;
  for (let i = 0; i < count; i++) {
    const from = source + <usize>load<i32>(moves) * sourceRow;
    memory.copy(cache + <usize>load<i32>(moves, 4) * row, from, sourceRow);
    moves += 8;
  }
}

/** Softmax of `count` scores, in place; the row is filled up to whole vectors with scores that vanish. */
function softmax(scores: usize, count: i32): void {
  const end = scores + bytesOf((count + 3) & ~3);
  for (let at = scores + bytesOf(count); at < end; at += 4) store<f32>(at, -3.4e38);
  let largest = splat(-3.4e38);
  for (let at = scores; at < end; at += 16) largest = f32x4.pmax(largest, v128.load(at));
  const top = splat(laneMax(largest));
  let sum = splat(0);
  for (let at = scores; at < end; at += 16) {
    const e = exp4(f32x4.sub(v128.load(at), top));
    sum = f32x4.add(sum, e);
    v128.store(at, e);
  }
  const inverse = splat(<f32>1 / laneSum(sum));
  for (let at = scores; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), inverse));
}

/** to += factor * x, a multiple of 4 floats. */
// @ts-ignore: decorator
@inline
function addScaled(to: usize, x: usize, factor: f32, count: i32): void {
  const factors = splat(factor);
  for (let i: usize = 0; i < bytesOf(count); i += 16) {
    v128.store(to + i, fma(factors, v128.load(x + i), v128.load(to + i)));
  }
}
