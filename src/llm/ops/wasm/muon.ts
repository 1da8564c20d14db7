import type * as tf from '@tensorflow/tfjs-core';
import type { KernelExports } from './exports.ts';
import type { Host } from './host.ts';
import type { Team } from './threads.ts';

/**
 * Kernel 'SchoolMuonAll', see ../muon.ts: parameter0, gradient0, momentum0, parameter1, … in place. The matrices' blocks are
 * orthogonalized side by side, the largest first, so that threads end together.
 */
export function muonAll(
  wasm: KernelExports,
  host: Host,
  team: Team,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, number>,
): tf.TensorInfo[] {
  const { learningRate, momentum, weightDecay, a, b, c, iterations, count } = attrs as Record<
    'learningRate' | 'momentum' | 'weightDecay' | 'a' | 'b' | 'c' | 'iterations' | 'count',
    number
  >;
  const at = (name: string): number => host.pointer(inputs[name] as tf.TensorInfo);
  const numbersAt = at('numbers');
  const slots = Array.from({ length: count }, (_, i) => {
    const [rows, allColumns] = (inputs[`parameter${i}`] as tf.TensorInfo).shape as [number, number];
    const blocks = attrs[`blocks${i}`] as number;
    const places = { parameter: at(`parameter${i}`), gradient: at(`gradient${i}`), momentum: at(`momentum${i}`) };
    return { ...places, rows, blocks, columns: allColumns / blocks, bytes: 4 * rows * allColumns, offset: 0 };
  });
  let bytes = 0;
  for (const slot of slots) {
    slot.offset = bytes;
    bytes += 2 * slot.bytes;
  }
  const blocks = slots.flatMap(({ rows, columns, blocks, bytes, offset }) =>
    Array.from({ length: blocks }, (_, block) => {
      const update = offset + 4 * block * rows * columns;
      return { update, result: update + bytes, rows, columns };
    }),
  );
  blocks.sort((x, y) => y.rows * y.columns - x.rows * x.columns);
  const [first] = blocks;
  const blockCost = first ? 30 * first.rows * first.columns * Math.min(first.rows, first.columns) : 0;
  host.perform(() => {
    const scale = host.floats(numbersAt, 1)[0] as number;
    for (const { rows, columns } of blocks) team.workspace(wasm.muonWorkspaceBytes(rows, columns));
    host.withScratch(bytes + 16 * blocks.length, (scratch) => {
      for (const { gradient, momentum: mean, rows, columns, blocks, offset } of slots) {
        wasm.nesterov(gradient, mean, scratch + offset, rows, columns, blocks, momentum);
      }
      const list = scratch + bytes;
      host
        .ints(list, 4 * blocks.length)
        .set(
          blocks.flatMap(({ update, result, rows, columns }) => [scratch + update, scratch + result, rows, columns]),
        );
      team.run('orthogonalize', [list, a, b, c, iterations], blocks.length, blockCost, blocks.length);
      for (const { parameter, rows, columns, blocks, offset, bytes } of slots) {
        const stepSize = learningRate * scale * Math.sqrt(Math.max(1, columns / rows));
        const decay = 1 - learningRate * scale * weightDecay;
        wasm.applyUpdate(parameter, scratch + offset + bytes, rows, columns, blocks, decay, stepSize);
      }
    });
  });
  return [];
}
