/**
 * The copybook: strings of random tokens or characters, each written again further on. It holds no facts and no language; what it teaches is
 * to find where something stood before and to go on from there (an "induction head", Olsson et al. 2022). Ordinary pages teach that too,
 * but a corpus this small and a run this short do not, and a model that cannot copy cannot say back a name it has just been asked about.
 */
import type { Batch } from './dataset.ts';
import type { Random } from './random.ts';
import { specialId, specialTokens, type Tokenizer } from './tokenizer.ts';

const newline = 10;

/** What a copybook is written in: the tokens and the characters that occur in a corpus, and the tokenizer that spells them. */
export interface Alphabet {
  tokenIds: readonly number[];
  characters: readonly string[];
  tokenizer: Pick<Tokenizer, 'encode'>;
}

export function alphabetOf(trainIds: Int32Array, tokenizer: Tokenizer): Alphabet {
  const left = new Set(trainIds);
  for (const id of [newline, ...specialTokens.map(specialId)]) left.delete(id);
  const text = tokenizer.decode([...trainIds].filter((id) => left.has(id)));
  const characters = [...new Set(text)].filter((character) => character !== '\uFFFD').sort();
  return { tokenIds: [...left].sort((a, b) => a - b), characters, tokenizer };
}

/**
 * Rows of random strings; only the second time a string stands there is learned, and not its first token, which nothing foretells.
 * Fresh for every step, so none can be learned by heart.
 */
export function copybookBatch(alphabet: Alphabet, rows: number, length: number, rng: Random): Batch {
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
function copybookRow(alphabet: Alphabet, size: number, rng: Random): { tokenIds: number[]; weights: number[] } {
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
    const strings = Array.from({ length: 1 + rng.int(3) }, () => randomString(alphabet, rng));
    for (const string of strings) write(string, false);
    for (const string of rng.shuffled(strings)) write(string, true);
  }
  return { tokenIds, weights };
}

/** 3 to 12 tokens, or 2 to 8 characters as the tokenizer spells them: names are spelled, not made of random tokens. */
function randomString({ tokenIds, characters, tokenizer }: Alphabet, rng: Random): number[] {
  if (rng.next() < 0.5) return Array.from({ length: 3 + rng.int(10) }, () => rng.pick(tokenIds));
  return tokenizer.encode(Array.from({ length: 2 + rng.int(7) }, () => rng.pick(characters)).join(''));
}
