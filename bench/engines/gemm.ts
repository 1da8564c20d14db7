/** Billions of floating-point operations a second of the wasm kernel for matrix products, in the shapes that a course step is made of. */
import * as tf from '@tensorflow/tfjs-core';
import { multiply } from '../../src/llm/ops/linear.ts';

/** Of one of the parts in which a batch goes through the network. */
const rows = 896;
const C = 96;
const layers: [name: string, inputs: number, outputs: number][] = [
  ['qkv', C, 3 * C],
  ['attention out', C, C],
  ['mlp up', C, 4 * C],
  ['mlp down', 4 * C, C],
  ['head', C, 512],
];

/** The best of so many runs: another program on the machine can only slow it down. */
const runs = 15;

export function measureProducts(): Record<string, number> {
  const figures: Record<string, number> = {};
  const time = (name: string, a: tf.Tensor2D, b: tf.Tensor2D, transposeA: boolean, transposeB: boolean): void => {
    const flops = (2 * a.size * b.size) / (transposeA ? a.shape[0] : a.shape[1]);
    for (let run = 0; run < runs; run++) {
      const startMs = performance.now();
      multiply(a, b, transposeA, transposeB).dispose();
      const gigaflops = flops / (performance.now() - startMs) / 1e6;
      figures[name] = Math.max(figures[name] ?? 0, gigaflops);
    }
  };
  for (const [name, inputs, outputs] of layers) {
    tf.tidy(() => {
      const x = tf.randomUniform([rows, inputs]) as tf.Tensor2D;
      const w = tf.randomUniform([inputs, outputs]) as tf.Tensor2D;
      const dy = tf.randomUniform([rows, outputs]) as tf.Tensor2D;
      time(`${name}: y = x w`, x, w, false, false);
      time(`${name}: dx = dy w^T`, dy, w, false, true);
      time(`${name}: dw = x^T dy`, x, dy, true, false);
    });
  }
  return figures;
}
