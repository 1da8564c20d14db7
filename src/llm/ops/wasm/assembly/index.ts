/**
 * The kernels as exported to JavaScript. They run on tfjs's own memory: no heap, no stack, no data segment of their own;
 * every pointer, scratch included, is given by the caller.
 */

export { attention, attentionGrad, probsRowLength } from './attention';
export { crossEntropy } from './crossEntropy';
export { decodeAttention, decodeScratchFloats } from './decodeAttention';
export { embed, embedGrad } from './embedding';
export { gelu, geluGrad } from './gelu';
export { gemm, gemmWorkspaceBytes } from './gemm';
export { layerNorm, layerNormGrad } from './layerNorm';
export { adamw, muon, muonScratchBytes, sumOfSquares } from './optimizer';
export { rope } from './rope';
export { scale } from './simd';
