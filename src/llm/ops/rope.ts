import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel, withGradient } from './kernel.ts';

/**
 * Rotary position embedding (Su et al. 2021, "RoFormer") of the queries and keys in a packed qkv matrix. Channel i of a
 * head's first half and channel i of its second half are one plane, turned by position * base^(-2i / headDim).
 * Values are copied. The gradient is the rotation by the opposite angle.
 * @param qkv (R, 3C), columns [q | k | v], heads side by side in each
 * @param positions (R), int32, in 0..8191
 * @returns (R, 3C)
 * @throws RangeError when headDim is odd
 */
export function rope(qkv: tf.Tensor2D, nHead: number, positions: tf.Tensor1D, base: number): tf.Tensor2D {
  const headDim = qkv.shape[1] / 3 / nHead;
  if (!Number.isInteger(headDim / 2)) throw new RangeError(`headDim ${headDim} is not even`);
  if (!hasKernel('SchoolRope')) return composed(qkv, nHead, positions, base);
  const attrs = { nHead, base };
  return withGradient<tf.Tensor2D>([qkv], () => ({
    value: runKernel('SchoolRope', { qkv, positions }, { ...attrs, isInverse: false })[0]!,
    saved: [positions],
    gradient: (dy, [positions]) =>
      runKernel('SchoolRope', { qkv: dy, positions: positions! }, { ...attrs, isInverse: true }),
  }));
}

/** The angle a plane turns by at each position: base^(-2i / headDim) for plane i of headDim / 2. */
export function ropeFrequencies(headDim: number, base: number): number[] {
  return Array.from({ length: headDim / 2 }, (_, i) => base ** ((-2 * i) / headDim));
}

/** Positions below lowCount * highCount (8192) are written as lowCount * high + low. */
const lowCount = 64;
const highCount = 128;

function composed(qkv: tf.Tensor2D, nHead: number, positions: tf.Tensor1D, base: number): tf.Tensor2D {
  const [R, width] = qkv.shape;
  const C = width / 3;
  const headDim = C / nHead;
  const half = headDim / 2;
  const { cos, sin } = turns(positions, headDim, base);
  const heads = tf.reshape(tf.slice(qkv, [0, 0], [R, 2 * C]), [R, 2 * nHead, headDim]);
  const first = tf.slice(heads, [0, 0, 0], [R, 2 * nHead, half]);
  const second = tf.slice(heads, [0, 0, half], [R, 2 * nHead, half]);
  const turned = tf.concat(
    [tf.sub(tf.mul(first, cos), tf.mul(second, sin)), tf.add(tf.mul(first, sin), tf.mul(second, cos))],
    2,
  );
  return tf.concat([tf.reshape(turned, [R, 2 * C]), tf.slice(qkv, [0, 2 * C], [R, C])], 1) as tf.Tensor2D;
}

/**
 * Cosine and sine of each plane's angle at each position, (R, 1, headDim / 2) each.
 *
 * Looked up, not computed on the device: WGSL allows its sin and cos an error of 2^-11 within [-pi, pi] and any beyond
 * (SwiftShader's is 2e-4), and that error stays in the logits. A row for every position would be much to upload, so there
 * is one for every high and every low part; the turn by their sum is the product of the two turns as complex numbers.
 */
function turns(positions: tf.Tensor1D, headDim: number, base: number): { cos: tf.Tensor; sin: tf.Tensor } {
  const { highs, lows } = tablesOf(headDim, base);
  const high = tf.floorDiv(positions, tf.scalar(lowCount, 'int32'));
  const low = tf.sub(positions, tf.mul(high, tf.scalar(lowCount, 'int32')));
  const highRows = tf.gather(tf.tensor2d(highs, [highCount, 2 * headDim]), high);
  const lowRows = tf.gather(tf.tensor2d(lows, [lowCount, 2 * headDim]), low);
  const [left, right] = tf.split(tf.mul(highRows, lowRows), 2, 1);
  const sums = tf.reshape(tf.add(left!, right!), [positions.shape[0], 1, headDim]);
  const [cos, sin] = tf.split(sums, 2, 2);
  return { cos: cos!, sin: sin! };
}

interface Tables {
  /** (highCount, 2 headDim): [cos | sin | -sin | cos] of lowCount * row. */
  highs: Float32Array;
  /** (lowCount, 2 headDim): [cos | cos | sin | sin] of row. */
  lows: Float32Array;
}

/** Numbers only: tensors would belong to one backend, and decoding asks again for every token. */
const known = new Map<string, Tables>();

function tablesOf(headDim: number, base: number): Tables {
  const key = `${headDim}/${base}`;
  const tables = known.get(key) ?? makeTables(ropeFrequencies(headDim, base));
  known.set(key, tables);
  return tables;
}

function makeTables(frequencies: number[]): Tables {
  const rows = (count: number, step: number, arrange: (cos: number[], sin: number[]) => number[][]) =>
    Float32Array.from(
      Array.from({ length: count }, (_, row) => {
        const angles = frequencies.map((frequency) => row * step * frequency);
        return arrange(angles.map(Math.cos), angles.map(Math.sin)).flat();
      }).flat(),
    );
  return {
    highs: rows(highCount, lowCount, (cos, sin) => [cos, sin, sin.map((x) => -x), cos]),
    lows: rows(lowCount, 1, (cos, sin) => [cos, cos, sin, sin]),
  };
}
