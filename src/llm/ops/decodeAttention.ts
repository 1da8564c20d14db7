/** Attention with a key/value cache, for generation: no gradients here. */

import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './kernel.ts';

/** Rotated keys and values of one layer: (B, capacity, 2C), channels [k | v]. */
export type LayerCache = tf.Tensor3D;

/**
 * One decoding step: row b's key and value are written at positions[b], and its query attends over 0..positions[b].
 *
 * Ownership: the caller hands its cache over and goes on with the returned one. The wasm kernel writes into the cache
 * and returns the same tensor; the composed version returns a new one, and the caller disposes of the old.
 * @param qkv (B, 3C), already rotated
 * @param cache of B rows at least
 * @param positions (B), int32, below the capacity
 * @returns output (B, C) and the cache to use from now on
 */
export function decodeAttention(
  qkv: tf.Tensor2D,
  cache: LayerCache,
  positions: tf.Tensor1D,
  nHead: number,
): { output: tf.Tensor2D; cache: LayerCache } {
  const headDim = qkv.shape[1] / 3 / nHead;
  if (!hasKernel('SchoolDecodeAttention') || headDim % 4 !== 0) return composed(qkv, cache, positions, nHead);
  const [output] = runKernel('SchoolDecodeAttention', { qkv, cache, positions }, { nHead });
  return { output: output as tf.Tensor2D, cache };
}

/**
 * The cache after a prompt: keys and values of all T positions of each row, zeros above.
 * @param qkv (B*T, 3C), already rotated
 * @returns (B, capacity, 2C)
 */
export function prefillCache(qkv: tf.Tensor2D, B: number, T: number, capacity: number): LayerCache {
  if (T > capacity) throw new RangeError(`${T} positions > cache capacity ${capacity}`);
  const C = qkv.shape[1] / 3;
  return tf.tidy(() => {
    const keysAndValues = tf.reshape<tf.Rank.R3>(tf.slice(qkv, [0, C], [B * T, 2 * C]), [B, T, 2 * C]);
    if (T === capacity) return keysAndValues;
    return tf.pad3d(keysAndValues, [
      [0, 0],
      [0, capacity - T],
      [0, 0],
    ]);
  });
}

/** A cache in which nothing has been read yet. */
export function emptyCache(rows: number, capacity: number, width: number): LayerCache {
  // Not tf.zeros, which makes the zeros in JavaScript and uploads them.
  return tf.fill([rows, capacity, width], 0);
}

export interface RowMove {
  from: number;
  to: number;
}

/** Whether `moveRows` costs but the rows that move. */
export function movesInPlace(): boolean {
  return hasKernel('SchoolMoveRows');
}

/**
 * A cache of `count` rows: those of `cache`, but row `to` is row `from` of `source` for every move. `source` may be `cache` itself, when no
 * row is both left and entered; its positions may be fewer, and the rest then is left as it is.
 *
 * Ownership: as of `decodeAttention`. The wasm kernel returns the same cache, and leaves rows behind the last one.
 */
export function moveRows(cache: LayerCache, source: LayerCache, moves: RowMove[], count: number): LayerCache {
  if (hasKernel('SchoolMoveRows')) {
    if (moves.length > 0) {
      const flat = tf.tensor2d(
        moves.flatMap(({ from, to }) => [from, to]),
        [moves.length, 2],
        'int32',
      );
      runKernel('SchoolMoveRows', { cache, source, moves: flat });
    }
    return cache;
  }
  const [rows, capacity] = cache.shape;
  const index = Int32Array.from({ length: count }, (_, row) => row);
  for (const { from, to } of moves) index[to] = source === cache ? from : rows + from;
  const missing = capacity - source.shape[1];
  const all =
    source === cache
      ? cache
      : tf.concat([
          cache,
          missing === 0
            ? source
            : tf.pad3d(source, [
                [0, 0],
                [0, missing],
                [0, 0],
              ]),
        ]);
  return tf.gather(all, tf.tensor1d(index, 'int32'));
}

function composed(
  qkv: tf.Tensor2D,
  cache: LayerCache,
  positions: tf.Tensor1D,
  nHead: number,
): { output: tf.Tensor2D; cache: LayerCache } {
  const [B, width] = qkv.shape;
  const capacity = cache.shape[1];
  const C = width / 3;
  const headDim = C / nHead;
  return tf.tidy(() => {
    const index = tf.range(0, capacity, 1, 'int32');
    const position = tf.reshape(positions, [B, 1]);
    const isHere = tf.reshape(tf.cast(tf.equal(index, position), 'float32'), [B, capacity, 1]);
    const isFuture = tf.reshape(tf.cast(tf.greater(index, position), 'float32'), [B, 1, 1, capacity]);
    const entry = tf.reshape(tf.slice(qkv, [0, C], [B, 2 * C]), [B, 1, 2 * C]);
    const updated = tf.add(tf.mul(cache, tf.sub(1, isHere)), tf.mul(entry, isHere)) as tf.Tensor3D;

    const q = tf.reshape(tf.slice(qkv, [0, 0], [B, C]), [B, nHead, 1, headDim]);
    const [k, v] = tf
      .split(updated, 2, 2)
      .map((part) => tf.transpose(tf.reshape(part, [B, capacity, nHead, headDim]), [0, 2, 1, 3]));
    const scores = tf.mul(tf.matMul(q, k!, false, true), 1 / Math.sqrt(headDim)); // (B, H, 1, capacity)
    const probs = tf.softmax(tf.add(scores, tf.mul(isFuture, -1e9)));
    return { output: tf.reshape(tf.matMul(probs, v!), [B, C]) as tf.Tensor2D, cache: updated };
  });
}
