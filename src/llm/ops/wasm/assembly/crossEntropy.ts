import { bytesOf, exp1, exp4, laneMax, laneSum, log, scale, splat } from './simd';

/**
 * Returns the sum over rows of weight * (log sum exp(logits) - logits[target]), and writes its gradient,
 * weight * (softmax(logits) - onehot(target)), to dLogits (rows, V). Rows of weight 0 are not looked at.
 */
export function crossEntropy(
  logits: usize, targets: usize, weights: usize, dLogits: usize, rows: i32, V: i32,
): f32 {
  const rowBytes = bytesOf(V);
  const wholeBytes = bytesOf(V & ~3);
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const weight = load<f32>(weights);
    if (weight == 0) {
      memory.fill(dLogits, 0, rowBytes);
    } else {
      const top = largest(logits, wholeBytes, rowBytes);
      const sum = exponentials(logits, dLogits, top, wholeBytes, rowBytes);
      scale(dLogits, weight / sum, V);
      const target = bytesOf(load<i32>(targets));
      store<f32>(dLogits + target, load<f32>(dLogits + target) - weight);
      loss += <f64>weight * (log(<f64>sum) + <f64>(top - load<f32>(logits + target)));
    }
    logits += rowBytes;
    dLogits += rowBytes;
    targets += 4;
    weights += 4;
  }
  return <f32>loss;
}

function largest(x: usize, wholeBytes: usize, rowBytes: usize): f32 {
  let lanes = splat(-Infinity);
  let i: usize = 0;
  for (; i < wholeBytes; i += 16) lanes = f32x4.pmax(lanes, v128.load(x + i));
  let top = laneMax(lanes);
  for (; i < rowBytes; i += 4) top = max(top, load<f32>(x + i));
  return top;
}

/** to = exp(x - top); returns its sum. */
function exponentials(x: usize, to: usize, top: f32, wholeBytes: usize, rowBytes: usize): f32 {
  const tops = splat(top);
  let lanes = splat(0);
  let i: usize = 0;
  for (; i < wholeBytes; i += 16) {
    const e = exp4(f32x4.sub(v128.load(x + i), tops));
    lanes = f32x4.add(lanes, e);
    v128.store(to + i, e);
  }
  let sum = laneSum(lanes);
  for (; i < rowBytes; i += 4) {
    const e = exp1(load<f32>(x + i) - top);
    sum += e;
    store<f32>(to + i, e);
  }
  return sum;
}
