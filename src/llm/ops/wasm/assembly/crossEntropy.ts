import { bytesOf, exp1, exp4, laneMax, laneSum, log, scale, splat } from './simd';

/**
 * For rows from..to: losses (rows, float64) = weight * (log sum exp(logits) - logits[target]), and the gradient of their
 * sum, weight * (softmax(logits) - onehot(target)), in dLogits (rows, V). Rows of weight 0 are not looked at.
 */
export function crossEntropy(
  logits: usize, targets: usize, weights: usize, dLogits: usize, losses: usize, V: i32,
  from: i32, to: i32, _workspace: usize,
): void {
  const rowBytes = bytesOf(V);
  const wholeBytes = bytesOf(V & ~3);
  logits += <usize>from * rowBytes;
  dLogits += <usize>from * rowBytes;
  targets += bytesOf(from);
  weights += bytesOf(from);
  losses += <usize>from * 8;
  for (let row = from; row < to; row++) {
    const weight = load<f32>(weights);
    if (weight == 0) {
      memory.fill(dLogits, 0, rowBytes);
      store<f64>(losses, 0);
    } else {
      const top = largest(logits, wholeBytes, rowBytes);
      const sum = exponentials(logits, dLogits, top, wholeBytes, rowBytes);
      scale(dLogits, weight / sum, V);
      const target = bytesOf(load<i32>(targets));
      store<f32>(dLogits + target, load<f32>(dLogits + target) - weight);
      store<f64>(losses, <f64>weight * (log(<f64>sum) + <f64>(top - load<f32>(logits + target))));
    }
    logits += rowBytes;
    dLogits += rowBytes;
    targets += 4;
    weights += 4;
    losses += 8;
  }
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
