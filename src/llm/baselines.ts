/**
 * What mere counting would reach: the losses of three predictors that are no networks. They are counted on what the model reads and measured
 * on what is kept from it, as its held-out loss is, so that the two can be compared. Seen tokens and pairs leave something to unseen ones:
 * add-one for tokens (Laplace), and for pairs as much as there are different followers (Witten & Bell 1991, method C).
 */

/** Losses in nats a token. */
export interface Baselines {
  /** Holds all tokens for equally likely. */
  uniform: number;
  /** Knows how common each token is. */
  unigram: number;
  /** Knows which token follows which. A lower loss needs more than the token before. */
  bigram: number;
}

export function countingBaselines(trainIds: Int32Array, heldIds: Int32Array, vocabSize: number): Baselines {
  const counts = new Int32Array(vocabSize);
  /** By the two tokens as one number. */
  const pairs = new Map<number, number>();
  /** Of each token: how often it is followed, and by how many different ones. */
  const followed = new Int32Array(vocabSize);
  const followers = new Int32Array(vocabSize);
  for (const [i, id] of trainIds.entries()) {
    counts[id] = (counts[id] as number) + 1;
    const next = trainIds[i + 1];
    if (next === undefined) continue;
    const pair = id * vocabSize + next;
    const seen = pairs.get(pair) ?? 0;
    pairs.set(pair, seen + 1);
    followed[id] = (followed[id] as number) + 1;
    if (seen === 0) followers[id] = (followers[id] as number) + 1;
  }
  let [unigram, bigram] = [0, 0];
  for (let i = 1; i < heldIds.length; i++) {
    const [before, id] = [heldIds[i - 1] as number, heldIds[i] as number];
    const common = ((counts[id] as number) + 1) / (trainIds.length + vocabSize);
    const [seen, all, different] = [
      pairs.get(before * vocabSize + id) ?? 0,
      followed[before] as number,
      followers[before] as number,
    ];
    unigram -= Math.log(common);
    bigram -= Math.log(all === 0 ? common : (seen + different * common) / (all + different));
  }
  const tokens = heldIds.length - 1;
  return { uniform: Math.log(vocabSize), unigram: unigram / tokens, bigram: bigram / tokens };
}
