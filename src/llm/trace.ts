/**
 * A look inside: every intermediate result of one forward pass over one text, for pictures. Costs several ordinary passes, so it is made
 * only when asked for.
 */
import * as tf from '@tensorflow/tfjs-core';
import { forward, type Model, toLogits } from './model.ts';
import { attentionWeights } from './ops/attention.ts';

/** One block's results. T tokens, C channels, H heads, V tokens of the vocabulary; all row by row. */
export interface LayerActivations {
  /** (H, T, T): how much of token j flows into token i, by head. */
  attention: Float32Array;
  /** The residual stream after attention, (T, C). */
  afterAttention: Float32Array;
  /** The hidden units of the MLP, (T, 4C). */
  mlp: Float32Array;
  /** The residual stream after the block, (T, C). */
  afterMlp: Float32Array;
  /** What the model would say if it stopped here: logits (T, V), the logit lens. */
  lens: Float32Array;
}

export interface Activations {
  tokenIds: number[];
  /** (T, C). */
  embedding: Float32Array;
  layers: LayerActivations[];
  /** (T, V). */
  logits: Float32Array;
}

/** @throws SchoolError 'contextTooLong' when the text is longer than the context */
export async function trace(model: Model, tokenIds: readonly number[]): Promise<Activations> {
  const T = tokenIds.length;
  const seen: Record<string, tf.Tensor> = {};
  const logits = tf.tidy(() =>
    forward(model, tf.tensor2d([...tokenIds], [1, T], 'int32'), (name, value) => {
      seen[name] = tf.keep(value.clone());
    }),
  );
  const read = async (tensor: tf.Tensor): Promise<Float32Array> => {
    const values = Float32Array.from(await tensor.data());
    tensor.dispose();
    return values;
  };
  const layers: LayerActivations[] = [];
  for (let i = 0; i < model.config.nLayer; i++) {
    const of = (name: string) => seen[`block${i}.${name}`] as tf.Tensor2D;
    const attention = tf.tidy(() => attentionWeights(of('qkv'), T, model.config.nHead));
    const lens = tf.tidy(() => toLogits(model, of('afterMlp')));
    of('qkv').dispose();
    layers.push({
      attention: await read(attention),
      afterAttention: await read(of('afterAttention')),
      mlp: await read(of('mlp')),
      afterMlp: await read(of('afterMlp')),
      lens: await read(lens),
    });
  }
  return {
    tokenIds: [...tokenIds],
    embedding: await read(seen.embedding as tf.Tensor),
    layers,
    logits: await read(logits),
  };
}
