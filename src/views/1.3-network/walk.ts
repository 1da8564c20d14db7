/** The way through the network, and what there is to see on it. Pure functions of what the model computed. */
import type { Inside } from '../../engine/protocol.ts';
import type { Activations, LayerActivations } from '../../llm/trace.ts';
import { defineSlice } from '../../store/slice.ts';

/** A stop on the way from token ids to probabilities. Layers count from 0. */
export type Station =
  | { kind: 'ids' }
  | { kind: 'embedding' }
  | { kind: 'attention'; layer: number }
  | { kind: 'mlp'; layer: number }
  | { kind: 'output' };

export function stationsOf(nLayer: number): Station[] {
  const layers = Array.from({ length: nLayer }, (_, layer): Station[] => [
    { kind: 'attention', layer },
    { kind: 'mlp', layer },
  ]);
  return [{ kind: 'ids' }, { kind: 'embedding' }, ...layers.flat(), { kind: 'output' }];
}

/** Where the reader stands, as an index into `stationsOf`. */
export const stationSlice = defineSlice<number>('1.3/station', 0);
/** Which token is followed; undefined = the last one, from which the next is predicted. */
export const tokenSlice = defineSlice<number | undefined>('1.3/token', undefined);
export const headSlice = defineSlice<number>('1.3/head', 0);
/** The chances after the first text that was looked at, to be compared with those after a changed one. */
export const beforeSlice = defineSlice<{ key: string; logits: Float32Array } | undefined>('1.3/before', undefined);

/** Row `row` of a matrix with rows of `width`. */
export const rowOf = (values: Float32Array, row: number, width: number): Float32Array =>
  values.subarray(row * width, (row + 1) * width);

/** Channels of the residual stream. */
export const channelsOf = ({ embedding, tokenIds }: Activations): number => embedding.length / tokenIds.length;

/** The weights with which each token looks at each in one head, (T, T). */
export function attentionOf({ layers, tokenIds }: Activations, layer: number, head: number): Float32Array {
  const T = tokenIds.length;
  return rowOf((layers[layer] as LayerActivations).attention, head, T * T);
}

/** What a token carries into and out of the parts of one layer; `added` is what the part contributed. */
export function carried(
  activations: Activations,
  part: 'attention' | 'mlp',
  layer: number,
  token: number,
): { before: Float32Array; added: Float32Array; after: Float32Array } {
  const C = channelsOf(activations);
  const { afterAttention, afterMlp } = activations.layers[layer] as LayerActivations;
  const below = layer === 0 ? activations.embedding : (activations.layers[layer - 1] as LayerActivations).afterMlp;
  const before = rowOf(part === 'attention' ? below : afterAttention, token, C);
  const after = rowOf(part === 'attention' ? afterAttention : afterMlp, token, C);
  return { before, after, added: after.map((value, i) => value - (before[i] as number)) };
}

/** Logits of the token after `token`, as they would be if the model stopped after `layer`; those of the model itself after the last. */
export function lensOf({ layers, tokenIds }: Activations, layer: number, token: number): Float32Array {
  const { lens } = layers[layer] as LayerActivations;
  return rowOf(lens, token, lens.length / tokenIds.length);
}

export function logitsAt({ logits, tokenIds }: Activations, token: number): Float32Array {
  return rowOf(logits, token, logits.length / tokenIds.length);
}

export interface Thread {
  from: number;
  to: number;
  weight: number;
}

/** Every pair of tokens with at least `least` of attention between them; rows look, columns are looked at. */
export function threadsIn(attention: Float32Array, least: number): Thread[] {
  const T = Math.sqrt(attention.length);
  const threads: Thread[] = [];
  for (let from = 0; from < T; from++) {
    for (let to = 0; to <= from; to++) {
      const weight = attention[from * T + to] as number;
      if (weight >= least) threads.push({ from, to, weight });
    }
  }
  return threads;
}

/** How much of their attention the tokens give to the one just before them, on average; undefined for a single token. */
export function shareOnPrevious(attention: Float32Array): number | undefined {
  const T = Math.sqrt(attention.length);
  if (T < 2) return undefined;
  let sum = 0;
  for (let token = 1; token < T; token++) sum += attention[token * T + token - 1] as number;
  return sum / (T - 1);
}

/** Parameters whose names begin so. */
export function parametersOf({ parameterCounts }: Inside, ...prefixes: string[]): number {
  return Object.entries(parameterCounts)
    .filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix)))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** A probability counts as changed from a thousandth of itself on. */
const noticeable = 1e-3;

/** Of how many tokens the probability differs between two sets of logits. */
export function changedCount(before: Float32Array, after: Float32Array): number {
  const [a, b] = [before, after].map(logProbs) as [Float64Array, Float64Array];
  return a.reduce((count, value, id) => count + (Math.abs(value - (b[id] as number)) > noticeable ? 1 : 0), 0);
}

function logProbs(logits: Float32Array): Float64Array {
  const max = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - max), 0);
  return Float64Array.from(logits, (logit) => logit - max - Math.log(sum));
}
