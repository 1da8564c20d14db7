/** jax-js: the same network (learned positions in place of rotary ones), jitted as one training step with Adam. */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { batchOf, learningRate, sizes } from '../sizes.ts';

/** @param {'wasm' | 'webgpu'} device @returns {Promise<import('../engine.ts').BenchEngine>} */
export async function jaxEngine(device) {
  const devices = await init(device);
  if (!devices.includes(device)) throw new Error(`jax-js has no ${device} here`);
  defaultDevice(device);
  let state;
  return {
    async setup(name) {
      const size = sizes[name];
      const { rows, contextLength: T } = size;
      const { inputs, targets } = batchOf(size);
      const parameters = initialParameters(size);
      state = {
        parameters,
        m: zerosLike(parameters),
        v: zerosLike(parameters),
        x: np.array(inputs, { dtype: np.int32 }).reshape([rows * T]),
        y: np.array(targets, { dtype: np.int32 }).reshape([rows * T]),
        step: stepOf(size),
        count: 0,
      };
    },
    async train(steps) {
      const ms = [];
      let loss = Number.NaN;
      for (let i = 0; i < steps; i++) {
        const startMs = performance.now();
        const count = ++state.count;
        const corrections = np.array([1 / (1 - 0.9 ** count), 1 / (1 - 0.95 ** count)]);
        const [value, parameters, m, v] = state.step(
          state.parameters,
          state.m,
          state.v,
          state.x.ref,
          state.y.ref,
          corrections,
        );
        Object.assign(state, { parameters, m, v });
        loss = (await value.data())[0];
        await blockUntilReady(tree.ref(parameters));
        ms.push(performance.now() - startMs);
      }
      return { ms, loss };
    },
  };
}

function initialParameters({ nLayer, nEmbd: C, contextLength: T, vocabSize: V }) {
  let seed = 1;
  const uniform = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 1) / 4294967297;
  };
  const normal = (shape, std) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Float32Array.from(
      { length: size },
      () => std * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    );
    return np.array(values).reshape(shape);
  };
  const parameters = { tokens: normal([V, C], 0.02), positions: normal([T, C], 0.02), norm: np.ones([C]) };
  for (let i = 0; i < nLayer; i++) {
    parameters[`norm1_${i}`] = np.ones([C]);
    parameters[`norm2_${i}`] = np.ones([C]);
    parameters[`qkv_${i}`] = normal([C, 3 * C], 0.6 / Math.sqrt(C));
    parameters[`out_${i}`] = normal([C, C], 0.3 / Math.sqrt(C));
    parameters[`up_${i}`] = normal([C, 4 * C], 0.6 / Math.sqrt(C));
    parameters[`down_${i}`] = normal([4 * C, C], 0.3 / Math.sqrt(4 * C));
  }
  return parameters;
}

const zerosLike = (parameters) => tree.map((leaf) => np.zeros(leaf.shape), parameters);

function stepOf({ nLayer, nHead, nEmbd: C, contextLength: T, vocabSize: V, rows: B }) {
  const headDim = C / nHead;
  const norm = (x, gain) => nn.standardize(x, -1).mul(gain);
  const lossOf = (p, x, y) => {
    let h = np
      .matmul(nn.oneHot(x, V), p.tokens.ref)
      .reshape([B, T, C])
      .add(p.positions)
      .reshape([B * T, C]);
    for (let i = 0; i < nLayer; i++) {
      const qkv = np.matmul(norm(h.ref, p[`norm1_${i}`]), p[`qkv_${i}`]).reshape([B, T, 3, nHead, headDim]);
      const [q, k, v] = np.split(qkv, 3, 2).map((part) => part.reshape([B, T, nHead, headDim]));
      const mixed = nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([B * T, C]);
      h = h.add(np.matmul(mixed, p[`out_${i}`]));
      const active = nn.gelu(np.matmul(norm(h.ref, p[`norm2_${i}`]), p[`up_${i}`]));
      h = h.add(np.matmul(active, p[`down_${i}`]));
    }
    const logits = np.matmul(norm(h, p.norm), p.tokens.transpose());
    return nn
      .logSoftmax(logits)
      .mul(nn.oneHot(y, V))
      .sum()
      .mul(-1 / (B * T));
  };
  const withGradient = valueAndGrad(lossOf);
  return jit((parameters, m, v, x, y, corrections) => {
    const [loss, gradients] = withGradient(tree.ref(parameters), x, y);
    const [first, second] = np.split(corrections, 2, 0).map((part) => part.reshape([]));
    const next = { parameters: {}, m: {}, v: {} };
    for (const name of Object.keys(parameters)) {
      const g = gradients[name];
      const mean = m[name].mul(0.9).add(g.ref.mul(0.1));
      const square = v[name].mul(0.95).add(np.square(g).mul(0.05));
      const update = mean.ref.mul(first.ref).div(np.sqrt(square.ref.mul(second.ref)).add(1e-8));
      next.parameters[name] = parameters[name].sub(update.mul(learningRate));
      next.m[name] = mean;
      next.v[name] = square;
    }
    first.dispose();
    second.dispose();
    return [loss, next.parameters, next.m, next.v];
  });
}
