/**
 * The copybook: strings of random tokens, each written again further on. It holds no facts and no language; what it teaches is to find
 * where something stood before and to go on from there (an "induction head", Olsson et al. 2022). Ordinary pages teach that too, but a
 * corpus this small and a run this short do not, and a model that cannot copy cannot say back a name it has just been asked about.
 */
import type { Batch } from './dataset.ts';
import type { Random } from './random.ts';
import { specialId, specialTokens } from './tokenizer.ts';

const newline = 10;

/** The tokens that occur in a corpus, without newlines and special tokens: what a copybook is written in. */
export function alphabetOf(tokenIds: Int32Array): number[] {
  const left = new Set(tokenIds);
  for (const id of [newline, ...specialTokens.map(specialId)]) left.delete(id);
  return [...left].sort((a, b) => a - b);
}

/**
 * Rows of random strings; only the second time a string stands there is learned, and not its first token, which nothing foretells.
 * Fresh for every step, so none can be learned by heart.
 */
export function copybookBatch(alphabet: readonly number[], rows: number, length: number, rng: Random): Batch {
  const batch: Batch = {
    inputs: new Int32Array(rows * length),
    targets: new Int32Array(rows * length),
    weights: new Float32Array(rows * length),
    rows,
    length,
  };
  for (let row = 0; row < rows; row++) {
    const { tokenIds, weights } = copybookRow(alphabet, length + 1, rng);
    batch.inputs.set(tokenIds.slice(0, length), row * length);
    batch.targets.set(tokenIds.slice(1, length + 1), row * length);
    batch.weights.set(weights.slice(1, length + 1), row * length);
  }
  return batch;
}

/** Groups of one to three strings, each group followed by the same strings in another order, until the row is full. */
function copybookRow(
  alphabet: readonly number[],
  size: number,
  rng: Random,
): { tokenIds: number[]; weights: number[] } {
  const tokenIds = [specialId('<|endoftext|>')];
  const weights = [0];
  const write = (ids: number[], isCopy: boolean) => {
    for (const [i, id] of ids.entries()) {
      tokenIds.push(id);
      weights.push(isCopy && i > 0 ? 1 : 0);
    }
    tokenIds.push(newline);
    weights.push(isCopy ? 1 : 0);
  };
  while (tokenIds.length < size) {
    const strings = Array.from({ length: 1 + rng.int(3) }, () =>
      Array.from({ length: 3 + rng.int(10) }, () => rng.pick(alphabet)),
    );
    for (const string of strings) write(string, false);
    for (const string of rng.shuffled(strings)) write(string, true);
  }
  return { tokenIds, weights };
}
