/**
 * tfjs kernels of backend 'wasm': each checks sizes, makes its outputs and calls the compiled module with pointers.
 * Ids are checked before they become addresses: one out of range would write over another tensor.
 */

import type * as tf from '@tensorflow/tfjs-core';
import type { FusedKernelName, KernelName } from '../kernel.ts';
import type { KernelExports } from './exports.ts';
import type { Host } from './host.ts';
import type { RopeTables } from './ropeTables.ts';

type Attrs = Record<string, number>;
type Inputs = Record<string, tf.TensorInfo>;
export type Kernel = (inputs: Inputs, attrs: Attrs) => tf.TensorInfo[];

/** `workspace`: scratch of gemmWorkspaceBytes() for matrix products. */
export function createKernels(
  wasm: KernelExports,
  host: Host,
  tables: RopeTables,
  workspace: number,
): Record<Exclude<KernelName, FusedKernelName | 'SchoolColumnSum'>, Kernel> {
  const at = host.pointer;
  return {
    SchoolMatMul: (inputs, { transposeA, transposeB }) => {
      const { a, b, residual } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo; residual?: tf.TensorInfo };
      const [aRows, aColumns] = a.shape as [number, number];
      const [bRows, bColumns] = b.shape as [number, number];
      const [M, K] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
      const [inner, N] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
      if (inner !== K) throw new RangeError(`product of (${M}, ${K}) and (${inner}, ${N})`);
      if (residual && sizeOf(residual) !== M * N) throw new RangeError(`residual [${residual.shape}] of (${M}, ${N})`);
      const c = host.output([M, N]);
      const [aRow, aColumn] = transposeA ? [4, 4 * aColumns] : [4 * aColumns, 4];
      const [bRow, bColumn] = transposeB ? [4, 4 * bColumns] : [4 * bColumns, 4];
      const init = residual ? at(residual) : 0;
      wasm.gemm(M, N, K, at(a), aRow, aColumn, at(b), bRow, bColumn, at(c), 4 * N, init, 0, workspace);
      return [c];
    },

    SchoolLayerNorm: ({ x, gain }, { epsilon }) => {
      const [R, C] = x!.shape as [number, number];
      const y = host.output([R, C]);
      const statistics = host.output([R, 2]);
      wasm.layerNorm(at(x!), at(gain!), at(y), at(statistics), R, C, epsilon!);
      return [y, statistics];
    },

    SchoolLayerNormGrad: ({ dy, x, gain, statistics }) => {
      const [R, C] = x!.shape as [number, number];
      const dx = host.output([R, C]);
      const dGain = host.output([C]);
      wasm.layerNormGrad(at(dy!), at(x!), at(gain!), at(statistics!), at(dx), at(dGain), R, C);
      return [dx, dGain];
    },

    SchoolGelu: ({ x }) => {
      const y = host.output(x!.shape);
      wasm.gelu(at(x!), at(y), sizeOf(y));
      return [y];
    },

    SchoolGeluGrad: ({ dy, x }) => {
      const dx = host.output(x!.shape);
      wasm.geluGrad(at(dy!), at(x!), at(dx), sizeOf(dx));
      return [dx];
    },

    SchoolRope: ({ qkv, positions }, { nHead, base, isInverse }) => {
      const [R, width] = qkv!.shape as [number, number];
      const headDim = width / 3 / nHead!;
      const largest = checkIds(positions!, tables.limit, 'position');
      const table = tables.get(headDim, base!, largest + 1);
      const rotated = host.output([R, width]);
      wasm.rope(at(qkv!), at(rotated), at(positions!), table, R, nHead!, headDim, isInverse ? -1 : 1);
      return [rotated];
    },

    SchoolAttention: ({ qkv }, { T, nHead }) => {
      const { R, B, C, headDim } = attentionSizes(qkv!, T!, nHead!);
      const output = host.output([R, C]);
      const probs = host.output([B * nHead!, T!, wasm.probsRowLength(T!)]);
      wasm.attention(at(qkv!), at(output), at(probs), B, T!, nHead!, headDim, workspace);
      return [output, probs];
    },

    SchoolAttentionGrad: ({ dy, qkv, output, probs }, { T, nHead }) => {
      const { R, B, C, headDim } = attentionSizes(qkv!, T!, nHead!);
      const dQkv = host.output([R, 3 * C]);
      host.withScratch(4 * T! * wasm.probsRowLength(T!), (dScores) => {
        const inputs = [at(dy!), at(qkv!), at(output!), at(probs!)] as const;
        wasm.attentionGrad(...inputs, at(dQkv), B, T!, nHead!, headDim, dScores, workspace);
      });
      return [dQkv];
    },

    SchoolDecodeAttention: ({ qkv, cache, positions }, { nHead }) => {
      const [B, width] = qkv!.shape as [number, number];
      const capacity = cache!.shape[1]!;
      checkIds(positions!, capacity, 'position');
      const output = host.output([B, width / 3]);
      host.withScratch(4 * wasm.decodeScratchFloats(capacity, nHead!), (scores) => {
        const headDim = width / 3 / nHead!;
        wasm.decodeAttention(
          ...([at(qkv!), at(cache!), at(positions!), at(output)] as const),
          ...([B, capacity, nHead!, headDim, scores] as const),
        );
      });
      return [output];
    },

    SchoolCrossEntropy: ({ logits, targets, weights }) => {
      const [R, V] = logits!.shape as [number, number];
      checkIds(targets!, V, 'target');
      const loss = host.output([]);
      const dLogits = host.output([R, V]);
      const sum = wasm.crossEntropy(at(logits!), at(targets!), at(weights!), at(dLogits), R, V);
      host.floats(at(loss), 1)[0] = sum;
      return [loss, dLogits];
    },

    // x times a scalar tensor; nothing is copied for the usual scale of 1.
    SchoolScale: ({ x, scale }) => {
      const factor = host.floats(at(scale!), 1)[0]!;
      if (factor === 1) return [host.share(x!)];
      const y = host.output(x!.shape);
      const length = sizeOf(y);
      host.floats(at(y), length).set(host.floats(at(x!), length));
      wasm.scale(at(y), factor, length);
      return [y];
    },

    SchoolEmbed: ({ table, ids }) => {
      const [V, C] = table!.shape as [number, number];
      checkIds(ids!, V, 'token id');
      const R = sizeOf(ids!);
      const rows = host.output([R, C]);
      wasm.embed(at(table!), at(ids!), at(rows), R, C);
      return [rows];
    },

    SchoolEmbedGrad: ({ dy, ids }, { V }) => {
      const [R, C] = dy!.shape as [number, number];
      checkIds(ids!, V!, 'token id');
      const dTable = host.output([V!, C]);
      wasm.embedGrad(at(dy!), at(ids!), at(dTable), R, V!, C);
      return [dTable];
    },

    SchoolAdamw: ({ parameter, gradient, moments }, attrs) => {
      const { beta1, beta2, epsilon, decay, stepSize, squareScale } = attrs;
      const size = sizeOf(parameter!);
      const pointers = [at(parameter!), at(gradient!), at(moments!), at(moments!) + 4 * size] as const;
      wasm.adamw(...pointers, size, beta1!, beta2!, epsilon!, decay!, stepSize!, squareScale!);
      return [];
    },

    SchoolMuon: ({ parameter, gradient, momentum }, attrs) => {
      const [rows, allColumns] = parameter!.shape as [number, number];
      const columns = allColumns / attrs.blocks!;
      host.withScratch(wasm.muonScratchBytes(rows, columns), (scratch) => {
        wasm.muon(
          ...([at(parameter!), at(gradient!), at(momentum!), rows, columns, attrs.blocks!] as const),
          ...([attrs.momentum!, attrs.decay!, attrs.stepSize!] as const),
          ...([attrs.a!, attrs.b!, attrs.c!, attrs.iterations!, scratch, workspace] as const),
        );
      });
      return [];
    },

    // Scales every input in place.
    SchoolClip: (inputs, { maxNorm }) => {
      const gradients = Object.values(inputs);
      const norm = host.output([]);
      const squares = gradients.reduce((sum, gradient) => sum + wasm.sumOfSquares(at(gradient), sizeOf(gradient)), 0);
      const value = Math.sqrt(squares);
      host.floats(at(norm), 1)[0] = value;
      if (!(value <= maxNorm!)) {
        for (const gradient of gradients) wasm.scale(at(gradient), maxNorm! / value, sizeOf(gradient));
      }
      return [norm];
    },
  };

  /** Returns the largest id; throws a RangeError when one is not in 0..limit-1. */
  function checkIds(ids: tf.TensorInfo, limit: number, what: string): number {
    if (ids.dtype !== 'int32') throw new TypeError(`${what}s are ${ids.dtype}, not int32`);
    let largest = 0;
    for (const id of host.ints(at(ids), sizeOf(ids))) {
      if (id < 0 || id >= limit) throw new RangeError(`${what} ${id} is not in 0..${limit - 1}`);
      if (id > largest) largest = id;
    }
    return largest;
  }
}

function attentionSizes(
  qkv: tf.TensorInfo,
  T: number,
  nHead: number,
): { R: number; B: number; C: number; headDim: number } {
  const [R, width] = qkv.shape as [number, number];
  const C = width / 3;
  return { R, B: R / T, C, headDim: C / nHead };
}

function sizeOf(tensor: tf.TensorInfo): number {
  return tensor.shape.reduce((size, length) => size * length, 1);
}
