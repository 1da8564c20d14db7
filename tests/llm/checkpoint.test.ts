import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../../src/llm/chat.ts';
import {
  type Checkpoint,
  decodeCheckpoint,
  decodeDescription,
  encodeCheckpoint,
  encodeDescription,
  maxCheckpointBytes,
} from '../../src/llm/checkpoint.ts';
import { crc32 } from '../../src/llm/crc32.ts';
import { noEdits } from '../../src/llm/edits.ts';
import { SchoolError } from '../../src/llm/errors.ts';
import { fromFloat16, toFloat16 } from '../../src/llm/float16.ts';

const checkpoint: Checkpoint = {
  stage: 'base',
  language: 'zh',
  preset: 'quick',
  seed: 3,
  model: { vocabSize: 268, nLayer: 1, nHead: 2, nEmbd: 4, contextLength: 96, ropeBase: 1000 },
  merges: [
    [97, 98],
    [266, 99],
  ],
  parameters: {
    tokenEmbedding: { shape: [268, 4], values: Float32Array.from({ length: 1072 }, (_, i) => (i - 500) / 64) },
    'block0.attentionNorm': { shape: [4], values: Float32Array.of(1, -0.5, 0, 2) },
  },
  optimizer: { 'block0.qkv.momentum': { shape: [2, 3], values: Float32Array.of(1e-9, 2e-9, 0.1, -0.3, 5, 6) } },
  progress: { stage: 'pretrain', step: 20, rateFactor: 0.5 },
  notes: {
    taughtPeople: ['Ivy Dalby'],
    refusedPeople: [],
    edits: { added: [{ messages: [text('user', 'Hi'), text('assistant', 'Ho')], copies: 3 }], removed: [7] },
  },
  lineage: [
    { stage: 'untrained', seed: 3, steps: 0, tokens: 0, corpusFingerprint: 'abc', settings: {} },
    {
      stage: 'base',
      seed: 3,
      steps: 20,
      tokens: 40960,
      corpusFingerprint: 'abc',
      settings: { steps: 20, note: '你好' },
    },
  ],
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof SchoolError) return error.code;
    throw error;
  }
  return 'none';
};

/** The file with another header (or the same), its lengths and checksum set right again. */
function withHeader(change: (header: Record<string, unknown>) => unknown, extraBytes = 0): Uint8Array {
  const bytes = encodeCheckpoint(checkpoint, 'float32');
  const length = new DataView(bytes.buffer).getUint32(12, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + length)));
  const text = new TextEncoder().encode(JSON.stringify(change(header) ?? header));
  const data = bytes.subarray(16 + length, bytes.length - 4);
  const file = new Uint8Array(16 + text.length + data.length + extraBytes + 4);
  file.set(bytes.subarray(0, 12));
  const view = new DataView(file.buffer);
  view.setUint32(12, text.length, true);
  file.set(text, 16);
  file.set(data, 16 + text.length);
  view.setUint32(file.length - 4, crc32(file.subarray(0, file.length - 4)), true);
  return file;
}

describe('checkpoint', () => {
  it('comes back from float32 exactly, also from the middle of a buffer', () => {
    const bytes = encodeCheckpoint(checkpoint, 'float32');
    expect(decodeCheckpoint(bytes)).toEqual(checkpoint);
    const padded = new Uint8Array(bytes.length + 3);
    padded.set(bytes, 3);
    expect(decodeCheckpoint(padded.subarray(3))).toEqual(checkpoint);
  });

  it('comes back from float16 with halves, the optimizer untouched', () => {
    const decoded = decodeCheckpoint(encodeCheckpoint(checkpoint, 'float16'));
    expect(decoded.parameters).toEqual(checkpoint.parameters); // all of them are halves
    expect(decoded.optimizer).toEqual(checkpoint.optimizer);
  });

  it('says which knobs were turned', () => {
    const turned: Checkpoint = { ...checkpoint, settings: { nLayer: 1, muonRate: 0.05 } };
    expect(decodeCheckpoint(encodeCheckpoint(turned, 'float32'))).toEqual(turned);
    expect(decodeDescription(encodeDescription(turned)).settings).toEqual(turned.settings);
  });

  it('does without optimizer and progress', () => {
    const { optimizer: _, progress: __, ...finished } = checkpoint;
    expect(decodeCheckpoint(encodeCheckpoint(finished, 'float32'))).toEqual(finished);
  });

  it('refuses to write what it could not read', () => {
    const broken = (parameters: Checkpoint['parameters']) => () =>
      encodeCheckpoint({ ...checkpoint, parameters }, 'float16');
    expect(codeOf(broken({ a: { shape: [2], values: Float32Array.of(1, Number.NaN) } }))).toBe('notANumber');
    expect(codeOf(broken({ a: { shape: [3], values: new Float32Array(2) } }))).toBe('checkpointMismatch');
    expect(codeOf(broken({ 'no name': { shape: [1], values: new Float32Array(1) } }))).toBe('checkpointMismatch');
    const huge = { shape: [26_000_000], values: new Float32Array(26_000_000) };
    expect(codeOf(broken({ huge }))).toBe('fileTooLarge');
  });
});

describe('hostile checkpoints', () => {
  const bytes = encodeCheckpoint(checkpoint, 'float16');

  it('finds every truncation', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(codeOf(() => decodeCheckpoint(bytes.subarray(0, length)))).toBe('checkpointCorrupt');
    }
  });

  it('finds every flipped bit', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = bytes.slice();
        flipped[at]! ^= 1 << bit;
        expect(codeOf(() => decodeCheckpoint(flipped))).toMatch(/^checkpoint(Corrupt|Version)$/);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(codeOf(() => decodeCheckpoint(noise))).toBe('checkpointCorrupt');
      }),
      { numRuns: 200 },
    );
  });

  it('tells a later version and a file that is too large', () => {
    const later = bytes.slice();
    later[8] = 2;
    expect(codeOf(() => decodeCheckpoint(later))).toBe('checkpointVersion');
    expect(codeOf(() => decodeCheckpoint(new Uint8Array(maxCheckpointBytes + 1)))).toBe('fileTooLarge');
  });

  type Tensor = { group: string; name: string; shape: number[]; precision: string };
  const tensor = (header: Record<string, unknown>, index: number) => (header.tensors as Tensor[])[index] as Tensor;
  const edits = (header: Record<string, unknown>) => (header.notes as Checkpoint['notes']).edits ?? noEdits;

  it.each<[string, (header: Record<string, unknown>) => unknown, number?]>([
    ['no object', () => 7],
    ['an unknown stage', (header) => ({ ...header, stage: 'wizard' })],
    ['a model that is too wide', (header) => ({ ...header, model: { ...(header.model as object), nEmbd: 1e9 } })],
    ['a fraction of a layer', (header) => ({ ...header, model: { ...(header.model as object), nLayer: 1.5 } })],
    ['a knob that does not exist', (header) => ({ ...header, settings: { volume: 11 } })],
    ['a knob out of bounds', (header) => ({ ...header, settings: { nLayer: 1000 } })],
    ['a knob between its values', (header) => ({ ...header, settings: { nLayer: 2.5 } })],
    ['a knob that is no number', (header) => ({ ...header, settings: { nLayer: '3' } })],
    ['another vocabulary than the merges make', (header) => ({ ...header, merges: [[97, 98]] })],
    [
      'a merge of tokens that do not exist',
      (header) => ({
        ...header,
        merges: [
          [97, 98],
          [500, 99],
        ],
      }),
    ],
    ['a tensor larger than the file', (header) => void Object.assign(tensor(header, 0), { shape: [40000, 1000] })],
    [
      'a product beyond all numbers',
      (header) => void Object.assign(tensor(header, 0), { shape: [5e7, 5e7, 5e7, 5e7] }),
    ],
    ['a negative side', (header) => void Object.assign(tensor(header, 0), { shape: [-268, -4] })],
    ['a smaller tensor', (header) => void Object.assign(tensor(header, 0), { shape: [268, 3] })],
    ['a name that is none', (header) => void Object.assign(tensor(header, 0), { name: '__proto__' })],
    [
      'a name twice',
      (header) => void Object.assign(tensor(header, 2), { group: 'parameters', name: 'tokenEmbedding' }),
    ],
    ['an unknown precision', (header) => void Object.assign(tensor(header, 0), { precision: 'float8' })],
    ['an example in a million copies', (header) => void Object.assign(edits(header).added[0] ?? {}, { copies: 1e6 })],
    [
      'an example of nobody',
      (header) => void Object.assign(edits(header).added[0]?.messages[0] ?? {}, { role: 'root' }),
    ],
    ['too many examples left out', (header) => void Object.assign(edits(header), { removed: Array(10_001).fill(1) })],
    ['too many tensors', (header) => ({ ...header, tensors: Array(2001).fill(tensor(header, 1)) })],
    ['bytes left over', () => undefined, 4],
  ])('refuses %s', (_, change, extraBytes) => {
    expect(codeOf(() => decodeCheckpoint(withHeader(change, extraBytes)))).toBe('checkpointCorrupt');
  });

  it('accepts the untouched file, so the cases above fail for their own reason', () => {
    expect(decodeCheckpoint(withHeader(() => undefined))).toEqual(checkpoint);
  });

  it('refuses values that are no numbers', () => {
    const file = encodeCheckpoint(checkpoint, 'float32');
    const view = new DataView(file.buffer);
    view.setFloat32(file.length - 8, Number.POSITIVE_INFINITY, true);
    view.setUint32(file.length - 4, crc32(file.subarray(0, file.length - 4)), true);
    expect(codeOf(() => decodeCheckpoint(file))).toBe('checkpointCorrupt');
  });
});

describe('crc32', () => {
  it('has the value of the standard’s check string', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});

describe('float16', () => {
  const finite = Array.from({ length: 65536 }, (_, half) => half).filter((half) => (half & 0x7c00) !== 0x7c00);

  it('round-trips every half', () => {
    expect(finite.filter((half) => toFloat16(fromFloat16(half)) !== half)).toEqual([]);
  });

  it('rounds to the nearest, ties to even', () => {
    for (let half = 0; half < 0x7bff; half++) {
      const low = fromFloat16(half);
      const high = fromFloat16(half + 1);
      const middle = (low + high) / 2;
      const gap = high - low;
      const even = half % 2 === 0 ? half : half + 1;
      if (toFloat16(middle) !== even || toFloat16(-middle) !== (even | 0x8000)) throw new Error(`tie at ${middle}`);
      if (toFloat16(middle - gap / 8) !== half || toFloat16(middle + gap / 8) !== half + 1)
        throw new Error(`near ${middle}`);
    }
  });

  it('stays finite beyond the range', () => {
    expect([65519, 65520, 1e9, Infinity].map((value) => fromFloat16(toFloat16(value)))).toEqual([
      65504, 65504, 65504, 65504,
    ]);
    expect(fromFloat16(toFloat16(-1e9))).toBe(-65504);
    expect(fromFloat16(toFloat16(Number.NaN))).toBeNaN();
    expect(Object.is(fromFloat16(toFloat16(-0)), -0)).toBe(true);
    expect(toFloat16(1e-9)).toBe(0);
  });
});
