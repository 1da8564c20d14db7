/**
 * Documents and conversations as batches of token ids. `rows` is B and `length` is T; inputs, targets and weights are (B, T), row by
 * row, and `targets` are the inputs one position later. A weight of 0 means: do not learn this target.
 */
import { SchoolError } from './errors.ts';
import type { Random } from './random.ts';
import { layOut, specialId, type Tokenizer } from './tokenizer.ts';

export interface Batch {
  inputs: Int32Array;
  targets: Int32Array;
  weights: Float32Array;
  rows: number;
  length: number;
}

/** A document of the corpus; a featured one is repeated in training, to be learned by heart. */
export interface TrainingDocument {
  text: string;
  isFeatured: boolean;
}

/** One document in this many is held out. */
const heldOutEvery = 25;

/** Marks the documents that are equal to one of `featured`. */
export function markFeatured(texts: readonly string[], featured: readonly string[]): TrainingDocument[] {
  const wanted = new Set(featured.map((text) => text.trim()));
  return texts.map((text) => ({ text, isFeatured: wanted.has(text.trim()) }));
}

/**
 * Every 25th document that is not featured is held out; the others, the featured ones `featuredCopies` times, are shuffled. With fewer
 * than 25 documents none is held out.
 */
export function splitDocuments(
  documents: readonly TrainingDocument[],
  featuredCopies: number,
  rng: Random,
): { train: string[]; held: string[] } {
  const plain = documents.filter((document) => !document.isFeatured).map((document) => document.text);
  const featured = documents.filter((document) => document.isFeatured).map((document) => document.text);
  const isHeld = (_: string, index: number): boolean => index % heldOutEvery === heldOutEvery - 1;
  const repeated = featured.flatMap((text) => Array<string>(featuredCopies).fill(text));
  return {
    train: rng.shuffled([...plain.filter((text, index) => !isHeld(text, index)), ...repeated]),
    held: plain.filter(isHeld),
  };
}

/** `<|endoftext|>` before every document, and once more at the end. */
export function tokenizeDocuments(tokenizer: Tokenizer, documents: readonly string[]): Int32Array {
  const endOfText = specialId('<|endoftext|>');
  const tokenIds: number[] = [];
  for (const document of documents) {
    tokenIds.push(endOfText);
    for (const id of tokenizer.encode(layOut(document))) tokenIds.push(id);
  }
  tokenIds.push(endOfText);
  return Int32Array.from(tokenIds);
}

/**
 * Random windows of the corpus, all weights 1. A window starts where a document starts, if one does not far before the place drawn: every
 * prompt that the model will ever be given starts there too. In a document longer than a window, the later part is drawn as it comes.
 * @throws SchoolError 'corpusTooSmall' if there are not `length` + 1 tokens
 */
export function randomBatch(tokenIds: Int32Array, rows: number, length: number, rng: Random): Batch {
  const windows = tokenIds.length - length;
  if (windows < 1) throw new SchoolError('corpusTooSmall', { tokens: tokenIds.length, needed: length + 1 });
  const batch = emptyBatch(rows, length);
  for (let row = 0; row < rows; row++) {
    const start = nearbyStart(tokenIds, rng.int(windows), length);
    batch.inputs.set(tokenIds.subarray(start, start + length), row * length);
    batch.targets.set(tokenIds.subarray(start + 1, start + 1 + length), row * length);
  }
  batch.weights.fill(1);
  return batch;
}

/** The start of the document that stands at `position`, or `position` itself where that is a window or more before it. */
function nearbyStart(tokenIds: Int32Array, position: number, length: number): number {
  const start = tokenIds.lastIndexOf(specialId('<|endoftext|>'), position);
  return start < 0 || position - start >= length ? position : start;
}

/**
 * Shuffled examples back to back in rows of `length` + 1 tokens: each goes into the current row, or starts the next one when it does
 * not fit (next-fit), so none is ever torn. One longer than a row is cut at its end. Attention may look back into the example before;
 * `<|endoftext|>` at the start of each tells them apart.
 */
export function packBatches(
  examples: readonly { tokenIds: readonly number[]; lossMask: readonly number[] }[],
  rows: number,
  length: number,
  rng: Random,
): Batch[] {
  const packed: { tokenIds: number[]; weights: number[] }[] = [];
  for (const example of rng.shuffled(examples)) {
    const tokenIds = example.tokenIds.slice(0, length + 1);
    const last = packed.at(-1);
    if (last && last.tokenIds.length + tokenIds.length <= length + 1) {
      last.tokenIds.push(...tokenIds);
      last.weights.push(...example.lossMask.slice(0, tokenIds.length));
    } else {
      packed.push({ tokenIds, weights: example.lossMask.slice(0, tokenIds.length) });
    }
  }
  const batches: Batch[] = [];
  for (let start = 0; start < packed.length; start += rows) {
    batches.push(padBatch(packed.slice(start, start + rows), rows, length));
  }
  return batches;
}

/**
 * One example a row, from the left; what is missing is `<|endoftext|>` of weight 0, what is too long is cut. `weights[i]` belongs to
 * token i, so it weighs the prediction made one position before.
 * @throws RangeError if there are more examples than rows
 */
export function padBatch(
  examples: readonly { tokenIds: readonly number[]; weights: readonly number[] }[],
  rows: number,
  length: number,
): Batch {
  if (examples.length > rows) throw new RangeError(`${examples.length} examples > ${rows} rows`);
  const batch = emptyBatch(rows, length);
  for (const [row, { tokenIds, weights }] of examples.entries()) {
    const end = Math.min(tokenIds.length, length + 1);
    batch.inputs.set(tokenIds.slice(0, Math.min(end, length)), row * length);
    batch.targets.set(tokenIds.slice(1, end), row * length);
    batch.weights.set(weights.slice(1, end), row * length);
  }
  return batch;
}

function emptyBatch(rows: number, length: number): Batch {
  const endOfText = specialId('<|endoftext|>');
  return {
    inputs: new Int32Array(rows * length).fill(endOfText),
    targets: new Int32Array(rows * length).fill(endOfText),
    weights: new Float32Array(rows * length),
    rows,
    length,
  };
}
