/**
 * Our parameters under the names and in the layout of Starcoder2, the published shape that ours is a case of: matrices (out, in) instead of
 * (in, out), queries, keys and values apart, and the biases that we leave out as zeros. One table serves both ways and both programs that
 * read such a model, transformers (`model.layers.0.…`) and llama.cpp (`blk.0.…`).
 */
import type { TensorValues } from '../checkpoint.ts';
import type { ModelConfig } from '../config.ts';
import { SchoolError } from '../errors.ts';
import { parameterShapes } from '../model.ts';

export interface NamedTensor extends TensorValues {
  /** In transformers. */
  name: string;
  /** In llama.cpp. */
  ggufName: string;
}

/** Where a tensor's values stand among our parameters: those from `column` on. A slot without `parameter` is zeros. */
interface Slot {
  name: string;
  ggufName: string;
  shape: number[];
  parameter?: string;
  column: number;
}

function slotsOf({ vocabSize: V, nEmbd: C, nLayer }: ModelConfig): Slot[] {
  const slots: Slot[] = [];
  const add = (name: string, ggufName: string, shape: number[], parameter?: string, column = 0): void => {
    slots.push({ name, ggufName, shape, column, ...(parameter && { parameter }) });
  };
  /** Weights of ours, and a bias that is ours only where it is named. */
  const addLayer = (name: string, ggufName: string, shape: number[], weight: string, bias?: string, column = 0) => {
    add(`${name}.weight`, `${ggufName}.weight`, shape, weight, column);
    add(`${name}.bias`, `${ggufName}.bias`, shape.slice(0, 1), bias, column);
  };
  add('model.embed_tokens.weight', 'token_embd.weight', [V, C], 'tokenEmbedding');
  for (let i = 0; i < nLayer; i++) {
    const [theirs, gguf, ours] = [`model.layers.${i}`, `blk.${i}`, `block${i}`];
    addLayer(`${theirs}.input_layernorm`, `${gguf}.attn_norm`, [C], `${ours}.attentionNorm`);
    for (const [part, letter] of [...'qkv'].entries()) {
      const [name, ggufName] = [`${theirs}.self_attn.${letter}_proj`, `${gguf}.attn_${letter}`];
      addLayer(name, ggufName, [C, C], `${ours}.qkv`, `${ours}.qkvBias`, part * C);
    }
    addLayer(`${theirs}.self_attn.o_proj`, `${gguf}.attn_output`, [C, C], `${ours}.attentionOut`);
    addLayer(`${theirs}.post_attention_layernorm`, `${gguf}.ffn_norm`, [C], `${ours}.mlpNorm`);
    addLayer(`${theirs}.mlp.c_fc`, `${gguf}.ffn_up`, [4 * C, C], `${ours}.mlpUp`);
    addLayer(`${theirs}.mlp.c_proj`, `${gguf}.ffn_down`, [C, 4 * C], `${ours}.mlpDown`);
  }
  addLayer('model.norm', 'output_norm', [C], 'finalNorm');
  return slots;
}

/** @throws SchoolError 'checkpointMismatch' when a parameter is missing or has another shape */
export function toStarcoder2(config: ModelConfig, parameters: Record<string, TensorValues>): NamedTensor[] {
  const shapes = parameterShapes(config);
  return slotsOf(config).map(({ name, ggufName, shape, parameter, column }) => {
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
    if (parameter !== undefined) {
      const ours = parameters[parameter];
      if (ours?.shape.join() !== shapes[parameter]?.join()) {
        throw new SchoolError('checkpointMismatch', { parameter });
      }
      pair(parameter, shape, ours as TensorValues, column, (theirs, at) => {
        values[theirs] = (ours as TensorValues).values[at] as number;
      });
    }
    return { name, ggufName, shape, values };
  });
}

/**
 * The way back. Tensors that Starcoder2 does not have are passed over; its zeros must still be zeros, since our model has no place for
 * anything else.
 * @throws SchoolError 'checkpointMismatch' with the name of the tensor that is missing, of another shape, or not zero
 */
export function fromStarcoder2(
  config: ModelConfig,
  tensors: ReadonlyMap<string, TensorValues>,
): Record<string, TensorValues> {
  const slots = slotsOf(config);
  // All of it first: a configuration may promise what no file holds, and nothing is made for it.
  for (const { name, shape } of slots) {
    if (tensors.get(name)?.shape.join() !== shape.join()) throw new SchoolError('checkpointMismatch', { tensor: name });
  }
  const parameters: Record<string, TensorValues> = {};
  for (const [name, shape] of Object.entries(parameterShapes(config))) {
    parameters[name] = { shape, values: new Float32Array(shape.reduce((product, side) => product * side, 1)) };
  }
  for (const { name, shape, parameter, column } of slots) {
    const { values } = tensors.get(name) as TensorValues;
    if (parameter === undefined) {
      if (values.some((value) => value !== 0)) throw new SchoolError('checkpointMismatch', { tensor: name });
      continue;
    }
    const ours = parameters[parameter] as TensorValues;
    pair(parameter, shape, ours, column, (theirs, at) => {
      ours.values[at] = values[theirs] as number;
    });
  }
  return parameters;
}

/** Calls `visit` with every index of their tensor and the index in ours that it belongs to. */
function pair(
  parameter: string,
  shape: readonly number[],
  ours: TensorValues,
  column: number,
  visit: (theirs: number, ours: number) => void,
): void {
  const [rows, columns = 1] = shape as [number, number?];
  const width = ours.shape.at(-1) as number;
  // The embedding is a table of rows in both; every other matrix is the other way round.
  const isTable = parameter === 'tokenEmbedding' || shape.length === 1;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      const theirs = row * columns + i;
      visit(theirs, isTable ? column + theirs : i * width + column + row);
    }
  }
}
