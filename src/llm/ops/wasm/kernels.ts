/**
 * tfjs kernels of backend 'wasm': each checks sizes, makes its outputs and calls the compiled module with pointers.
 * Ids are checked before they become addresses: one out of range would write over another tensor.
 */

import type * as tf from '@tensorflow/tfjs-core';
import type { KernelName, WebgpuKernelName } from '../kernel.ts';
import type { KernelExports } from './exports.ts';
import { type Host, type Kernel, sizeOf } from './host.ts';
import { muonAll } from './muon.ts';
import { createProducts } from './products.ts';
import type { RopeTables } from './ropeTables.ts';
import type { Team } from './threads.ts';

/** What a number costs in each kernel, in floating-point operations of a matrix product that take as long. */
const cost = {
  columnSum: 10,
  crossEntropy: 40,
  decode: 5,
  element: 10,
  layerNorm: 20,
  layerNormGrad: 30,
  rope: 20,
  softmax: 20,
};

export function createKernels(
  wasm: KernelExports,
  host: Host,
  tables: RopeTables,
  team: Team,
): Record<Exclude<KernelName, WebgpuKernelName>, Kernel> {
  const at = host.pointer;
  const performParts: Team['run'] = (...job) => host.perform(() => team.run(...job));

  const elementwise =
    (name: 'add' | 'times'): Kernel =>
    ({ a, b }) => {
      const y = host.output(a!.shape);
      const count = sizeOf(y);
      const block = wasm.elementBlock();
      performParts(name, [at(a!), at(b!), at(y), count], Math.ceil(count / block), cost.element * block);
      return [y];
    };

  return {
    ...createProducts(wasm, host, team),

    SchoolAdd: elementwise('add'),
    SchoolTimes: elementwise('times'),

    // In place, and so by one thread: a part could not be done again.
    SchoolAccumulate: ({ sum, x, isFirst }) => {
      const count = sizeOf(sum!);
      const [sumAt, from, isFirstAt] = [at(sum!), at(x!), at(isFirst!)];
      const blocks = Math.ceil(count / wasm.elementBlock());
      host.perform(() => {
        if (host.floats(isFirstAt, 1)[0] === 1) host.floats(sumAt, count).set(host.floats(from, count));
        else wasm.add(sumAt, from, sumAt, count, 0, blocks, 0);
      });
      return [];
    },

    SchoolLayerNorm: ({ x, gain }, { epsilon }) => {
      const [R, C] = x!.shape as [number, number];
      const y = host.output([R, C]);
      const statistics = host.output([R, 2]);
      performParts('layerNorm', [at(x!), at(gain!), at(y), at(statistics), C, epsilon!], R, cost.layerNorm * C);
      return [y, statistics];
    },

    SchoolLayerNormGrad: ({ dy, x, gain, statistics }) => {
      const [R, C] = x!.shape as [number, number];
      const dx = host.output([R, C]);
      const dGain = host.output([C]);
      const blockRows = wasm.normRows();
      const blocks = Math.ceil(R / blockRows);
      const pointers = [at(dy!), at(x!), at(gain!), at(statistics!), at(dx)] as const;
      const dGainAt = at(dGain);
      host.perform(() => {
        host.withScratch(4 * blocks * C, (dGains) => {
          team.run('layerNormGrad', [...pointers, dGains, R, C], blocks, cost.layerNormGrad * blockRows * C);
          team.run('columnSum', [dGains, dGainAt, blocks, C], C, cost.columnSum * blocks);
        });
      });
      return [dx, dGain];
    },

    SchoolRope: ({ qkv, positions }, { nHead, base, isInverse }) => {
      const [R, width] = qkv!.shape as [number, number];
      const headDim = width / 3 / nHead!;
      const check = performCheck(positions!, tables.limit, 'position');
      const rotated = host.output([R, width]);
      const pointers = [at(qkv!), at(rotated), at(positions!)] as const;
      host.perform(() => {
        const table = tables.get(headDim, base!, check.largest + 1);
        team.run('rope', [...pointers, table, nHead!, headDim, isInverse ? -1 : 1], R, cost.rope * width);
      });
      return [rotated];
    },

    SchoolAttention: ({ qkv }, { T, nHead }) => {
      const { R, B, C, headDim } = attentionSizes(qkv!, T!, nHead!);
      const output = host.output([R, C]);
      const probs = host.output([B * nHead!, T!, wasm.probsRowLength(T!)]);
      const args = [at(qkv!), at(output), at(probs), T!, nHead!, headDim] as const;
      performParts('attention', [...args], B * nHead!, 2 * T! * T! * (headDim + cost.softmax));
      return [output, probs];
    },

    SchoolAttentionGrad: ({ dy, qkv, output, probs }, { T, nHead }) => {
      const { R, B, C, headDim } = attentionSizes(qkv!, T!, nHead!);
      const dQkv = host.output([R, 3 * C]);
      const pointers = [at(dy!), at(qkv!), at(output!), at(probs!), at(dQkv)] as const;
      host.perform(() => {
        team.workspace(wasm.gemmWorkspaceBytes() + 4 * T! * wasm.probsRowLength(T!));
        team.run('attentionGrad', [...pointers, T!, nHead!, headDim], B * nHead!, 4 * T! * T! * headDim);
      });
      return [dQkv];
    },

    SchoolDecodeAttention: ({ qkv, cache, positions }, { nHead }) => {
      const [B, width] = qkv!.shape as [number, number];
      const capacity = cache!.shape[1]!;
      const check = performCheck(positions!, capacity, 'position');
      const output = host.output([B, width / 3]);
      const pointers = [at(qkv!), at(cache!), at(positions!), at(output)] as const;
      const headDim = width / 3 / nHead!;
      host.perform(() => {
        const unitCost = cost.decode * (check.largest + 1) * width;
        team.workspace(wasm.decodeWorkspaceBytes(capacity, nHead!));
        team.run('decodeAttention', [...pointers, capacity, nHead!, headDim], B, unitCost);
      });
      return [output];
    },

    // In place.
    SchoolMoveRows: ({ cache, source, moves }) => {
      const [rows, capacity, width] = cache!.shape as [number, number, number];
      const [sourceRows, sourceCapacity] = source!.shape as [number, number];
      if (sourceCapacity > capacity) throw new RangeError(`${sourceCapacity} positions > cache capacity ${capacity}`);
      performCheck(moves!, Math.max(rows, sourceRows), 'row');
      const sides = [at(cache!), capacity, at(source!), sourceCapacity, width] as const;
      const [pairs, count] = [at(moves!), sizeOf(moves!)];
      host.perform(() => {
        const isOutside = (row: number, i: number): boolean => row >= (i % 2 === 0 ? sourceRows : rows);
        if (host.ints(pairs, count).some(isOutside)) throw new RangeError('no such row');
        wasm.moveRows(...sides, pairs, count / 2);
      });
      return [];
    },

    SchoolCrossEntropy: ({ logits, targets, weights }) => {
      const [R, V] = logits!.shape as [number, number];
      performCheck(targets!, V, 'target');
      const loss = host.output([]);
      const dLogits = host.output([R, V]);
      const pointers = [at(logits!), at(targets!), at(weights!), at(dLogits)] as const;
      const lossAt = at(loss);
      host.perform(() => {
        host.withScratch(8 * R, (losses) => {
          team.run('crossEntropy', [...pointers, losses, V], R, cost.crossEntropy * V);
          host.floats(lossAt, 1)[0] = host.doubles(losses, R).reduce((sum, each) => sum + each, 0);
        });
      });
      return [loss, dLogits];
    },

    // x times a scalar tensor; nothing is copied for the usual scale of 1.
    SchoolScale: ({ x, scale }) => {
      if (host.isSettled(scale!) && host.floats(at(scale!), 1)[0] === 1) return [host.share(x!)];
      const y = host.output(x!.shape);
      const length = sizeOf(y);
      const [from, to, scaleAt] = [at(x!), at(y), at(scale!)];
      host.perform(() => {
        host.floats(to, length).set(host.floats(from, length));
        wasm.scale(to, host.floats(scaleAt, 1)[0]!, length);
      });
      return [y];
    },

    SchoolEmbed: ({ table, ids }) => {
      const [V, C] = table!.shape as [number, number];
      performCheck(ids!, V, 'token id');
      const R = sizeOf(ids!);
      const rows = host.output([R, C]);
      const pointers = [at(table!), at(ids!), at(rows)] as const;
      host.perform(() => wasm.embed(...pointers, R, C));
      return [rows];
    },

    SchoolEmbedGrad: ({ dy, ids }, { V }) => {
      const [R, C] = dy!.shape as [number, number];
      performCheck(ids!, V!, 'token id');
      const dTable = host.output([V!, C]);
      const pointers = [at(dy!), at(ids!), at(dTable)] as const;
      host.perform(() => wasm.embedGrad(...pointers, R, V!, C));
      return [dTable];
    },

    SchoolAdamw: ({ parameter, gradient, moments }, attrs) => {
      const { beta1, beta2, epsilon, decay, stepSize, squareScale } = attrs;
      const size = sizeOf(parameter!);
      const pointers = [at(parameter!), at(gradient!), at(moments!), at(moments!) + 4 * size] as const;
      host.perform(() => wasm.adamw(...pointers, size, beta1!, beta2!, epsilon!, decay!, stepSize!, squareScale!));
      return [];
    },

    SchoolMuonAll: (inputs, attrs) => muonAll(wasm, host, team, inputs, attrs),

    SchoolColumnSum: ({ x }) => {
      const [R, N] = x!.shape as [number, number];
      const sums = host.output([N]);
      performParts('columnSum', [at(x!), at(sums), R, N], N, cost.columnSum * R);
      return [sums];
    },

    // Scales every input in place.
    SchoolClip: (inputs, { maxNorm }) => {
      const gradients = Object.values(inputs).map((gradient) => [at(gradient), sizeOf(gradient)] as const);
      const norm = host.output([]);
      const normAt = at(norm);
      host.perform(() => {
        const value = Math.sqrt(gradients.reduce((sum, gradient) => sum + wasm.sumOfSquares(...gradient), 0));
        host.floats(normAt, 1)[0] = value;
        if (value <= maxNorm!) return;
        for (const [gradient, size] of gradients) wasm.scale(gradient, maxNorm! / value, size);
      });
      return [norm];
    },
  };

  /**
   * Before anything is computed with ids: throws a RangeError when one is not in 0..limit-1.
   * @returns the largest, as soon as it has been performed
   */
  function performCheck(ids: tf.TensorInfo, limit: number, what: string): { largest: number } {
    if (ids.dtype !== 'int32') throw new TypeError(`${what}s are ${ids.dtype}, not int32`);
    const [pointer, count] = [at(ids), sizeOf(ids)];
    const found = { largest: 0 };
    host.perform(() => {
      found.largest = 0;
      const values = host.ints(pointer, count);
      // By index: an iterator over thousands of ids, several times a step, is felt.
      for (let i = 0; i < count; i++) {
        const id = values[i] as number;
        if (id < 0 || id >= limit) throw new RangeError(`${what} ${id} is not in 0..${limit - 1}`);
        if (id > found.largest) found.largest = id;
      }
    });
    return found;
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
