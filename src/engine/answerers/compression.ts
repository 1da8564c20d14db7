/** A model as a compressor, beside one that everybody has. */
import { utf8Length } from '../../llm/cleaning.ts';
import { bitsPerByte, textOf } from '../../llm/compression.ts';
import { disposeModel, parameterCount } from '../../llm/model.ts';
import { untrainedModel } from '../../llm/school.ts';
import type { Answerer } from './answerer.ts';

const bytesPerParameter = 4;

export const compression: Answerer<'compression'> = async function* ({ stage }, { school, lend }) {
  const { tokenizer, heldIds, documents, modelConfig } = school;
  const held = textOf(tokenizer, heldIds);
  const corpus = documents.join('\n');
  const heldBytes = utf8Length(held);
  const { model, giveBack } = lend(stage);
  const fresh = untrainedModel(school);
  try {
    const bits = await bitsPerByte(model, tokenizer, heldIds);
    const untrained = await bitsPerByte(fresh, tokenizer, heldIds);
    const [alone, before, after] = await Promise.all([held, corpus, `${corpus}\n${held}`].map(gzippedBytes));
    yield {
      heldBytes,
      corpusBytes: utf8Length(corpus),
      parameterBytes: bytesPerParameter * parameterCount(modelConfig),
      model: bits,
      untrained,
      ...(alone !== undefined && { gzip: (8 * alone) / heldBytes }),
      ...(before !== undefined && after !== undefined && { gzipAfterCorpus: (8 * (after - before)) / heldBytes }),
    };
  } finally {
    disposeModel(fresh);
    giveBack();
  }
};

/** Undefined where there is no compressor. */
async function gzippedBytes(text: string): Promise<number | undefined> {
  if (typeof CompressionStream === 'undefined') return undefined;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
