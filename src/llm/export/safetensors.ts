/**
 * safetensors, the file of weights that Hugging Face's libraries read: u64 length of the header, little-endian · header (JSON: name ->
 * dtype, shape, byte range) · the tensors' bytes without gaps. We write float32; what comes back may have been saved in half precision.
 */
import * as v from 'valibot';
import { maxCheckpointBytes, type TensorValues } from '../checkpoint.ts';
import { type ErrorDetails, SchoolError } from '../errors.ts';
import { fromFloat16 } from '../float16.ts';
import { parseJson } from '../json.ts';

const lengthBytes = 8;
const maxHeaderBytes = 1_000_000;
/** Readers map the file into memory and want its tensors aligned. */
const alignment = 8;

const readers = {
  F32: { bytes: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
  F16: { bytes: 2, read: (view: DataView, at: number) => fromFloat16(view.getUint16(at, true)) },
  BF16: { bytes: 2, read: (view: DataView, at: number) => fromBfloat16(view.getUint16(at, true)) },
};

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const tensorSchema = v.object({
  dtype: v.picklist(['F32', 'F16', 'BF16']),
  shape: v.pipe(v.array(v.pipe(natural, v.maxValue(maxCheckpointBytes))), v.maxLength(4)),
  data_offsets: v.tuple([natural, natural]),
});
const headerSchema = v.record(v.string(), v.unknown());

/** @param metadata short texts for whoever looks into the file */
export function encodeSafetensors(
  tensors: readonly (TensorValues & { name: string })[],
  metadata: Record<string, string>,
): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += 4 * values.length;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const json = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  const headerBytes = Math.ceil(json.length / alignment) * alignment;
  const bytes = new Uint8Array(lengthBytes + headerBytes + end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, headerBytes, true);
  bytes.fill(0x20, lengthBytes, lengthBytes + headerBytes);
  bytes.set(json, lengthBytes);
  let offset = lengthBytes + headerBytes;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  }
  return bytes;
}

/**
 * @throws SchoolError 'fileTooLarge', or 'checkpointCorrupt' when the header does not describe the bytes, a tensor is of another kind than
 * float, or a value is not finite
 */
export function decodeSafetensors(bytes: Uint8Array): Map<string, TensorValues> {
  if (bytes.length > maxCheckpointBytes) {
    throw new SchoolError('fileTooLarge', { bytes: bytes.length, maxBytes: maxCheckpointBytes });
  }
  if (bytes.length < lengthBytes) throw corrupt();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint32(0, true);
  const dataStart = lengthBytes + headerBytes;
  if (view.getUint32(4, true) !== 0 || headerBytes > maxHeaderBytes || dataStart > bytes.length) throw corrupt();
  const entries = tensorEntries(bytes.subarray(lengthBytes, dataStart));
  checkRanges(entries, bytes.length - dataStart);
  const tensors = new Map<string, TensorValues>();
  for (const { name, dtype, shape, data_offsets } of entries) {
    const { bytes: step, read } = readers[dtype];
    const values = new Float32Array(valueCount(shape));
    for (let i = 0; i < values.length; i++) values[i] = read(view, dataStart + data_offsets[0] + step * i);
    if (!values.every(Number.isFinite)) throw corrupt({ tensor: name.slice(0, 100) });
    tensors.set(name, { shape, values });
  }
  return tensors;
}

type TensorEntry = v.InferOutput<typeof tensorSchema> & { name: string };

function tensorEntries(header: Uint8Array): TensorEntry[] {
  return headerEntries(header).flatMap(([name, entry]) => {
    if (name === '__metadata__') return [];
    const parsed = v.safeParse(tensorSchema, entry);
    if (!parsed.success) throw corrupt({ tensor: name.slice(0, 100) });
    return [{ name, ...parsed.output }];
  });
}

/** As the format demands: the tensors take up all the bytes, and none of them twice. So they are not larger in memory than twice the file. */
function checkRanges(entries: readonly TensorEntry[], dataBytes: number): void {
  let reached = 0;
  const inOrder = entries.toSorted(
    (a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  for (const { name, dtype, shape, data_offsets } of inOrder) {
    const [begin, end] = data_offsets;
    if (begin !== reached || end - begin !== valueCount(shape) * readers[dtype].bytes) {
      throw corrupt({ tensor: name.slice(0, 100) });
    }
    reached = end;
  }
  if (reached !== dataBytes) throw corrupt({ bytes: dataBytes, described: reached });
}

const valueCount = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

function headerEntries(bytes: Uint8Array): [string, unknown][] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return Object.entries(v.parse(headerSchema, parseJson(text)));
  } catch {
    throw corrupt();
  }
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function fromBfloat16(half: number): number {
  scratch.setUint32(0, half * 65536);
  return scratch.getFloat32(0);
}

const corrupt = (details?: ErrorDetails): SchoolError =>
  new SchoolError('checkpointCorrupt', { part: 'safetensors', ...details });
