/**
 * tfjs kernels of backend 'wasm': each checks sizes, makes its outputs and calls the compiled module with pointers.
 * Ids are checked before they become addresses: one out of range would write over another tensor.
 */

import type * as tf from '@tensorflow/tfjs-core';
import type { KernelName, WebgpuKernelName } from '../kernel.ts';
import type { ArgsOf, KernelExports } from './exports.ts';
import type { Host } from './host.ts';
import { tileColumns, tileRows } from './microkernel.mjs';
import { muonAll } from './muon.ts';
import type { RopeTables } from './ropeTables.ts';
import type { Team } from './threads.ts';

type Attrs = Record<string, number>;
type Inputs = Record<string, tf.TensorInfo>;
export type Kernel = (inputs: Inputs, attrs: Attrs) => tf.TensorInfo[];

/** What a number costs in each kernel, in floating-point operations of a matrix product that take as long. */
const cost = {
  columnSum: 10,
  crossEntropy: 40,
  decode: 5,
  gelu: 50,
  geluGrad: 60,
  layerNorm: 20,
  layerNormGrad: 30,
  pack: 10,
  rope: 20,
  softmax: 20,
};

const productParts = 16;

export function createKernels(
  wasm: KernelExports,
  host: Host,
  tables: RopeTables,
  team: Team,
): Record<Exclude<KernelName, WebgpuKernelName>, Kernel> {
  const at = host.pointer;

  const matMul: Kernel = (inputs, { transposeA, transposeB }) => {
    const { a, b, bias, residual } = inputs as Record<'a' | 'b', tf.TensorInfo> & Inputs;
    const [aRows, aColumns] = a.shape as [number, number];
    const [bRows, bColumns] = b.shape as [number, number];
    const [M, K] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
    const [inner, N] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
    if (inner !== K) throw new RangeError(`product of (${M}, ${K}) and (${inner}, ${N})`);
    if (bias && sizeOf(bias) !== N) throw new RangeError(`bias [${bias.shape}] of (${M}, ${N})`);
    if (residual && sizeOf(residual) !== M * N) throw new RangeError(`residual [${residual.shape}] of (${M}, ${N})`);
    const c = host.output([M, N]);
    const [aRow, aColumn] = transposeA ? [4, 4 * aColumns] : [4 * aColumns, 4];
    const [bRow, bColumn] = transposeB ? [4, 4 * bColumns] : [4 * bColumns, 4];
    const start = residual ?? bias;
    const left = [at(a), aRow, aColumn] as const;
    const right = [at(b), bRow, bColumn] as const;
    const result = [at(c), 4 * N, start ? at(start) : 0, residual ? 4 * N : 0] as const;
    const [tall, wide] = [Math.ceil(M / tileRows), Math.ceil(N / tileColumns)];
    // The longer side is divided, in parts small enough that threads end together; the other side is packed once for all.
    if (M < tileRows) wasm.gemm(M, N, K, ...left, ...right, ...result, 0, team.workspace(wasm.gemmWorkspaceBytes()));
    else if (K > M && N > M) {
      host.withScratch(wasm.packedRowsBytes(M, K), (packed) => {
        team.run('packRows', [M, K, ...left, packed], tall, cost.pack * K * tileRows);
        team.run('gemmColumns', [M, N, K, packed, ...right, ...result], wide, 2 * M * K * tileColumns, productParts);
      });
    } else {
      host.withScratch(wasm.packedColumnsBytes(K, N), (packed) => {
        team.run('packColumns', [K, N, ...right, packed], wide, cost.pack * K * tileColumns);
        team.run('gemmRows', [M, N, K, ...left, packed, ...result], tall, 2 * N * K * tileRows, productParts);
      });
    }
    if (bias && residual) {
      // No layer of ours has both.
      const [sums, added] = [host.floats(at(c), M * N), host.floats(at(bias), N)];
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (added[i % N] as number);
    }
    return [c];
  };

  return {
    SchoolMatMul: matMul,
    SchoolBiasedMatMul: matMul,

    SchoolLayerNorm: ({ x, gain }, { epsilon }) => {
      const [R, C] = x!.shape as [number, number];
      const y = host.output([R, C]);
      const statistics = host.output([R, 2]);
      team.run('layerNorm', [at(x!), at(gain!), at(y), at(statistics), C, epsilon!], R, cost.layerNorm * C);
      return [y, statistics];
    },

    SchoolLayerNormGrad: ({ dy, x, gain, statistics }) => {
      const [R, C] = x!.shape as [number, number];
      const dx = host.output([R, C]);
      const dGain = host.output([C]);
      const blockRows = wasm.normRows();
      const blocks = Math.ceil(R / blockRows);
      host.withScratch(4 * blocks * C, (dGains) => {
        const pointers = [at(dy!), at(x!), at(gain!), at(statistics!), at(dx), dGains] as const;
        team.run('layerNormGrad', [...pointers, R, C], blocks, cost.layerNormGrad * blockRows * C);
        team.run('columnSum', [dGains, at(dGain), blocks, C], C, cost.columnSum * blocks);
      });
      return [dx, dGain];
    },

    SchoolGelu: ({ x }) => {
      const y = host.output(x!.shape);
      const count = sizeOf(y);
      const blockSize = wasm.geluBlock();
      team.run('gelu', [at(x!), at(y), count], Math.ceil(count / blockSize), cost.gelu * blockSize);
      return [y];
    },

    SchoolGeluGrad: ({ dy, x }) => {
      const dx = host.output(x!.shape);
      const count = sizeOf(dx);
      const blockSize = wasm.geluBlock();
      const args: ArgsOf<'geluGrad'> = [at(dy!), at(x!), at(dx), count];
      team.run('geluGrad', args, Math.ceil(count / blockSize), cost.geluGrad * blockSize);
      return [dx];
    },

    SchoolRope: ({ qkv, positions }, { nHead, base, isInverse }) => {
      const [R, width] = qkv!.shape as [number, number];
      const headDim = width / 3 / nHead!;
      const largest = checkIds(positions!, tables.limit, 'position');
      const table = tables.get(headDim, base!, largest + 1);
      const rotated = host.output([R, width]);
      const pointers = [at(qkv!), at(rotated), at(positions!), table] as const;
      team.run('rope', [...pointers, nHead!, headDim, isInverse ? -1 : 1], R, cost.rope * width);
      return [rotated];
    },

    SchoolAttention: ({ qkv }, { T, nHead }) => {
      const { R, B, C, headDim } = attentionSizes(qkv!, T!, nHead!);
      const output = host.output([R, C]);
      const probs = host.output([B * nHead!, T!, wasm.probsRowLength(T!)]);
      const args = [at(qkv!), at(output), at(probs), T!, nHead!, headDim] as const;
      team.run('attention', [...args], B * nHead!, 2 * T! * T! * (headDim + cost.softmax));
      return [output, probs];
    },

    SchoolAttentionGrad: ({ dy, qkv, output, probs }, { T, nHead }) => {
      const { R, B, C, headDim } = attentionSizes(qkv!, T!, nHead!);
      const dQkv = host.output([R, 3 * C]);
      team.workspace(wasm.gemmWorkspaceBytes() + 4 * T! * wasm.probsRowLength(T!));
      const pointers = [at(dy!), at(qkv!), at(output!), at(probs!), at(dQkv)] as const;
      team.run('attentionGrad', [...pointers, T!, nHead!, headDim], B * nHead!, 4 * T! * T! * headDim);
      return [dQkv];
    },

    SchoolDecodeAttention: ({ qkv, cache, positions }, { nHead }) => {
      const [B, width] = qkv!.shape as [number, number];
      const capacity = cache!.shape[1]!;
      const largest = checkIds(positions!, capacity, 'position');
      const output = host.output([B, width / 3]);
      team.workspace(wasm.decodeWorkspaceBytes(capacity, nHead!));
      const pointers = [at(qkv!), at(cache!), at(positions!), at(output)] as const;
      const headDim = width / 3 / nHead!;
      team.run('decodeAttention', [...pointers, capacity, nHead!, headDim], B, cost.decode * (largest + 1) * width);
      return [output];
    },

    // In place.
    SchoolMoveRows: ({ cache, source, moves }) => {
      const [rows, capacity, width] = cache!.shape as [number, number, number];
      const [sourceRows, sourceCapacity] = source!.shape as [number, number];
      if (sourceCapacity > capacity) throw new RangeError(`${sourceCapacity} positions > cache capacity ${capacity}`);
      checkIds(moves!, Math.max(rows, sourceRows), 'row');
      const pairs = host.ints(at(moves!), sizeOf(moves!));
      if (pairs.some((row, i) => row >= (i % 2 === 0 ? sourceRows : rows))) throw new RangeError('no such row');
      wasm.moveRows(at(cache!), capacity, at(source!), sourceCapacity, width, at(moves!), sizeOf(moves!) / 2);
      return [];
    },

    SchoolCrossEntropy: ({ logits, targets, weights }) => {
      const [R, V] = logits!.shape as [number, number];
      checkIds(targets!, V, 'target');
      const loss = host.output([]);
      const dLogits = host.output([R, V]);
      host.withScratch(8 * R, (losses) => {
        const pointers = [at(logits!), at(targets!), at(weights!), at(dLogits), losses] as const;
        team.run('crossEntropy', [...pointers, V], R, cost.crossEntropy * V);
        host.floats(at(loss), 1)[0] = host.doubles(losses, R).reduce((sum, each) => sum + each, 0);
      });
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

    SchoolMuonAll: (inputs, attrs) => muonAll(wasm, host, team, inputs, attrs),

    SchoolColumnSum: ({ x }) => {
      const [R, N] = x!.shape as [number, number];
      const sums = host.output([N]);
      team.run('columnSum', [at(x!), at(sums), R, N], N, cost.columnSum * R);
      return [sums];
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
    const values = host.ints(at(ids), sizeOf(ids));
    let largest = 0;
    // By index: an iterator over thousands of ids, several times a step, is felt.
    for (let i = 0; i < values.length; i++) {
      const id = values[i] as number;
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
