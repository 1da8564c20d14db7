/** Temperature, top-k and top-p on lists of { id, prob }, in double precision, one plain step after the other. */
import type { SamplingConfig } from '../../src/llm/config.ts';

/** Probability of each token after everything; 0 where it was cut. */
export function probabilitiesSlowly(logits: readonly number[], { temperature, topK, topP }: SamplingConfig): number[] {
  const byLogit = logits.map((logit, id) => ({ id, logit, prob: 0 })).sort((a, b) => b.logit - a.logit || a.id - b.id);
  const best = byLogit[0];
  if (!best) return [];
  if (temperature === 0) return logits.map((_, id) => (id === best.id ? 1 : 0));
  for (const token of byLogit) token.prob = Math.exp((token.logit - best.logit) / temperature);
  let left = byLogit;
  if (topK > 0) left = left.slice(0, topK);
  if (topP < 1) {
    const total = left.reduce((sum, token) => sum + token.prob, 0);
    const nucleus: typeof left = [];
    let cumulative = 0;
    for (const token of left) {
      nucleus.push(token);
      cumulative += token.prob / total;
      if (cumulative >= topP) break;
    }
    left = nucleus;
  }
  const total = left.reduce((sum, token) => sum + token.prob, 0);
  const probs = logits.map(() => 0);
  for (const token of left) probs[token.id] = token.prob / total;
  return probs;
}
