/**
 * The kernels as exported to JavaScript. They run on tfjs's own memory: no heap, no stack, no data segment of their own;
 * every pointer, scratch included, is given by the caller.
 *
 * Those whose last parameters are `from, to, workspace` do a part of the work, so that threads can share it. They write
 * only what they do not read (or read only what they wrote), so a part may be done twice; and no number depends on how
 * the work was divided.
 */

export { attention, attentionGrad, probsRowLength } from './attention';
export { columnSum } from './columnSum';
export { crossEntropy } from './crossEntropy';
export { decodeAttention, decodeWorkspaceBytes, moveRows } from './decodeAttention';
export { embed, embedGrad } from './embedding';
export { add, elementBlock, times } from './elements';
export { gelu } from './gelu';
export { gemm, gemmColumns, gemmRows, gemmWorkspaceBytes } from './gemm';
export { layerNorm, layerNormGrad, normRows } from './layerNorm';
export { adamw, applyUpdate, muonWorkspaceBytes, nesterov, orthogonalize, sumOfSquares } from './optimizer';
export { packColumns, packRows, packedColumnsBytes, packedRowsBytes } from './packing';
export { rope } from './rope';
export { scale } from './simd';
