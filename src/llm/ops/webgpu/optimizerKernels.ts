/** Clipping, AdamW and Muon as tfjs kernels: a whole model at once, in groups of as many tensors as a shader may bind. */

import type * as tf from '@tensorflow/tfjs-core';
import type { Attrs, Host, Inputs, Kernel } from './host.ts';
import { type DeviceKind, type Lanes, lanesOf } from './lanes.ts';
import type { MultiplyJobs, ProductJob } from './matMul.ts';
import { applyProgram, momentumProgram, normalizeProgram, type Placing } from './muon.ts';
import { adamwProgram, clipProgram, partialSums, squareSumProgram } from './optimizer.ts';
import { type createRunner, type Program, sizeOf } from './program.ts';

export function createOptimizerKernels(
  host: Host,
  { run, constant }: ReturnType<typeof createRunner>,
  multiply: MultiplyJobs,
  { wide, device }: { wide: Lanes; device: DeviceKind },
): Record<'SchoolClipFactor' | 'SchoolAdamwAll' | 'SchoolMuonAll', Kernel> {
  const { buffer, writable, output, discard } = host;
  const bindings = host.device.limits.maxStorageBuffersPerShaderStage;
  const squareSum = memoCount((count) => squareSumProgram(wide, count));
  const clip = clipProgram(wide);
  const adamw = memoCount(adamwProgram);
  const momentum = memoCount(momentumProgram);
  const apply = memoCount(applyProgram);
  const blockLanes = device === 'software' ? { ...lanesOf(device), workgroupSize: 1, groups: (n: number) => n } : wide;
  const normalize = normalizeProgram(blockLanes);

  return {
    SchoolClipFactor: ({ loss, ...gradients }, { maxNorm }) => {
      const groups = inGroups(Object.values(gradients), bindings - 1);
      const norm = output([]);
      const factor = output([]);
      const sums = output([groups.length * partialSums]);
      for (const [i, group] of groups.entries()) {
        const buffers = { ...numbered('gradient', group.map(buffer)), sums: buffer(sums) };
        run(squareSum(group.length), buffers, { first: i * partialSums }, { groups: wide.groups(partialSums) });
      }
      const buffers = { sums: buffer(sums), loss: buffer(loss!), norm: buffer(norm), factor: buffer(factor) };
      run(clip, buffers, { count: sizeOf(sums), maxNorm: maxNorm! }, { groups: 1 });
      discard(sums);
      return [norm, factor];
    },

    SchoolAdamwAll: (inputs, { count, ...options }) => {
      const common = { factor: buffer(inputs.factor!), numbers: buffer(inputs.numbers!) };
      for (const group of inGroups(slotsOf(inputs, count!), Math.floor((bindings - 2) / 3))) {
        const size = Math.max(...group.map(({ parameter }) => sizeOf(parameter!)));
        const buffers = {
          ...common,
          ...numbered(
            'gradient',
            group.map(({ gradient }) => buffer(gradient!)),
          ),
          ...numbered(
            'parameter',
            group.map(({ parameter }) => writable(parameter!)),
          ),
          ...numbered(
            'moments',
            group.map(({ moments }) => writable(moments!)),
          ),
        };
        run(adamw(group.length), buffers, options, { groups: Math.ceil(size / 64), jobs: group.length });
      }
      return [];
    },

    SchoolMuonAll: (inputs, attrs) => {
      const { learningRate, weightDecay, iterations, count } = attrs as Record<string, number> & MuonAttrs;
      const slots = slotsOf(inputs, count);
      const { placings, jobs, length, squaresLength } = layOut(slots, attrs);
      const factor = buffer(inputs.factor!);
      const placed = slots.map((tensors, i) => ({ tensors, placing: placings[i] as Placing }));
      const gridFor = (group: typeof placed) => ({
        groups: Math.max(...group.map(({ placing }) => Math.ceil((placing.rows * placing.columns) / 64))),
        jobs: group.length,
      });

      let blocks = output([length]);
      for (const group of inGroups(placed, Math.floor((bindings - 2) / 2))) {
        const buffers = {
          ...{ factor, blocks: buffer(blocks) },
          ...numbered(
            'gradient',
            group.map(({ tensors }) => buffer(tensors.gradient!)),
          ),
          ...numbered(
            'momentum',
            group.map(({ tensors }) => writable(tensors.momentum!)),
          ),
        };
        const uniforms = { momentum: attrs.momentum!, ...placingNumbers(group) };
        run(momentum(group.length), buffers, uniforms, gridFor(group));
      }
      const ranges = constant(Uint32Array.from(jobs.flatMap(({ at, rows, width }) => [at, rows * width])));
      run(
        normalize,
        { ranges, blocks: buffer(blocks) },
        { count: jobs.length },
        { groups: blockLanes.groups(jobs.length) },
      );

      let next = output([length]);
      const gram = output([squaresLength]);
      const polynomial = output([squaresLength]);
      const products = productJobs(jobs);
      for (let i = 0; i < iterations; i++) {
        const [x, squares, sums] = [buffer(blocks), buffer(gram), buffer(polynomial)];
        multiply(products.gram, { a: x, b: x, c: squares }, { transposeA: false, transposeB: true });
        const ofSquares = { a: squares, b: squares, c: sums, addend: squares };
        multiply(products.square, ofSquares, { ...plain, alpha: attrs.c!, beta: attrs.b! });
        const ofBlocks = { a: sums, b: x, c: buffer(next), addend: x };
        multiply(products.update, ofBlocks, { ...plain, alpha: 1, beta: attrs.a! });
        [blocks, next] = [next, blocks];
      }

      for (const group of inGroups(placed, bindings - 3)) {
        const buffers = {
          ...{ factor, numbers: buffer(inputs.numbers!), blocks: buffer(blocks) },
          ...numbered(
            'parameter',
            group.map(({ tensors }) => writable(tensors.parameter!)),
          ),
        };
        const growths = group.map(({ placing: { rows, width } }) => Math.sqrt(Math.max(1, width / rows)));
        const uniforms = { learningRate, weightDecay, ...numbered('growth', growths), ...placingNumbers(group) };
        run(apply(group.length), buffers, uniforms, gridFor(group));
      }
      for (const tensor of [blocks, next, gram, polynomial]) discard(tensor);
      return [];
    },
  };
}

interface MuonAttrs {
  learningRate: number;
  weightDecay: number;
  iterations: number;
  count: number;
}

const plain = { transposeA: false, transposeB: false };

/** One block to be orthogonalized: as wide as high or wider, at `at` of the common buffer; its square at `squareAt`. */
interface Block {
  rows: number;
  width: number;
  at: number;
  squareAt: number;
}

/** Gives every block of every matrix a place in the common buffers. */
function layOut(slots: Inputs[], attrs: Attrs) {
  const placings: Placing[] = [];
  const jobs: Block[] = [];
  let length = 0;
  let squaresLength = 0;
  for (const [i, { parameter }] of slots.entries()) {
    const [rows, columns] = parameter!.shape as [number, number];
    const width = columns / (attrs[`blocks${i}`] as number);
    placings.push({ rows, columns, width, at: length });
    const [low, high] = rows > width ? [width, rows] : [rows, width];
    for (let block = 0; block < columns / width; block++) {
      jobs.push({ rows: low, width: high, at: length, squareAt: squaresLength });
      length += low * high;
      squaresLength += low * low;
    }
  }
  return { placings, jobs, length, squaresLength };
}

function productJobs(blocks: Block[]): Record<'gram' | 'square' | 'update', ProductJob[]> {
  return {
    gram: blocks.map(({ rows, width, at, squareAt }) => ({
      ...{ M: rows, N: rows, K: width },
      ...{ aOffset: at, bOffset: at, cOffset: squareAt },
    })),
    square: blocks.map(({ rows, squareAt }) => ({
      ...{ M: rows, N: rows, K: rows },
      ...{ aOffset: squareAt, bOffset: squareAt, cOffset: squareAt },
    })),
    update: blocks.map(({ rows, width, at, squareAt }) => ({
      ...{ M: rows, N: width, K: rows },
      ...{ aOffset: squareAt, bOffset: at, cOffset: at },
    })),
  };
}

function placingNumbers(group: { placing: Placing }[]): Record<string, number> {
  return Object.assign(
    {},
    ...group.map(({ placing: { rows, columns, width, at } }, i) => ({
      ...{ [`rows${i}`]: rows, [`columns${i}`]: columns },
      ...{ [`width${i}`]: width, [`at${i}`]: at },
    })),
  );
}

/** The inputs parameter0, gradient0, …, parameter1, … by slot; see `numberedInputs`. */
function slotsOf(inputs: Inputs, count: number): Inputs[] {
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(
      Object.entries(inputs)
        .map(([name, tensor]) => [/^(\D+)(\d+)$/.exec(name), tensor] as const)
        .filter(([match]) => match?.[2] === `${i}`)
        .map(([match, tensor]) => [match?.[1], tensor as tf.TensorInfo]),
    ),
  );
}

function numbered<Value>(name: string, values: Value[]): Record<string, Value> {
  return Object.fromEntries(values.map((value, i) => [`${name}${i}`, value]));
}

function inGroups<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function memoCount(make: (count: number) => Program): (count: number) => Program {
  const made: Program[] = [];
  return (count) => {
    made[count] ??= make(count);
    return made[count];
  };
}
