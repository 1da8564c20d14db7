/** tfjs kernels of backend 'webgpu': each checks sizes, makes its outputs and runs programs on their buffers. */

import type * as tf from '@tensorflow/tfjs-core';
import type { KernelName, WasmKernelName } from '../kernel.ts';
import { attentionGradProgram, attentionProgram, rowsInWorkgroup } from './attention.ts';
import { crossEntropyProgram, sumProgram } from './crossEntropy.ts';
import { decodeAttentionProgram } from './decodeAttention.ts';
import { drawProgram } from './draw.ts';
import { embedGradGroups, embedGradProgram, embedProgram } from './embedding.ts';
import { scaleProgram, timesProgram } from './gelu.ts';
import type { Host, Kernel } from './host.ts';
import { type DeviceKind, lanesOf } from './lanes.ts';
import { columnSumProgram, columnsAtOnce, layerNormGradProgram, layerNormProgram, rowsInBlock } from './layerNorm.ts';
import { createMultiply } from './matMul.ts';
import { createOptimizerKernels } from './optimizerKernels.ts';
import { createRunner, type Program, sizeOf } from './program.ts';
import { ropeProgram, ropeTable } from './rope.ts';

export function createKernels(host: Host, device: DeviceKind): Record<Exclude<KernelName, WasmKernelName>, Kernel> {
  const { buffer, writable, output, discard } = host;
  const runner = createRunner(host);
  const { run, constant } = runner;
  const multiply = createMultiply(run, constant, device);
  const rowLanes = lanesOf(device);
  const wideLanes = lanesOf(device, 256);
  const headLanes = lanesOf(device, 32);

  const norm = layerNormProgram(rowLanes);
  const normGrad = layerNormGradProgram(rowLanes);
  const columnSum = columnSumProgram(device);
  const crossEntropy = crossEntropyProgram(rowLanes);
  const sum = sumProgram(wideLanes);
  const draw = drawProgram(rowLanes);
  const products = { 1: timesProgram(1), 4: timesProgram(4) };
  const embedGrads = { 1: embedGradProgram('f32', device), 4: embedGradProgram('vec4<f32>', device) };
  const attentions = memo(attentionProgram);
  const attentionGrads = memo(attentionGradProgram);
  const decodings = memo((headDim) => decodeAttentionProgram(headDim, headLanes));

  const tables = new Map<string, GPUBuffer>();
  const tableOf = (headDim: number, base: number): GPUBuffer => {
    const key = `${headDim}/${base}`;
    const table = tables.get(key) ?? constant(new Uint32Array(ropeTable(headDim, base).buffer));
    tables.set(key, table);
    return table;
  };

  /** A grid of one invocation an element. */
  const flat = (count: number) => ({ groups: Math.ceil(count / 64) });
  const widthFor = (length: number): 1 | 4 => (length % 4 === 0 ? 4 : 1);

  const sumColumns = (x: GPUBuffer, sums: GPUBuffer, R: number, C: number): void =>
    run(columnSum, { x, sums }, { R, C }, { groups: Math.ceil(C / columnsAtOnce) });

  /** The product alone, or gelu of it and gelu's slope there. */
  const matMulKernel =
    (isActivated: boolean): Kernel =>
    (inputs, { transposeA, transposeB }) => {
      const { a, b, bias, residual } = inputs as Record<'a' | 'b', tf.TensorInfo> & Partial<typeof inputs>;
      const [aRows, aColumns] = a.shape as [number, number];
      const [bRows, bColumns] = b.shape as [number, number];
      const [M, K] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
      const [inner, N] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
      if (inner !== K) throw new RangeError(`product of (${M}, ${K}) and (${inner}, ${N})`);
      if (bias && sizeOf(bias) !== N) throw new RangeError(`bias [${bias.shape}] of (${M}, ${N})`);
      if (residual && sizeOf(residual) !== M * N) throw new RangeError(`residual [${residual.shape}] of (${M}, ${N})`);
      const c = output([M, N]);
      const activated = isActivated ? output([M, N]) : undefined;
      const buffers = {
        ...{ a: buffer(a), b: buffer(b), c: buffer(c), activated: activated && buffer(activated) },
        ...{ bias: bias && buffer(bias), addend: residual && buffer(residual) },
      };
      multiply([{ M, N, K, aOffset: 0, bOffset: 0, cOffset: 0 }], buffers, {
        transposeA: Boolean(transposeA),
        transposeB: Boolean(transposeB),
      });
      return activated ? [activated, c] : [c];
    };

  const kernels: ReturnType<typeof createKernels> = {
    SchoolMatMul: matMulKernel(false),
    SchoolBiasedMatMul: matMulKernel(false),
    SchoolGeluMatMul: matMulKernel(true),

    SchoolLayerNorm: ({ x, gain }, { epsilon }) => {
      const [R, C] = x!.shape as [number, number];
      const y = output([R, C]);
      const statistics = output([R, 2]);
      const buffers = { x: buffer(x!), gain: buffer(gain!), y: buffer(y), statistics: buffer(statistics) };
      run(norm, buffers, { R, C, epsilon: epsilon! }, { groups: rowLanes.groups(R) });
      return [y, statistics];
    },

    SchoolLayerNormGrad: ({ dy, x, gain, statistics }) => {
      const [R, C] = x!.shape as [number, number];
      const blocks = Math.ceil(R / rowsInBlock);
      const dx = output([R, C]);
      const dGain = output([C]);
      const parts = output([blocks, C]);
      const reads = { dy: buffer(dy!), x: buffer(x!), gain: buffer(gain!), statistics: buffer(statistics!) };
      const writes = { dx: buffer(dx), dGain: buffer(parts) };
      run(normGrad, { ...reads, ...writes }, { R, C }, { groups: rowLanes.groups(blocks) });
      sumColumns(buffer(parts), buffer(dGain), blocks, C);
      discard(parts);
      return [dx, dGain];
    },

    SchoolColumnSum: ({ x }) => {
      const [R, C] = x!.shape as [number, number];
      const sums = output([C]);
      sumColumns(buffer(x!), buffer(sums), R, C);
      return [sums];
    },

    SchoolTimes: ({ a, b }) => {
      const y = output(a!.shape);
      const width = widthFor(sizeOf(y));
      const count = sizeOf(y) / width;
      run(products[width], { a: buffer(a!), b: buffer(b!), y: buffer(y) }, { count }, flat(count));
      return [y];
    },

    SchoolRope: ({ qkv, positions }, { nHead, base, isInverse }) => {
      const [R, width] = qkv!.shape as [number, number];
      const C = width / 3;
      const half = C / nHead! / 2;
      const rotated = output([R, width]);
      const table = tableOf(2 * half, base!);
      const buffers = { qkv: buffer(qkv!), positions: buffer(positions!), table, rotated: buffer(rotated) };
      run(ropeProgram, buffers, { R, C, half, sign: isInverse ? -1 : 1 }, flat((R * width) / 2));
      return [rotated];
    },

    SchoolAttention: ({ qkv }, { T, nHead }) => {
      const { R, C, headDim, uniforms, grid } = attentionSizes(qkv!, T!, nHead!);
      const attended = output([R, C]);
      const logSums = output([R, nHead!]);
      const buffers = { qkv: buffer(qkv!), output: buffer(attended), logSums: buffer(logSums) };
      run(attentions(headDim), buffers, uniforms, grid);
      return [attended, logSums];
    },

    SchoolAttentionGrad: ({ dy, qkv, output: attended, probs: logSums }, { T, nHead }) => {
      const { R, C, headDim, uniforms, grid } = attentionSizes(qkv!, T!, nHead!);
      const dQkv = output([R, 3 * C]);
      const reads = { dy: buffer(dy!), qkv: buffer(qkv!), output: buffer(attended!), logSums: buffer(logSums!) };
      run(attentionGrads(headDim), { ...reads, dQkv: buffer(dQkv) }, uniforms, grid);
      return [dQkv];
    },

    SchoolDecodeAttention: ({ qkv, cache, positions }, { nHead }) => {
      const [B, width] = qkv!.shape as [number, number];
      const C = width / 3;
      const headDim = C / nHead!;
      const capacity = cache!.shape[1]!;
      checkIds(positions!, capacity, 'position');
      const attended = output([B, C]);
      const writes = { cache: writable(cache!), output: buffer(attended) };
      const uniforms = { B, C, nHead: nHead!, capacity, scale: 1 / Math.sqrt(headDim) };
      const buffers = { qkv: buffer(qkv!), positions: buffer(positions!), ...writes };
      run(decodings(headDim), buffers, uniforms, { groups: headLanes.groups(B * nHead!) });
      return [attended];
    },

    SchoolCrossEntropy: ({ logits, targets, weights }) => {
      const [R, V] = logits!.shape as [number, number];
      checkIds(targets!, V, 'target');
      const loss = output([]);
      const dLogits = output([R, V]);
      const losses = output([R]);
      const reads = { logits: buffer(logits!), targets: buffer(targets!), weights: buffer(weights!) };
      const writes = { losses: buffer(losses), dLogits: buffer(dLogits) };
      run(crossEntropy, { ...reads, ...writes }, { R, V }, { groups: rowLanes.groups(R) });
      run(sum, { x: buffer(losses), sum: buffer(loss) }, { R }, { groups: 1 });
      discard(losses);
      return [loss, dLogits];
    },

    // Nothing is done for the usual scale of 1, which tfjs makes on this side.
    SchoolScale: ({ x, scale }) => {
      if (host.knownValues(scale!)?.[0] === 1) return [host.share(x!)];
      const y = output(x!.shape);
      const count = sizeOf(y);
      run(scaleProgram, { x: buffer(x!), scale: buffer(scale!), y: buffer(y) }, { count }, flat(count));
      return [y];
    },

    SchoolEmbed: ({ table, ids }) => {
      const [V, C] = table!.shape as [number, number];
      checkIds(ids!, V, 'token id');
      const R = sizeOf(ids!);
      const rows = output([R, C]);
      const buffers = { table: buffer(table!), ids: buffer(ids!), rows: buffer(rows) };
      run(embedProgram, buffers, { R, C, V }, flat(R * C));
      return [rows];
    },

    SchoolEmbedGrad: ({ dy, ids }, { V }) => {
      const [R, channels] = dy!.shape as [number, number];
      const dTable = output([V!, channels]);
      const width = widthFor(channels);
      const C = channels / width;
      const buffers = { dy: buffer(dy!), ids: buffer(ids!), dTable: buffer(dTable) };
      run(embedGrads[width], buffers, { R, C, V: V! }, { groups: embedGradGroups(device, V!, C) });
      return [dTable];
    },

    SchoolCopy: ({ x }) => {
      const y = output(x!.shape, x!.dtype);
      host.copy(buffer(x!), buffer(y));
      return [y];
    },

    SchoolDraw: ({ logits, randoms, tokens, positions, counts }, { temperature, steps, capacity }) => {
      const [B, V] = logits!.shape as [number, number];
      const drawn = output([steps!, B], 'int32');
      const logprobs = output([steps!, B]);
      const buffers = {
        ...{ logits: buffer(logits!), randoms: buffer(randoms!), counts: writable(counts!) },
        ...{ tokens: writable(tokens!), positions: writable(positions!) },
        ...{ drawn: buffer(drawn), logprobs: buffer(logprobs) },
      };
      const uniforms = { B, V, lastPosition: capacity! - 1, temperature: temperature! };
      run(draw, buffers, uniforms, { groups: rowLanes.groups(B) });
      return [drawn, logprobs];
    },

    ...createOptimizerKernels(host, runner, multiply, { wide: wideLanes, device }),
  };
  return kernels;

  /** Throws a RangeError when an id that is known on this side is not in 0..limit-1. The device reads nothing out of range anyway. */
  function checkIds(ids: tf.TensorInfo, limit: number, what: string): void {
    const bad = host.knownValues(ids)?.find((id) => id < 0 || id >= limit);
    if (bad !== undefined) throw new RangeError(`${what} ${bad} is not in 0..${limit - 1}`);
  }

  function attentionSizes(qkv: tf.TensorInfo, T: number, nHead: number) {
    const [R, width] = qkv.shape as [number, number];
    const C = width / 3;
    const headDim = C / nHead;
    return {
      ...{ R, C, headDim },
      uniforms: { T, C, nHead, scale: 1 / Math.sqrt(headDim) },
      grid: { groups: (R / T) * nHead * Math.ceil(T / rowsInWorkgroup) },
    };
  }
}

const memo = (make: (key: number) => Program): ((key: number) => Program) => {
  const made = new Map<number, Program>();
  return (key) => {
    const program = made.get(key) ?? make(key);
    made.set(key, program);
    return program;
  };
};
