/**
 * Starcoder2 as transformers defines it, from the exported folder alone, in doubles and without haste. Written after
 * transformers/models/starcoder2/modeling_starcoder2.py (Starcoder2ForCausalLM, attention "eager"), whose names stand here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder @returns {(inputIds: number[]) => Float64Array[]} logits at every position */
export function loadStarcoder2(folder) {
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
  const tensors = readSafetensors(join(folder, 'model.safetensors'));
  const weight = (name) => {
    const found = tensors.get(name);
    if (!found) throw new Error(`no tensor ${name}`);
    return found;
  };
  /** nn.Linear: y = x W^T + b. */
  const linear = (name, x) => {
    const W = weight(`${name}.weight`);
    const b = weight(`${name}.bias`);
    return x.map((row) => W.map((w, out) => dot(w, row) + b[0][out]));
  };
  const layerNorm = (name, x) => {
    const [gain] = weight(`${name}.weight`);
    const [shift] = weight(`${name}.bias`);
    return x.map((row) => {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      const variance = row.reduce((a, b) => a + (b - mean) ** 2, 0) / row.length;
      return row.map((value, i) => ((value - mean) / Math.sqrt(variance + config.norm_epsilon)) * gain[i] + shift[i]);
    });
  };
  const headDim = config.hidden_size / config.num_attention_heads;
  const groups = config.num_attention_heads / config.num_key_value_heads;
  const inverseFrequencies = Array.from({ length: headDim / 2 }, (_, i) => config.rope_theta ** ((-2 * i) / headDim));
  /** q * cos + rotate_half(q) * sin, head by head. */
  const rotate = (x) =>
    x.map((row, position) =>
      row.map((value, column) => {
        const i = column % headDim;
        const angle = position * inverseFrequencies[i % (headDim / 2)];
        const half = i < headDim / 2 ? -row[column + headDim / 2] : row[column - headDim / 2];
        return value * Math.cos(angle) + half * Math.sin(angle);
      }),
    );
  const attention = (name, x) => {
    const q = rotate(linear(`${name}.q_proj`, x));
    const k = rotate(linear(`${name}.k_proj`, x));
    const v = linear(`${name}.v_proj`, x);
    const mixed = x.map((_, t) => {
      const row = [];
      for (let head = 0; head < config.num_attention_heads; head++) {
        const own = (r, h) => r.slice(h * headDim, (h + 1) * headDim);
        const kv = Math.floor(head / groups);
        const scores = k.slice(0, t + 1).map((r) => dot(own(q[t], head), own(r, kv)) * headDim ** -0.5);
        const top = Math.max(...scores);
        const weights = scores.map((score) => Math.exp(score - top));
        const sum = weights.reduce((a, b) => a + b, 0);
        for (let i = 0; i < headDim; i++) {
          row.push(weights.reduce((total, w, at) => total + (w / sum) * v[at][kv * headDim + i], 0));
        }
      }
      return row;
    });
    return linear(`${name}.o_proj`, mixed);
  };
  /** gelu_pytorch_tanh. */
  const gelu = (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
  const add = (x, y) => x.map((row, t) => row.map((value, i) => value + y[t][i]));

  return (inputIds) => {
    let x = inputIds.map((id) => [...weight('model.embed_tokens.weight')[id]]);
    for (let layer = 0; layer < config.num_hidden_layers; layer++) {
      const name = `model.layers.${layer}`;
      x = add(x, attention(`${name}.self_attn`, layerNorm(`${name}.input_layernorm`, x)));
      const up = linear(`${name}.mlp.c_fc`, layerNorm(`${name}.post_attention_layernorm`, x));
      x = add(
        x,
        linear(
          `${name}.mlp.c_proj`,
          up.map((row) => row.map(gelu)),
        ),
      );
    }
    // tie_word_embeddings
    return layerNorm('model.norm', x).map((row) =>
      Float64Array.from(weight('model.embed_tokens.weight'), (w) => dot(w, row)),
    );
  };
}

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Every tensor as a list of rows; a vector has one. */
function readSafetensors(path) {
  const bytes = readFileSync(path);
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.subarray(8, 8 + headerBytes).toString('utf8'));
  const tensors = new Map();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape } = entry;
    const [begin, end] = entry.data_offsets;
    if (dtype !== 'F32') throw new Error(`${name} is ${dtype}`);
    const data = bytes.subarray(8 + headerBytes + begin, 8 + headerBytes + end);
    const columns = shape.at(-1);
    const rows = shape.length === 2 ? shape[0] : 1;
    const value = (i) => data.readFloatLE(4 * i);
    tensors.set(
      name,
      Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => value(r * columns + c))),
    );
  }
  return tensors;
}
