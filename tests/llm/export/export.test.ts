import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Checkpoint } from '../../../src/llm/checkpoint.ts';
import { SchoolError } from '../../../src/llm/errors.ts';
import { packArchive, unpackArchive } from '../../../src/llm/export/archive.ts';
import { exportModel, importModel } from '../../../src/llm/export/export.ts';
import { exportFormats } from '../../../src/llm/export/formats.ts';
import { modelCard } from '../../../src/llm/export/modelCard.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../src/llm/export/safetensors.ts';
import { fromStarcoder2, toStarcoder2 } from '../../../src/llm/export/starcoder2.ts';
import { toFloat16 } from '../../../src/llm/float16.ts';
import { disposeModel, forward, modelFrom } from '../../../src/llm/model.ts';
import type { Gate } from '../../../src/llm/reports.ts';
import { specialId } from '../../../src/llm/tokenizer.ts';
import { microCheckpoint, microTokenizer } from '../../fixtures/microCheckpoint.ts';
import { loadStarcoder2 } from '../../interop/starcoder2.mjs';
import { useWasm } from '../../wasmBackend.ts';

beforeAll(async () => {
  await useWasm();
});

const checkpoint = microCheckpoint();
const folderFiles = [
  ...['README.md', 'config.json', 'generation_config.json', 'model.safetensors'],
  ...['schoolbook.json', 'tokenizer.json', 'tokenizer_config.json'],
];
const folderOf = async (of: Checkpoint) =>
  (await unpackArchive(exportModel(of, 'huggingface').bytes, folderFiles, 1e7)) as Record<string, Uint8Array>;
const jsonOf = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes));
const codeOf = async (run: () => unknown): Promise<unknown> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof SchoolError) return { code: error.code, ...error.details };
    throw error;
  }
  return undefined;
};

describe('an export', () => {
  it.each(exportFormats)('as %s is the same bytes each time', (format) => {
    const once = exportModel(checkpoint, format);
    expect(exportModel(microCheckpoint(), format)).toEqual(once);
    expect(once.fileName).toMatch(/^schoolbook-en-quick-3-honest\.(bin|zip|gguf)$/);
  });

  it('comes back as the same checkpoint, from our file and from the folder', async () => {
    expect(await importModel(exportModel(checkpoint, 'schoolbook').bytes)).toEqual(checkpoint);
    expect(await importModel(exportModel(checkpoint, 'huggingface').bytes)).toEqual(checkpoint);
  });

  it('leaves out what only matters in the middle of a stage', async () => {
    const optimizer = { 'finalNorm/m': { shape: [8], values: new Float32Array(8) } };
    const halfway = { ...checkpoint, optimizer, progress: { stage: 'pretrain', step: 3 } as const };
    expect(await importModel(exportModel(halfway, 'huggingface').bytes)).toEqual(checkpoint);
  });
});

describe('the shape of Starcoder2', () => {
  it('holds our matrices turned over, in three parts where ours is one', () => {
    const tensors = new Map(toStarcoder2(checkpoint.model, checkpoint.parameters).map((t) => [t.name, t]));
    const { qkv, qkvBias } = {
      qkv: checkpoint.parameters['block1.qkv'],
      qkvBias: checkpoint.parameters['block1.qkvBias'],
    };
    for (const [part, letter] of [...'qkv'].entries()) {
      const weight = tensors.get(`model.layers.1.self_attn.${letter}_proj.weight`);
      const bias = tensors.get(`model.layers.1.self_attn.${letter}_proj.bias`);
      expect(weight?.shape).toEqual([8, 8]);
      for (let out = 0; out < 8; out++) {
        expect(bias?.values[out]).toBe(qkvBias?.values[8 * part + out]);
        for (let i = 0; i < 8; i++) expect(weight?.values[8 * out + i]).toBe(qkv?.values[24 * i + 8 * part + out]);
      }
    }
    expect(tensors.get('model.layers.0.mlp.c_fc.weight')?.shape).toEqual([32, 8]);
    expect(tensors.get('model.norm.bias')?.values).toEqual(new Float32Array(8));
    expect(tensors.get('model.embed_tokens.weight')?.values).toEqual(checkpoint.parameters.tokenEmbedding?.values);
  });

  it('computes the same logits when a second implementation reads the folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'schoolbook-'));
    for (const [name, bytes] of Object.entries(await folderOf(checkpoint))) writeFileSync(join(folder, name), bytes);
    const inputIds = [256, 270, 97, 32, 270, 271, 5];
    const reference = loadStarcoder2(folder)(inputIds).flatMap((row: Float64Array) => [...row]);
    rmSync(folder, { recursive: true });
    const model = modelFrom(checkpoint.model, checkpoint.parameters);
    const logits = tf.tidy(() => forward(model, tf.tensor2d([inputIds], undefined, 'int32')).dataSync());
    disposeModel(model);
    expect(Math.max(...logits.map((value, i) => Math.abs(value - (reference[i] as number))))).toBeLessThan(1e-4);
  });

  it('can be brought back only as long as what we leave out is zero', async () => {
    const tensors = new Map(toStarcoder2(checkpoint.model, checkpoint.parameters).map((t) => [t.name, t]));
    expect(fromStarcoder2(checkpoint.model, tensors)).toEqual(checkpoint.parameters);
    const name = 'model.layers.0.mlp.c_fc.bias';
    tensors.get(name)!.values[3] = 0.5;
    const refusal = { code: 'checkpointMismatch', tensor: name };
    expect(await codeOf(() => fromStarcoder2(checkpoint.model, tensors))).toEqual(refusal);
    tensors.delete(name);
    expect(await codeOf(() => fromStarcoder2(checkpoint.model, tensors))).toEqual(refusal);
  });

  it('is refused for parameters that do not fit', async () => {
    const { finalNorm: _, ...parameters } = checkpoint.parameters;
    for (const format of ['huggingface', 'gguf'] as const) {
      expect(await codeOf(() => exportModel({ ...checkpoint, parameters }, format))).toMatchObject({
        code: 'checkpointMismatch',
      });
    }
  });
});

describe('the Hugging Face folder', () => {
  it('names the class and its shape', async () => {
    expect(jsonOf((await folderOf(checkpoint))['config.json'])).toMatchObject({
      ...{ architectures: ['Starcoder2ForCausalLM'], hidden_act: 'gelu_pytorch_tanh', norm_epsilon: 1e-5 },
      ...{ hidden_size: 8, intermediate_size: 32, num_key_value_heads: 2, max_position_embeddings: 32 },
      ...{ rope_theta: 1000, tie_word_embeddings: true, use_bias: true, bos_token_id: 256, eos_token_id: 259 },
    });
  });

  it('has a vocabulary with a spelling for each id, and special tokens by name', async () => {
    const { model, added_tokens } = jsonOf((await folderOf(checkpoint))['tokenizer.json']);
    const ids = Object.values<number>(model.vocab).sort((a, b) => a - b);
    expect(ids).toEqual(Array.from({ length: microTokenizer.vocabSize }, (_, id) => id));
    expect(model.vocab.Ġ).toBe(32);
    expect(model.vocab['<|im_end|>']).toBe(specialId('<|im_end|>'));
    expect(model.merges).toHaveLength(microTokenizer.merges.length);
    expect(added_tokens).toHaveLength(10);
  });

  it('has a chat template once the model has seen conversations', async () => {
    const templateOf = async (stage: Checkpoint['stage']) =>
      jsonOf((await folderOf(microCheckpoint(stage)))['tokenizer_config.json']).chat_template;
    expect(await templateOf('base')).toBeUndefined();
    expect(await templateOf('assistant')).toContain('<|im_start|><|user|><|im_sep|>');
  });

  it('has a card with the lineage and what it was examined on', () => {
    const gates: Gate[] = [
      { name: 'famous people known', stage: 'base', value: 0.9875, comparison: '>=', bound: 0.95, passed: true },
      { name: 'sums, greedy', stage: 'reasoner', value: 0.5, comparison: '>=', bound: 0.9, passed: false },
    ];
    const card = modelCard(checkpoint, 'a-model', gates);
    expect(card).toContain('| base | 20 | 40960 | 3 | `abc` |');
    expect(card).toContain('| base | famous people known | 0.988 | >= 0.95 | passed |');
    // The honest assistant was not asked what the reasoner is.
    expect(card).not.toContain('sums, greedy');
    expect(modelCard(checkpoint, 'a-model', [])).toContain('It has not been examined.');
    expect(modelCard({ ...checkpoint, language: 'zh' }, 'a-model', gates)).toContain('通过');
  });

  it('is refused without one of the two files that matter, or when they do not belong together', async () => {
    const files = await folderOf(checkpoint);
    for (const name of ['schoolbook.json', 'model.safetensors']) {
      const { [name]: _, ...others } = files;
      expect(await codeOf(() => importModel(packArchive(others)))).toMatchObject({
        code: 'checkpointCorrupt',
        file: name,
      });
    }
    const other = { ...checkpoint, model: { ...checkpoint.model, nEmbd: 16 } };
    const description = new TextEncoder().encode(JSON.stringify({ ...other, parameters: undefined }));
    expect(await codeOf(() => importModel(packArchive({ ...files, 'schoolbook.json': description })))).toMatchObject({
      code: 'checkpointMismatch',
    });
  });
});

describe('a hostile folder', () => {
  /** What is made in memory for numbers while something runs. */
  async function bytesMadeBy(run: () => unknown): Promise<number> {
    let bytes = 0;
    const { Float32Array: original } = globalThis;
    const counting = new Proxy(original, {
      construct(target, given, newTarget) {
        const made = Reflect.construct(target, given, newTarget) as Float32Array;
        bytes += made.byteLength;
        return made;
      },
    });
    vi.stubGlobal('Float32Array', counting);
    try {
      await run();
    } finally {
      vi.unstubAllGlobals();
    }
    return bytes;
  }

  it('that promises a huge model gets no memory for it', async () => {
    const files = await folderOf(checkpoint);
    const described = jsonOf(files['schoolbook.json']);
    const model = { ...described.model, nEmbd: 512, nLayer: 16, contextLength: 8192 };
    const huge = new TextEncoder().encode(JSON.stringify({ ...described, model }));
    const archive = packArchive({ ...files, 'schoolbook.json': huge });
    const bytes = await bytesMadeBy(async () => {
      expect(await codeOf(() => importModel(archive))).toMatchObject({ code: 'checkpointMismatch' });
    });
    expect(bytes).toBeLessThan(10 * archive.length);
  });

  it('whose tensors share their bytes is refused before they are read', async () => {
    const count = 20_000;
    const shared = { dtype: 'F32', shape: [count], data_offsets: [0, 4 * count] };
    const json = new TextEncoder().encode(
      JSON.stringify(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`t${i}`, shared]))),
    );
    const file = new Uint8Array(8 + json.length + 4 * count);
    new DataView(file.buffer).setUint32(0, json.length, true);
    file.set(json, 8);
    const bytes = await bytesMadeBy(async () => {
      expect(await codeOf(() => decodeSafetensors(file))).toMatchObject({ code: 'checkpointCorrupt' });
    });
    expect(bytes).toBeLessThanOrEqual(file.length);
  });
});

describe('safetensors', () => {
  const tensors = [
    { name: 'a', shape: [2, 2], values: Float32Array.of(1, -2.5, 0, 3e-5) },
    { name: 'b', shape: [], values: Float32Array.of(7) },
  ];

  it('come back, aligned to eight bytes', () => {
    const bytes = encodeSafetensors(tensors, { format: 'pt' });
    expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
    const decoded = decodeSafetensors(bytes);
    expect([...decoded.keys()]).toEqual(['a', 'b']);
    expect(decoded.get('a')).toEqual({ shape: [2, 2], values: tensors[0]?.values });
  });

  /** A file with the header given and these bytes after it. */
  const file = (header: unknown, data: Uint8Array): Uint8Array => {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(8 + json.length + data.length);
    new DataView(bytes.buffer).setUint32(0, json.length, true);
    bytes.set(json, 8);
    bytes.set(data, 8 + json.length);
    return bytes;
  };

  it('may hold half precision of either kind', () => {
    const data = new Uint8Array(8);
    const view = new DataView(data.buffer);
    view.setUint16(0, toFloat16(1.5), true);
    view.setUint16(2, toFloat16(-0.25), true);
    // The upper halves of the float32 1.5 and -0.25.
    view.setUint16(4, 0x3fc0, true);
    view.setUint16(6, 0xbe80, true);
    const decoded = decodeSafetensors(
      file(
        {
          h: { dtype: 'F16', shape: [2], data_offsets: [0, 4] },
          b: { dtype: 'BF16', shape: [2], data_offsets: [4, 8] },
        },
        data,
      ),
    );
    expect([...decoded.get('h')!.values, ...decoded.get('b')!.values]).toEqual([1.5, -0.25, 1.5, -0.25]);
  });

  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  it.each<[string, unknown]>([
    ['no object', 7],
    ['a tensor that is none', { a: 5 }],
    ['integers', { a: { ...entry, dtype: 'I64' } }],
    ['more than there is', { a: { ...entry, shape: [4], data_offsets: [0, 16] } }],
    ['a range of another length', { a: { ...entry, shape: [3] } }],
    ['a range that ends before it begins', { a: { ...entry, data_offsets: [8, 0] } }],
    ['bytes that no tensor has', { a: { ...entry, shape: [1], data_offsets: [0, 4] } }],
    ['bytes that two tensors have', { a: entry, b: entry }],
    ['sides beyond all numbers', { a: { ...entry, shape: [5e7, 5e7, 5e7, 5e7] } }],
  ])('are refused with %s', async (_, header) => {
    expect(await codeOf(() => decodeSafetensors(file(header, new Uint8Array(8))))).toMatchObject({
      code: 'checkpointCorrupt',
    });
  });

  it('are refused with values that are no numbers', async () => {
    const nan = Uint8Array.of(0, 0, 0xc0, 0x7f, 0, 0, 0, 0);
    expect(await codeOf(() => decodeSafetensors(file({ a: entry }, nan)))).toMatchObject({
      code: 'checkpointCorrupt',
      tensor: 'a',
    });
  });
});

describe('GGUF', () => {
  /** Reads a file as llama.cpp does: metadata by key, tensors by name with their sides and first value. */
  function read(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer);
    let at = 0;
    const past = (size: number): number => {
      at += size;
      return at - size;
    };
    const u32 = () => view.getUint32(past(4), true);
    const u64 = () => Number(view.getBigUint64(past(8), true));
    const string = (): string => {
      const length = u64();
      at += length;
      return new TextDecoder().decode(bytes.subarray(at - length, at));
    };
    const value = (type: number): unknown => {
      switch (type) {
        case 4:
        case 5:
          return u32();
        case 6:
          return view.getFloat32(past(4), true);
        case 7:
          return Boolean(bytes[at++]);
        case 8:
          return string();
        case 9: {
          const of = u32();
          return Array.from({ length: u64() }, () => value(of));
        }
        default:
          throw new Error(`type ${type}`);
      }
    };
    const magic = new TextDecoder().decode(bytes.subarray(0, 4));
    at = 4;
    const version = u32();
    const tensorCount = u64();
    const metadata = Object.fromEntries(Array.from({ length: u64() }, () => [string(), value(u32())]));
    const infos = Array.from({ length: tensorCount }, () => {
      const name = string();
      const shape = Array.from({ length: u32() }, u64);
      return { name, shape, type: u32(), offset: u64() };
    });
    const start = Math.ceil(at / 32) * 32;
    const tensors = infos.map(({ name, shape, type, offset }) => {
      const count = shape.reduce((a, b) => a * b, 1);
      return {
        name,
        shape,
        type,
        values: Array.from({ length: count }, (_, i) => view.getFloat32(start + offset + 4 * i, true)),
      };
    });
    return { magic, version, metadata, tensors };
  }

  const { magic, version, metadata, tensors } = read(exportModel(checkpoint, 'gguf').bytes);

  it('says what llama.cpp asks for', () => {
    expect({ magic, version }).toEqual({ magic: 'GGUF', version: 3 });
    expect(metadata).toMatchObject({
      'general.architecture': 'starcoder2',
      'starcoder2.block_count': 2,
      'starcoder2.rope.freq_base': 1000,
      'starcoder2.rope.dimension_count': 4,
      'tokenizer.ggml.pre': 'smollm',
      'tokenizer.ggml.eos_token_id': 259,
      'tokenizer.ggml.add_bos_token': true,
    });
    expect(metadata['tokenizer.ggml.tokens']).toHaveLength(microTokenizer.vocabSize);
    const kinds = metadata['tokenizer.ggml.token_type'] as number[];
    expect(kinds.filter((kind) => kind === 3)).toHaveLength(10);
    expect(kinds[specialId('<|tool|>')]).toBe(3);
  });

  it('holds the tensors of Starcoder2, sides reversed, each at a multiple of 32 bytes', () => {
    const expected = toStarcoder2(checkpoint.model, checkpoint.parameters);
    expect(tensors.map(({ name, shape, type, values }) => ({ name, shape, type, values }))).toEqual(
      expected.map(({ ggufName, shape, values }) => ({
        name: ggufName,
        shape: shape.toReversed(),
        type: 0,
        values: [...values],
      })),
    );
  });
});
