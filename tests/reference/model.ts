/** The whole network as slow loops: loss and the gradient of every parameter, by the chain rule written out. */
import type { ModelConfig } from '../../src/llm/config.ts';
import {
  attention,
  attentionGrad,
  crossEntropy,
  embed,
  embedGrad,
  gelu,
  geluGrad,
  layerNorm,
  layerNormGrad,
  matMul,
  matMulGrad,
  type Numbers,
  rope,
  transpose,
} from './ops.ts';

export interface ReferenceResult {
  logits: Numbers;
  loss: number;
  gradients: Record<string, Numbers>;
}

/** @param ids B rows of T tokens, one after the other; `targets` and `weights` alike */
export function lossAndGradients(
  config: ModelConfig,
  p: Record<string, Numbers>,
  batch: { ids: number[]; targets: number[]; weights: number[]; B: number; T: number },
): ReferenceResult {
  const { vocabSize: V, nEmbd: C, nHead, nLayer, ropeBase } = config;
  const { ids, targets, weights, B, T } = batch;
  const R = B * T;
  const positions = ids.map((_, i) => i % T);
  const saved: Record<string, Numbers>[] = [];
  let x = embed(p.tokenEmbedding!, ids, C);
  for (let i = 0; i < nLayer; i++) {
    const block = (name: string) => p[`block${i}.${name}`]!;
    const normed = layerNorm(x, block('attentionNorm'), R, C);
    const qkv = matMul(normed, block('qkv'), R, C, 3 * C).map((value, n) => value + block('qkvBias')[n % (3 * C)]!);
    const rotated = rope(qkv, R, C, nHead, positions, ropeBase);
    const mixed = attention(rotated, B, T, nHead, C);
    const middle = add(x, matMul(mixed, block('attentionOut'), R, C, C));
    const mlpNormed = layerNorm(middle, block('mlpNorm'), R, C);
    const up = matMul(mlpNormed, block('mlpUp'), R, C, 4 * C);
    const active = gelu(up);
    saved.push({ x, normed, rotated, mixed, middle, mlpNormed, up, active });
    x = add(middle, matMul(active, block('mlpDown'), R, 4 * C, C));
  }
  const final = layerNorm(x, p.finalNorm!, R, C);
  const head = transpose(p.tokenEmbedding!, V, C); // (C, V)
  const logits = matMul(final, head, R, C, V);
  const { loss, dLogits } = crossEntropy(logits, targets, weights, V);

  const gradients: Record<string, Numbers> = {};
  const [dFinal, dHead] = matMulGrad(dLogits, final, head, R, C, V);
  let dx: Numbers;
  [dx, gradients.finalNorm] = layerNormGrad(dFinal, x, p.finalNorm!, R, C);
  for (let i = nLayer - 1; i >= 0; i--) {
    const name = (part: string) => `block${i}.${part}`;
    const s = saved[i]!;
    const [dActive, dDown] = matMulGrad(dx, s.active!, p[name('mlpDown')]!, R, 4 * C, C);
    const [dMlpNormed, dUp] = matMulGrad(geluGrad(dActive, s.up!), s.mlpNormed!, p[name('mlpUp')]!, R, C, 4 * C);
    const [dMiddle, dMlpNorm] = layerNormGrad(dMlpNormed, s.middle!, p[name('mlpNorm')]!, R, C);
    dx = add(dx, dMiddle);
    const [dMixed, dOut] = matMulGrad(dx, s.mixed!, p[name('attentionOut')]!, R, C, C);
    const dQkv = rope(attentionGrad(dMixed, s.rotated!, B, T, nHead, C), R, C, nHead, positions, ropeBase, -1);
    const [dNormed, dQkvWeight] = matMulGrad(dQkv, s.normed!, p[name('qkv')]!, R, C, 3 * C);
    const [dBlock, dAttentionNorm] = layerNormGrad(dNormed, s.x!, p[name('attentionNorm')]!, R, C);
    dx = add(dx, dBlock);
    gradients[name('mlpDown')] = dDown;
    gradients[name('mlpUp')] = dUp;
    gradients[name('mlpNorm')] = dMlpNorm;
    gradients[name('attentionOut')] = dOut;
    gradients[name('qkv')] = dQkvWeight;
    gradients[name('qkvBias')] = columnSums(dQkv, 3 * C);
    gradients[name('attentionNorm')] = dAttentionNorm;
  }
  gradients.tokenEmbedding = add(embedGrad(dx, ids, V, C), transpose(dHead, C, V));
  return { logits, loss, gradients };
}

function columnSums(x: Numbers, N: number): Numbers {
  const sums = new Float64Array(N);
  x.forEach((value, n) => {
    sums[n % N]! += value;
  });
  return sums;
}

const add = (a: Numbers, b: Numbers): Numbers => a.map((value, i) => value + b[i]!);
