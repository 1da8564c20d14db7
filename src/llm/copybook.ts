/**
 * The copybook: made-up strings, each written again further on. It holds no facts and no language; what it teaches is
 * to find where something stood before and to go on from there (an "induction head", Olsson et al. 2022). Ordinary pages teach that too,
 * but a corpus this small and a run this short do not, and a model that cannot copy cannot say back a name it has just been asked about.
 */
import { type Batch, randomBatch } from './dataset.ts';
import type { BatchPart } from './loss.ts';
import type { Random } from './random.ts';
import { specialId, specialTokens, type Tokenizer } from './tokenizer.ts';

const newline = 10;

/** What a copybook is written in. */
export interface Alphabet {
  /** The tokens that occur in the corpus. */
  tokenIds: readonly number[];
  /** For each of them, the tokens that follow it there, as often as they do. */
  followers: ReadonlyMap<number, readonly number[]>;
  /** The characters that occur in the corpus. */
  characters: readonly string[];
  hasChinese: boolean;
  tokenizer: Pick<Tokenizer, 'encode'>;
}

/** Chinese names hold characters that a small corpus does not: the block of common ones, U+4E00 to U+9FA5. */
const [firstChinese, chineseCount] = [0x4e00, 20_902];

export function alphabetOf(trainIds: Int32Array, tokenizer: Tokenizer): Alphabet {
  const left = new Set(trainIds);
  for (const id of [newline, ...specialTokens.map(specialId)]) left.delete(id);
  const tokenIds = [...left].sort((a, b) => a - b);
  const followers = new Map(tokenIds.map((id): [number, number[]] => [id, []]));
  for (let i = 0; i + 1 < trainIds.length; i++) {
    const next = trainIds[i + 1] as number;
    if (left.has(next)) followers.get(trainIds[i] as number)?.push(next);
  }
  const text = tokenizer.decode([...trainIds].filter((id) => left.has(id)));
  const characters = [...new Set(text)].filter((character) => character !== '\uFFFD').sort();
  return { tokenIds, followers, characters, hasChinese: /\p{Script=Han}/u.test(text), tokenizer };
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

/** Windows of the corpus, with some rows of the copybook beside them; each row counts the same. */
export function readingParts(
  trainIds: Int32Array,
  alphabet: Alphabet,
  rows: { all: number; copybook: number },
  length: number,
  rng: Random,
): BatchPart[] {
  const parts: BatchPart[] = [];
  const add = (count: number, write: (count: number) => Batch): void => {
    if (count > 0) parts.push({ batch: write(count), share: count / rows.all });
  };
  add(rows.copybook, (count) => copybookBatch(alphabet, count, length, rng));
  add(rows.all - rows.copybook, (count) => randomBatch(trainIds, count, length, rng));
  return parts;
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

/**
 * One of three kinds. Every other time, 3 to 12 tokens by pure chance: whoever copies must tell all tokens apart. Or 2 to 8 characters as the
 * tokenizer spells them, as rare names are. Or 3 to 12 tokens each of which follows the one before somewhere in the corpus: such a string
 * looks likely to go on in many ways, and only one is right.
 */
function randomString({ tokenIds, followers, characters, hasChinese, tokenizer }: Alphabet, rng: Random): number[] {
  const length = 3 + rng.int(10);
  switch (rng.weighted([2, 1, 1])) {
    case 0:
      return Array.from({ length }, () => rng.pick(tokenIds));
    case 1: {
      const character = (): string =>
        hasChinese && rng.next() < 0.5
          ? String.fromCodePoint(firstChinese + rng.int(chineseCount))
          : rng.pick(characters);
      return tokenizer.encode(Array.from({ length: 2 + rng.int(7) }, character).join(''));
    }
    default: {
      const string = [rng.pick(tokenIds)];
      while (string.length < length) {
        const likely = followers.get(string.at(-1) as number) ?? [];
        string.push(likely.length > 0 ? rng.pick(likely) : rng.pick(tokenIds));
      }
      return string;
    }
  }
}
