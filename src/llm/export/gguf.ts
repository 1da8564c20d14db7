/**
 * GGUF, the one file that llama.cpp, Ollama and LM Studio read: magic · version · counts · metadata (key, type, value) · tensor infos ·
 * padding · tensors, each aligned. Little-endian; a string or a list is its u64 length and its contents. Weights stay float32.
 * Format: docs/gguf.md of ggml, version 3. The names of keys are those of llama.cpp's architecture `starcoder2`.
 */
import type { Checkpoint } from '../checkpoint.ts';
import { layerNormEpsilon } from '../ops/layerNorm.ts';
import { phrasebooks } from '../phrases.ts';
import { createTokenizer, firstMergeId, specialId, specialTokens } from '../tokenizer.ts';
import { mergeStrings, tokenStrings } from './byteAlphabet.ts';
import { chatTemplate } from './chatTemplate.ts';
import { toStarcoder2 } from './starcoder2.ts';
import { endTokenOf, isChatModel } from './tokenizerFiles.ts';

const version = 3;
const alignment = 32;
const float32Tensor = 0;

/** Types of metadata, by their number in the file. */
const types = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
/** Kinds of tokens. */
const [normalToken, controlToken] = [1, 3];

type Value =
  | { type: 'uint32' | 'float32'; value: number }
  | { type: 'bool'; value: boolean }
  | { type: 'string'; value: string }
  | { type: 'strings'; value: readonly string[] }
  | { type: 'int32s'; value: readonly number[] };

const uint32 = (value: number): Value => ({ type: 'uint32', value });
const string = (value: string): Value => ({ type: 'string', value });

/** @throws SchoolError 'checkpointMismatch' when the parameters do not fit the configuration */
export function encodeGguf(checkpoint: Checkpoint, name: string): Uint8Array {
  const tensors = toStarcoder2(checkpoint.model, checkpoint.parameters);
  const metadata = metadataOf(checkpoint, name);
  const out = createWriter();
  out.bytes(new TextEncoder().encode('GGUF'));
  out.u32(version);
  out.u64(tensors.length);
  out.u64(metadata.length);
  for (const [key, value] of metadata) {
    out.string(key);
    writeValue(out, value);
  }
  let offset = 0;
  for (const { ggufName, shape, values } of tensors) {
    out.string(ggufName);
    out.u32(shape.length);
    // Their first side is the one along which values lie next to each other: our last.
    for (const side of shape.toReversed()) out.u64(side);
    out.u32(float32Tensor);
    out.u64(offset);
    offset = aligned(offset + 4 * values.length);
  }
  for (const { values } of tensors) {
    out.pad(alignment);
    out.floats(values);
  }
  out.pad(alignment);
  return out.finish();
}

function metadataOf({ stage, language, model, merges }: Checkpoint, name: string): [key: string, Value][] {
  const tokenizer = createTokenizer(merges);
  const arch = 'starcoder2';
  const isSpecial = (id: number): boolean => id >= firstMergeId - specialTokens.length && id < firstMergeId;
  const kinds = Array.from({ length: tokenizer.vocabSize }, (_, id) => (isSpecial(id) ? controlToken : normalToken));
  return [
    ['general.architecture', string(arch)],
    ['general.name', string(name)],
    ['general.license', string('mit')],
    ['general.languages', { type: 'strings', value: [language] }],
    ['general.alignment', uint32(alignment)],
    ['general.file_type', uint32(float32Tensor)],
    [`${arch}.context_length`, uint32(model.contextLength)],
    [`${arch}.embedding_length`, uint32(model.nEmbd)],
    [`${arch}.block_count`, uint32(model.nLayer)],
    [`${arch}.feed_forward_length`, uint32(4 * model.nEmbd)],
    [`${arch}.attention.head_count`, uint32(model.nHead)],
    [`${arch}.attention.head_count_kv`, uint32(model.nHead)],
    [`${arch}.attention.layer_norm_epsilon`, { type: 'float32', value: layerNormEpsilon }],
    [`${arch}.rope.dimension_count`, uint32(model.nEmbd / model.nHead)],
    [`${arch}.rope.freq_base`, { type: 'float32', value: model.ropeBase }],
    ['tokenizer.ggml.model', string('gpt2')],
    // Numerals one by one, then GPT-2's pattern: what tokenizer.ts does.
    ['tokenizer.ggml.pre', string('smollm')],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokenStrings(tokenizer) }],
    ['tokenizer.ggml.token_type', { type: 'int32s', value: kinds }],
    ['tokenizer.ggml.merges', { type: 'strings', value: mergeStrings(tokenizer) }],
    ['tokenizer.ggml.bos_token_id', uint32(specialId('<|endoftext|>'))],
    ['tokenizer.ggml.eos_token_id', uint32(specialId(endTokenOf(stage)))],
    ['tokenizer.ggml.padding_token_id', uint32(specialId('<|endoftext|>'))],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: true }],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: false }],
    ...(isChatModel(stage)
      ? ([['tokenizer.chat_template', string(chatTemplate(phrasebooks[language]))]] as [string, Value][])
      : []),
  ];
}

function writeValue(out: Writer, { type, value }: Value): void {
  switch (type) {
    case 'uint32':
      out.u32(types.uint32);
      out.u32(value);
      return;
    case 'float32':
      out.u32(types.float32);
      out.floats([value]);
      return;
    case 'bool':
      out.u32(types.bool);
      out.bytes(Uint8Array.of(Number(value)));
      return;
    case 'string':
      out.u32(types.string);
      out.string(value);
      return;
    case 'strings':
      out.u32(types.array);
      out.u32(types.string);
      out.u64(value.length);
      for (const item of value) out.string(item);
      return;
    case 'int32s':
      out.u32(types.array);
      out.u32(types.int32);
      out.u64(value.length);
      for (const item of value) out.u32(item);
      return;
    default: {
      const unknown: never = type;
      throw new Error(`no such type of metadata: ${unknown}`);
    }
  }
}

const aligned = (offset: number): number => Math.ceil(offset / alignment) * alignment;

type Writer = ReturnType<typeof createWriter>;

/** Bytes put one after another into memory that grows as needed. */
function createWriter() {
  let view = new DataView(new ArrayBuffer(1 << 16));
  let length = 0;
  const make = (more: number): number => {
    const at = length;
    length += more;
    if (length > view.byteLength) {
      const larger = new Uint8Array(Math.max(length, 2 * view.byteLength));
      larger.set(new Uint8Array(view.buffer, 0, at));
      view = new DataView(larger.buffer);
    }
    return at;
  };
  const writer = {
    u32: (value: number): void => {
      const at = make(4);
      view.setUint32(at, value, true);
    },
    u64: (value: number): void => {
      const at = make(8);
      view.setBigUint64(at, BigInt(value), true);
    },
    floats: (values: ArrayLike<number>): void => {
      const at = make(4 * values.length);
      for (let i = 0; i < values.length; i++) view.setFloat32(at + 4 * i, values[i] as number, true);
    },
    bytes: (bytes: Uint8Array): void => {
      const at = make(bytes.length);
      new Uint8Array(view.buffer).set(bytes, at);
    },
    string: (value: string): void => {
      const bytes = new TextEncoder().encode(value);
      writer.u64(bytes.length);
      writer.bytes(bytes);
    },
    pad: (multiple: number): void => {
      make((multiple - (length % multiple)) % multiple);
    },
    finish: (): Uint8Array => new Uint8Array(view.buffer.slice(0, length)),
  };
  return writer;
}
