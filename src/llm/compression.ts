/**
 * A model as a compressor: predicting a text well means that it can be written down in few bits (Shannon 1948), with the model on both ends
 * of the wire. Left out: the arithmetic coder that would write them; it adds next to nothing.
 */
import { utf8Length } from './cleaning.ts';
import { meanLoss } from './loss.ts';
import type { Model } from './model.ts';
import { specialId, type Tokenizer, takeUp } from './tokenizer.ts';

/** The documents in a list of tokens, one a line: what a compressor is given to compare. */
export function textOf(tokenizer: Tokenizer, tokenIds: Int32Array): string {
  const endOfText = specialId('<|endoftext|>');
  const documents: string[] = [];
  for (let start = 1; start < tokenIds.length; ) {
    const end = tokenIds.indexOf(endOfText, start);
    documents.push(takeUp(tokenizer.decode([...tokenIds.subarray(start, end < 0 ? tokenIds.length : end)])));
    start = end < 0 ? tokenIds.length : end + 1;
  }
  return documents.join('\n');
}

/** Bits that a model needs for each byte of the documents in a list of tokens, the ends of documents included. */
export async function bitsPerByte(model: Model, tokenizer: Tokenizer, tokenIds: Int32Array): Promise<number> {
  const bits = ((await meanLoss(model, tokenIds)) / Math.LN2) * (tokenIds.length - 1);
  return bits / utf8Length(textOf(tokenizer, tokenIds));
}
