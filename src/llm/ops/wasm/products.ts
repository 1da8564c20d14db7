import type * as tf from '@tensorflow/tfjs-core';
import type { KernelExports } from './exports.ts';
import { type Host, type Kernel, sizeOf } from './host.ts';
import { tileColumns, tileRows } from './microkernel.mjs';
import type { Team } from './threads.ts';

/** What a number costs in floating-point operations of a product that take as long. */
const packCost = 10;
const geluCost = 70;

/** Kernels 'SchoolMatMul', 'SchoolBiasedMatMul' and 'SchoolGeluMatMul', see ../linear.ts. */
export function createProducts(wasm: KernelExports, host: Host, team: Team) {
  const at = host.pointer;
  const performWithScratch = (byteLength: number, use: (pointer: number) => void): void =>
    host.perform(() => host.withScratch(byteLength, use));

  /** @param isActivated with gelu of the product, and gelu's slope there in place of it */
  const matMulKernel =
    (isActivated: boolean): Kernel =>
    (inputs, { transposeA, transposeB }) => {
      const { a, b, bias, residual } = inputs as Record<'a' | 'b', tf.TensorInfo> & typeof inputs;
      const [aRows, aColumns] = a.shape as [number, number];
      const [bRows, bColumns] = b.shape as [number, number];
      const [M, K] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
      const [inner, N] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
      if (inner !== K) throw new RangeError(`product of (${M}, ${K}) and (${inner}, ${N})`);
      if (bias && sizeOf(bias) !== N) throw new RangeError(`bias [${bias.shape}] of (${M}, ${N})`);
      if (residual && sizeOf(residual) !== M * N) throw new RangeError(`residual [${residual.shape}] of (${M}, ${N})`);
      const c = host.output([M, N]);
      const active = isActivated ? host.output([M, N]) : undefined;
      const activeAt = active ? at(active) : 0;
      const [aRow, aColumn] = transposeA ? [4, 4 * aColumns] : [4 * aColumns, 4];
      const [bRow, bColumn] = transposeB ? [4, 4 * bColumns] : [4 * bColumns, 4];
      const start = residual ?? bias;
      const left = [at(a), aRow, aColumn] as const;
      const right = [at(b), bRow, bColumn] as const;
      const result = [at(c), 4 * N, start ? at(start) : 0, residual ? 4 * N : 0] as const;
      const [tall, wide] = [Math.ceil(M / tileRows), Math.ceil(N / tileColumns)];
      // The longer side is divided, in parts small enough that threads end together; the other side is packed once for all.
      if (M < tileRows) {
        host.perform(() => {
          wasm.gemm(M, N, K, ...left, ...right, ...result, 0, team.workspace(wasm.gemmWorkspaceBytes()));
          if (active) wasm.gelu(result[0], activeAt, M * N);
        });
      } else if (K > M && N > M && !active) {
        performWithScratch(wasm.packedRowsBytes(M, K), (packed) => {
          team.run('packRows', [M, K, ...left, packed], tall, packCost * K * tileRows);
          team.run('gemmColumns', [M, N, K, packed, ...right, ...result], wide, 2 * M * K * tileColumns);
        });
      } else {
        performWithScratch(wasm.packedColumnsBytes(K, N), (packed) => {
          team.run('packColumns', [K, N, ...right, packed], wide, packCost * K * tileColumns);
          const unitCost = (2 * K + (active ? geluCost : 0)) * N * tileRows;
          team.run('gemmRows', [M, N, K, ...left, packed, ...result, activeAt], tall, unitCost);
        });
      }
      if (bias && residual) {
        // No layer of ours has both.
        const addedAt = at(bias);
        host.perform(() => {
          const [sums, added] = [host.floats(result[0], M * N), host.floats(addedAt, N)];
          for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (added[i % N] as number);
        });
      }
      return active ? [active, c] : [c];
    };

  return {
    SchoolMatMul: matMulKernel(false),
    SchoolBiasedMatMul: matMulKernel(false),
    SchoolGeluMatMul: matMulKernel(true),
  };
}
