/**
 * The model: a decoder-only transformer, small enough to read in one sitting.
 *
 *   tokens -> embedding -> nLayer x [ x += attention(norm(x)); x += mlp(norm(x)) ] -> norm -> logits over the vocabulary
 *
 * Shape of Starcoder2 (Lozhkov et al. 2024): LayerNorm, tanh-GELU without a gate, rotary positions, embeddings tied to the head. Of its
 * biases only those of queries, keys and values are kept; the others, and the norms' shifts, are zero on export. No dropout: the corpus
 * is read only a few times.
 * Weights are stored (in, out), so that a layer is y = x @ W. Which kernels run is decided in ops/.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from './config.ts';
import { SchoolError } from './errors.ts';
import { attention } from './ops/attention.ts';
import { decodeAttention, prefillCache } from './ops/decodeAttention.ts';
import { embed } from './ops/embedding.ts';
import { layerNorm } from './ops/layerNorm.ts';
import { linear, linearGelu, project } from './ops/linear.ts';
import { rope } from './ops/rope.ts';
import type { Random } from './random.ts';

export type Parameters = Record<string, tf.Variable>;
export type TensorValues = Record<string, { shape: number[]; values: Float32Array }>;

export interface Model {
  config: ModelConfig;
  parameters: Parameters;
}

/** Rotated keys and values of every layer, each (B, capacity, 2C). */
export type KvCache = tf.Tensor3D[];

/** Called with every intermediate result that a picture may want; see `trace.ts`. */
export type Visitor = (name: string, value: tf.Tensor) => void;

/** The parameters by name, in order, with their shapes. Matrices are (in, out). */
export function parameterShapes(config: ModelConfig): Record<string, number[]> {
  const { vocabSize: V, nEmbd: C, nLayer } = config;
  const shapes: Record<string, number[]> = { tokenEmbedding: [V, C] };
  for (let i = 0; i < nLayer; i++) {
    shapes[`block${i}.attentionNorm`] = [C];
    shapes[`block${i}.qkv`] = [C, 3 * C];
    shapes[`block${i}.qkvBias`] = [3 * C];
    shapes[`block${i}.attentionOut`] = [C, C];
    shapes[`block${i}.mlpNorm`] = [C];
    shapes[`block${i}.mlpUp`] = [C, 4 * C];
    shapes[`block${i}.mlpDown`] = [4 * C, C];
  }
  shapes.finalNorm = [C];
  return shapes;
}

export function parameterCount(config: ModelConfig): number {
  return Object.values(parameterShapes(config)).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

/**
 * A model that knows nothing: norms at 1, embeddings from N(0, 0.02), matrices from N(0, 0.6 / sqrt(in)); those that write into the
 * residual stream start at half of that, so that depth does not blow it up. Biases are 0, but for one head that looks back.
 */
export function createModel(config: ModelConfig, rng: Random): Model {
  const values: TensorValues = {};
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    const draw = rng.fork(name);
    const std = initialStd(name, shape);
    const size = shape.reduce((a, b) => a * b, 1);
    const isNorm = name.endsWith('Norm');
    values[name] = {
      shape,
      values: Float32Array.from({ length: size }, () => (isNorm ? 1 : std > 0 ? std * draw.normal() : 0)),
    };
  }
  lookBack(config, values['block0.qkvBias']?.values as Float32Array);
  return modelFrom(config, values);
}

function initialStd(name: string, shape: number[]): number {
  if (shape.length === 1) return 0;
  if (name === 'tokenEmbedding') return 0.02;
  const writesResidual = name.endsWith('attentionOut') || name.endsWith('mlpDown');
  return (writesResidual ? 0.3 : 0.6) / Math.sqrt(shape[0] as number);
}

const lookingBackStrength = 2.5;

/**
 * Lets the first head of the first layer start out looking one token back: its query bias is a constant, its key bias the same turned by one
 * position, so that after the rotary turn they match at a distance of one. Copying needs such a head to build on (an induction head finds
 * "what came after this token before" through it), and growing one from nothing takes longer than our whole pretraining.
 */
function lookBack({ nEmbd: C, nHead, ropeBase }: ModelConfig, bias: Float32Array): void {
  const half = C / nHead / 2;
  for (let i = 0; i < half; i++) {
    const angle = ropeBase ** (-i / half);
    bias[i] = lookingBackStrength;
    bias[C + i] = lookingBackStrength * Math.cos(angle);
    bias[C + i + half] = lookingBackStrength * Math.sin(angle);
  }
}

/**
 * A model with the given weights.
 * @throws SchoolError 'checkpointMismatch' when a parameter is missing or has another shape.
 */
export function modelFrom(config: ModelConfig, values: TensorValues): Model {
  const parameters: Parameters = {};
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    const value = values[name];
    if (value === undefined || value.shape.join() !== shape.join()) {
      disposeModel({ config, parameters });
      throw new SchoolError('checkpointMismatch', { parameter: name });
    }
    parameters[name] = tf.tidy(() => tf.variable(tf.tensor(value.values.slice(), shape)));
  }
  return { config, parameters };
}

export function disposeModel(model: Model): void {
  for (const parameter of Object.values(model.parameters)) parameter.dispose();
}

/** A copy of all weights, in main memory. */
export async function parameterValues(model: Model): Promise<TensorValues> {
  const values: TensorValues = {};
  for (const [name, parameter] of Object.entries(model.parameters)) {
    values[name] = { shape: parameter.shape, values: Float32Array.from(await parameter.data()) };
  }
  return values;
}

/**
 * Logits for every position of a batch.
 * @param inputs token ids, int32 (B, T)
 * @returns (B*T, V)
 */
export function forward(model: Model, inputs: tf.Tensor2D, visit?: Visitor): tf.Tensor2D {
  const [B, T] = inputs.shape;
  checkLength(model, T);
  const x = throughBlocks(
    model,
    tf.reshape(inputs, [-1]),
    repeatedPositions(B, T),
    (qkv) => attention(qkv, T, model.config.nHead),
    visit,
  );
  return toLogits(model, x);
}

/**
 * Reads prompts and keeps their keys and values for decoding. Prompts are left-aligned and padded on the right: causality keeps the padding
 * from mattering, and decoding overwrites it.
 * @param inputs token ids, int32 (B, T)
 * @param lengths true length of each prompt
 * @param capacity positions that the cache holds, prompt included
 * @returns logits after each prompt's last token (B, V), and the cache
 */
export function prefill(
  model: Model,
  inputs: tf.Tensor2D,
  lengths: number[],
  capacity: number,
): { logits: tf.Tensor2D; cache: KvCache } {
  const [B, T] = inputs.shape;
  checkLength(model, Math.max(T, capacity));
  const cache: KvCache = [];
  const logits = tf.tidy(() => {
    const x = throughBlocks(model, tf.reshape(inputs, [-1]), repeatedPositions(B, T), (qkv, layer) => {
      cache[layer] = tf.keep(prefillCache(qkv, B, T, capacity));
      return attention(qkv, T, model.config.nHead);
    });
    const last = tf.tensor1d(
      lengths.map((length, row) => row * T + length - 1),
      'int32',
    );
    return toLogits(model, tf.gather(x, last));
  });
  return { logits, cache };
}

/**
 * One decoding step: each row's next token goes in at its own position.
 * The cache is replaced in place in the given list.
 * @returns logits (B, V)
 */
export function decodeStep(model: Model, cache: KvCache, tokenIds: number[], positions: number[]): tf.Tensor2D {
  return tf.tidy(() => decode(model, cache, tf.tensor1d(tokenIds, 'int32'), tf.tensor1d(positions, 'int32')));
}

/** The same with tokens and positions (B), int32, that may be known to the device only. */
export function decode(model: Model, cache: KvCache, tokenIds: tf.Tensor1D, positions: tf.Tensor1D): tf.Tensor2D {
  const x = throughBlocks(model, tokenIds, positions, (qkv, layer) => {
    const before = cache[layer] as tf.Tensor3D;
    const step = decodeAttention(qkv, before, positions, model.config.nHead);
    if (step.cache !== before) {
      before.dispose();
      cache[layer] = tf.keep(step.cache);
    }
    return step.output;
  });
  return toLogits(model, x);
}

/** The whole of the network up to the head; `attend` is the only part that differs between training, reading and decoding. */
function throughBlocks(
  model: Model,
  ids: tf.Tensor1D,
  positions: tf.Tensor1D,
  attend: (rotatedQkv: tf.Tensor2D, layer: number) => tf.Tensor2D,
  visit?: Visitor,
): tf.Tensor2D {
  const { parameters, config } = model;
  const weight = <R extends tf.Rank>(name: string) => parameters[name] as unknown as tf.Tensor<R>;
  let x = embed(weight('tokenEmbedding'), ids); // (R, C)
  visit?.('embedding', x);
  for (let i = 0; i < config.nLayer; i++) {
    const block = <R extends tf.Rank>(name: string) => weight<R>(`block${i}.${name}`);
    const normed = layerNorm(x, block('attentionNorm'));
    const projected = linear(normed, block('qkv'), { bias: block('qkvBias') });
    const qkv = rope(projected, config.nHead, positions, config.ropeBase); // (R, 3C)
    visit?.(`block${i}.qkv`, qkv);
    x = linear(attend(qkv, i), block('attentionOut'), { residual: x });
    visit?.(`block${i}.afterAttention`, x);
    const active = linearGelu(layerNorm(x, block('mlpNorm')), block('mlpUp')); // (R, 4C)
    visit?.(`block${i}.mlp`, active);
    x = linear(active, block('mlpDown'), { residual: x });
    visit?.(`block${i}.afterMlp`, x);
  }
  return x;
}

/** Final norm and tied head. Applied to an inner layer's residual it gives that layer's guess, the "logit lens" (nostalgebraist 2020). */
export function toLogits(model: Model, residual: tf.Tensor2D): tf.Tensor2D {
  const { finalNorm, tokenEmbedding } = model.parameters;
  return project(layerNorm(residual, finalNorm as unknown as tf.Tensor1D), tokenEmbedding as unknown as tf.Tensor2D);
}

/** 0..T-1 for each of B rows, int32 (B*T). */
function repeatedPositions(B: number, T: number): tf.Tensor1D {
  return tf.tensor1d(
    Int32Array.from({ length: B * T }, (_, i) => i % T),
    'int32',
  );
}

function checkLength(model: Model, length: number): void {
  const { contextLength } = model.config;
  if (length > contextLength) throw new SchoolError('contextTooLong', { tokens: length, contextLength });
}
