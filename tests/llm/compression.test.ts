import { beforeAll, describe, expect, it } from 'vitest';
import { utf8Length } from '../../src/llm/cleaning.ts';
import { bitsPerByte, textOf } from '../../src/llm/compression.ts';
import { tokenizeDocuments } from '../../src/llm/dataset.ts';
import { createModel, disposeModel } from '../../src/llm/model.ts';
import { createRandom } from '../../src/llm/random.ts';
import { createTokenizer } from '../../src/llm/tokenizer.ts';
import { useWasm } from '../wasmBackend.ts';
import { smallConfig } from './modelChecks.ts';

const tokenizer = createTokenizer([]);
const documents = ['The fox eats berries.\nIt is small.', '狐狸吃浆果。'];

describe('a model as a compressor', () => {
  beforeAll(async () => {
    await useWasm();
  });

  it('is compared on the documents as they were', () => {
    expect(textOf(tokenizer, tokenizeDocuments(tokenizer, documents))).toBe(documents.join('\n'));
  });

  it('needs, knowing nothing, about log2 of the vocabulary for each token', async () => {
    const vocabSize = tokenizer.vocabSize;
    const model = createModel({ ...smallConfig, vocabSize }, createRandom(1));
    const tokenIds = tokenizeDocuments(tokenizer, documents);
    const bits = await bitsPerByte(model, tokenizer, tokenIds);
    const expected = (Math.log2(vocabSize) * (tokenIds.length - 1)) / utf8Length(documents.join('\n'));
    expect(Math.abs(bits / expected - 1)).toBeLessThan(0.05);
    disposeModel(model);
  });
});
