/**
 * Zip archives, as little of them as a folder of files needs: written without compression (weights hardly shrink), always the same bytes for
 * the same files; read with or without compression, as other programs may have packed them again. Left out: encryption, parts, Zip64.
 *
 * An archive may come from anybody. Its directory at the end says where each file stands and how large it will be; nothing is unpacked
 * before those figures have been checked, and unpacking ends where a file grows beyond its own.
 * Format: PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (its end).
 */
import { crc32 } from '../crc32.ts';
import { type ErrorDetails, SchoolError } from '../errors.ts';

const localSignature = 0x04034b50;
const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const localBytes = 30;
const entryBytes = 46;
const endBytes = 22;
const maxCommentBytes = 65535;
const maxFiles = 100;
const stored = 0;
const deflated = 8;
const neededVersion = 20;
const isUtf8 = 0x0800;
const isEncrypted = 0x0001;
/** 1980-01-01, the first day there is: the same files shall give the same bytes on any day. */
const date = 0x0021;

export type Files = Record<string, Uint8Array>;

/** @returns the files in the order given, one after another, then the directory */
export function packArchive(files: Files): Uint8Array {
  const entries = Object.entries(files).map(([name, bytes]) => ({
    name: new TextEncoder().encode(name),
    bytes,
    checksum: crc32(bytes),
  }));
  const size = entries.reduce(
    (sum, { name, bytes }) => sum + localBytes + entryBytes + 2 * name.length + bytes.length,
    endBytes,
  );
  const archive = new Uint8Array(size);
  const view = new DataView(archive.buffer);
  let offset = 0;
  const put16 = (...values: number[]): void => {
    for (const value of values) {
      view.setUint16(offset, value, true);
      offset += 2;
    }
  };
  const put32 = (...values: number[]): void => {
    for (const value of values) {
      view.setUint32(offset, value, true);
      offset += 4;
    }
  };
  const putBytes = (bytes: Uint8Array): void => {
    archive.set(bytes, offset);
    offset += bytes.length;
  };
  /** What a local header and a directory entry have in common. */
  const putFacts = ({ name, bytes, checksum }: (typeof entries)[number]): void => {
    put16(neededVersion, isUtf8, stored, 0, date);
    put32(checksum, bytes.length, bytes.length);
    put16(name.length, 0);
  };
  const starts = entries.map((entry) => {
    const start = offset;
    put32(localSignature);
    putFacts(entry);
    putBytes(entry.name);
    putBytes(entry.bytes);
    return start;
  });
  const directoryStart = offset;
  for (const [i, entry] of entries.entries()) {
    put32(entrySignature);
    put16(neededVersion);
    putFacts(entry);
    put16(0, 0, 0);
    put32(0, starts[i] as number);
    putBytes(entry.name);
  }
  const directoryBytes = offset - directoryStart;
  put32(endSignature);
  put16(0, 0, entries.length, entries.length);
  put32(directoryBytes, directoryStart);
  put16(0);
  return archive;
}

export const isArchive = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === localSignature;

interface Entry {
  name: string;
  flags: number;
  method: number;
  checksum: number;
  packedBytes: number;
  bytes: number;
  start: number;
}

/**
 * The wanted files, by the last part of their path: whoever packs a folder again may leave its name in front.
 * @param maxBytes of all wanted files together, unpacked
 * @throws SchoolError 'checkpointCorrupt' when the archive is damaged, packed in a way not read here, or holds a wanted file twice;
 * 'fileTooLarge' when the wanted files are
 */
export async function unpackArchive(
  archive: Uint8Array,
  wanted: readonly string[],
  maxBytes: number,
): Promise<Partial<Files>> {
  const entries = directoryOf(archive)
    .filter(({ name }) => !name.startsWith('__MACOSX/'))
    .map((entry) => ({ ...entry, name: entry.name.split('/').at(-1) as string }))
    .filter(({ name }) => wanted.includes(name));
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > maxBytes) throw new SchoolError('fileTooLarge', { bytes, maxBytes });
  const files: Partial<Files> = {};
  for (const entry of entries) {
    if (files[entry.name]) throw corrupt({ file: entry.name });
    files[entry.name] = await unpack(archive, entry);
  }
  return files;
}

function directoryOf(archive: Uint8Array): Entry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let offset = view.getUint32(end + 16, true);
  if (count > maxFiles) throw corrupt({ files: count });
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (offset + entryBytes > end || view.getUint32(offset, true) !== entrySignature) throw corrupt();
    const nameEnd = offset + entryBytes + view.getUint16(offset + 28, true);
    const next = nameEnd + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
    if (next > end) throw corrupt();
    entries.push({
      name: new TextDecoder().decode(archive.subarray(offset + entryBytes, nameEnd)),
      flags: view.getUint16(offset + 8, true),
      method: view.getUint16(offset + 10, true),
      checksum: view.getUint32(offset + 16, true),
      packedBytes: view.getUint32(offset + 20, true),
      bytes: view.getUint32(offset + 24, true),
      start: view.getUint32(offset + 42, true),
    });
    offset = next;
  }
  return entries;
}

/** The end record is the last thing in the file but for a comment. */
function endOf(view: DataView): number {
  const last = view.byteLength - endBytes;
  for (let offset = last; offset >= Math.max(0, last - maxCommentBytes); offset--) {
    const isEnd = view.getUint32(offset, true) === endSignature;
    if (isEnd && offset + endBytes + view.getUint16(offset + 20, true) === view.byteLength) return offset;
  }
  throw corrupt();
}

async function unpack(archive: Uint8Array, entry: Entry): Promise<Uint8Array> {
  const { name: file, flags, method, checksum, packedBytes, bytes: size, start } = entry;
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if (flags & isEncrypted || (method !== stored && method !== deflated)) throw corrupt({ file, method });
  if (start + localBytes > archive.length || view.getUint32(start, true) !== localSignature) throw corrupt({ file });
  const dataStart = start + localBytes + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (dataStart + packedBytes > archive.length) throw corrupt({ file });
  const packed = archive.subarray(dataStart, dataStart + packedBytes);
  const bytes = method === deflated ? await inflate(packed, size, file) : packed.slice();
  if (bytes.length !== size || crc32(bytes) !== checksum) throw corrupt({ file });
  return bytes;
}

/** Bytes fed at a time: they unpack to at most a thousandfold. */
const inflateStep = 4096;

async function inflate(packed: Uint8Array, size: number, file: string): Promise<Uint8Array> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const feed = async (): Promise<void> => {
    for (let at = 0; at < packed.length; at += inflateStep) {
      await writer.write(packed.slice(at, at + inflateStep));
    }
    await writer.close();
  };
  // What goes wrong in feeding also ends the reading, where it is told.
  feed().catch(() => {});
  const reader = stream.readable.getReader();
  const bytes = new Uint8Array(size);
  let filled = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      if (filled + chunk.value.length > size) throw corrupt({ file });
      bytes.set(chunk.value, filled);
      filled += chunk.value.length;
    }
  } catch {
    // Not waited for: a stream that is stuck would never answer.
    reader.cancel().catch(() => {});
    throw corrupt({ file });
  }
  return bytes.subarray(0, filled);
}

const corrupt = (details?: ErrorDetails): SchoolError =>
  new SchoolError('checkpointCorrupt', { part: 'archive', ...details });
