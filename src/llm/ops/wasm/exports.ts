/** What the compiled module exports; see assembly/ for the meaning of each argument. Pointers are byte addresses. */
export interface KernelExports extends PartKernels {
  gemmWorkspaceBytes(): number;
  gemm(...args: [...Product, workspace: number]): void;
  gelu(x: number, y: number, count: number): void;
  packedColumnsBytes(K: number, N: number): number;
  packedRowsBytes(M: number, K: number): number;
  /** Numbers of the blocks of add and times, and rows of layerNormGrad's. */
  elementBlock(): number;
  normRows(): number;
  probsRowLength(T: number): number;
  decodeWorkspaceBytes(capacity: number, nHead: number): number;
  moveRows(
    ...args: [
      ...[cache: number, capacity: number, source: number, sourceCapacity: number],
      ...[width: number, moves: number, count: number],
    ]
  ): void;
  embed(table: number, ids: number, to: number, rows: number, C: number): void;
  embedGrad(...args: [dy: number, ids: number, dTable: number, rows: number, V: number, C: number]): void;
  scale(x: number, factor: number, count: number): void;
  sumOfSquares(x: number, count: number): number;
  adamw(
    ...args: [
      ...[parameter: number, gradient: number, m: number, v: number, count: number],
      ...[beta1: number, beta2: number, epsilon: number, decay: number, stepSize: number, squareScale: number],
    ]
  ): void;
  muonWorkspaceBytes(rows: number, columns: number): number;
  nesterov(
    ...args: [
      ...[gradient: number, momentum: number, update: number],
      ...[rows: number, columns: number, blocks: number, keep: number],
    ]
  ): void;
  applyUpdate(
    ...args: [
      ...[parameter: number, update: number],
      ...[rows: number, columns: number, blocks: number, decay: number, stepSize: number],
    ]
  ): void;
}

/** Which units of a kernel's work to do, and scratch of one's own to do it with. */
type Part = [from: number, to: number, workspace: number];

/** Strides in bytes; init 0 = none, initRow 0 = one row for all; triangle 0 = full. */
type Sizes = [M: number, N: number, K: number];
type Left = [a: number, aRow: number, aColumn: number];
type Right = [b: number, bRow: number, bColumn: number];
type Result = [c: number, cRow: number, init: number, initRow: number];
type Product = [...Sizes, ...Left, ...Right, ...Result, triangle: number];

/** The kernels whose work threads can share. */
interface PartKernels {
  gemmRows(...args: [...Sizes, ...Left, packedB: number, ...Result, active: number, ...Part]): void;
  gemmColumns(...args: [...Sizes, packedA: number, ...Right, ...Result, ...Part]): void;
  packColumns(...args: [K: number, N: number, ...Right, packed: number, ...Part]): void;
  packRows(...args: [M: number, K: number, ...Left, packed: number, ...Part]): void;
  layerNorm(
    ...args: [...[x: number, gain: number, y: number, statistics: number], ...[C: number, epsilon: number, ...Part]]
  ): void;
  layerNormGrad(
    ...args: [
      ...[dy: number, x: number, gain: number, statistics: number],
      ...[dx: number, dGains: number, rows: number, C: number, ...Part],
    ]
  ): void;
  add(...args: [a: number, b: number, y: number, count: number, ...Part]): void;
  times(...args: [a: number, b: number, y: number, count: number, ...Part]): void;
  columnSum(...args: [x: number, sums: number, rows: number, columns: number, ...Part]): void;
  rope(
    ...args: [
      ...[qkv: number, rotated: number, positions: number, table: number],
      ...[nHead: number, headDim: number, sign: number, ...Part],
    ]
  ): void;
  attention(
    ...args: [...[qkv: number, output: number, probs: number], ...[T: number, nHead: number, headDim: number, ...Part]]
  ): void;
  attentionGrad(
    ...args: [
      ...[dOutput: number, qkv: number, output: number, probs: number, dQkv: number],
      ...[T: number, nHead: number, headDim: number, ...Part],
    ]
  ): void;
  decodeAttention(
    ...args: [
      ...[qkv: number, cache: number, positions: number, output: number],
      ...[capacity: number, nHead: number, headDim: number, ...Part],
    ]
  ): void;
  crossEntropy(
    ...args: [
      ...[logits: number, targets: number, weights: number, dLogits: number, losses: number],
      ...[V: number, ...Part],
    ]
  ): void;
  orthogonalize(...args: [...[blocks: number, a: number, b: number, c: number, iterations: number], ...Part]): void;
}

export type PartKernel = keyof PartKernels;

/** A kernel's arguments but for the part. */
export type ArgsOf<Name extends PartKernel> =
  Parameters<PartKernels[Name]> extends [...infer Args extends number[], number, number, number] ? Args : never;
