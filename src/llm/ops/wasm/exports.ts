/** What the compiled module exports; see assembly/ for the meaning of each argument. Pointers are byte addresses. */
export interface KernelExports {
  gemmWorkspaceBytes(): number;
  /** Strides in bytes; init 0 = none; triangle 0 = full. */
  gemm(
    ...args: [
      ...[M: number, N: number, K: number],
      ...[a: number, aRow: number, aColumn: number],
      ...[b: number, bRow: number, bColumn: number],
      ...[c: number, cRow: number, init: number, triangle: number, workspace: number],
    ]
  ): void;
  layerNorm(
    ...args: [x: number, gain: number, y: number, statistics: number, rows: number, C: number, epsilon: number]
  ): void;
  layerNormGrad(
    ...args: [
      ...[dy: number, x: number, gain: number, statistics: number],
      ...[dx: number, dGain: number, rows: number, C: number],
    ]
  ): void;
  gelu(x: number, y: number, count: number): void;
  geluGrad(dy: number, x: number, dx: number, count: number): void;
  rope(
    ...args: [
      ...[qkv: number, to: number, positions: number, table: number],
      ...[rows: number, nHead: number, headDim: number, sign: number],
    ]
  ): void;
  probsRowLength(T: number): number;
  attention(
    ...args: [
      ...[qkv: number, output: number, probs: number],
      ...[B: number, T: number, nHead: number, headDim: number, workspace: number],
    ]
  ): void;
  attentionGrad(
    ...args: [
      ...[dOutput: number, qkv: number, output: number, probs: number, dQkv: number],
      ...[B: number, T: number, nHead: number, headDim: number, dScores: number, workspace: number],
    ]
  ): void;
  decodeScratchFloats(capacity: number, nHead: number): number;
  decodeAttention(
    ...args: [
      ...[qkv: number, cache: number, positions: number, output: number],
      ...[B: number, capacity: number, nHead: number, headDim: number, scores: number],
    ]
  ): void;
  crossEntropy(
    ...args: [logits: number, targets: number, weights: number, dLogits: number, rows: number, V: number]
  ): number;
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
  muonScratchBytes(rows: number, columns: number): number;
  muon(
    ...args: [
      ...[parameter: number, gradient: number, momentum: number, rows: number, columns: number, blocks: number],
      ...[keep: number, decay: number, stepSize: number, a: number, b: number, c: number, iterations: number],
      ...[scratch: number, workspace: number],
    ]
  ): void;
}
