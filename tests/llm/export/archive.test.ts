import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/llm/crc32.ts';
import { SchoolError } from '../../../src/llm/errors.ts';
import { isArchive, packArchive, unpackArchive } from '../../../src/llm/export/archive.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const files = { 'a.txt': bytesOf('first file'), 'b.bin': new Uint8Array(3000).fill(7), 'empty.txt': new Uint8Array(0) };
const names = Object.keys(files);

const codeOf = async (run: Promise<unknown>): Promise<string> => {
  try {
    await run;
  } catch (error) {
    if (error instanceof SchoolError) return error.code;
    throw error;
  }
  return 'none';
};

interface Packed {
  name: string;
  data: Uint8Array;
  size: number;
  checksum: number;
  method: number;
  flags?: number;
}

/** An archive as another program might write it: compressed, its files in a folder, a comment at the end. */
function foreign(entries: Packed[], comment = 'made elsewhere'): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size, checksum, method, flags = 0 } of entries) {
    const path = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt32LE(checksum, 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(path.length, 22);
    const extra = Buffer.from('PAD0');
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts]);
    head.writeUInt16LE(extra.length, 28);
    local.push(head, path, extra, Buffer.from(data));
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, rest, path);
    offset += head.length + path.length + extra.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return new Uint8Array(Buffer.concat([...local, listed, end, Buffer.from(comment)]));
}

const deflated = (name: string, content: Uint8Array, change: Partial<Packed> = {}): Packed => ({
  ...{ name, data: deflateRawSync(content), size: content.length, checksum: crc32(content), method: 8 },
  ...change,
});

describe('an archive', () => {
  it('gives its files back, also from the middle of a buffer', async () => {
    const archive = packArchive(files);
    expect(isArchive(archive)).toBe(true);
    expect(await unpackArchive(archive, names, 10_000)).toEqual(files);
    const padded = new Uint8Array(archive.length + 5);
    padded.set(archive, 5);
    expect(await unpackArchive(padded.subarray(5), names, 10_000)).toEqual(files);
  });

  it('gives the wanted files only', async () => {
    expect(await unpackArchive(packArchive(files), ['b.bin', 'missing'], 10_000)).toEqual({ 'b.bin': files['b.bin'] });
  });

  it('may have been packed again by another program', async () => {
    const again = foreign([
      { ...deflated('model/', new Uint8Array(0)), data: new Uint8Array(0), method: 0 },
      deflated('model/a.txt', files['a.txt']),
      deflated('__MACOSX/model/a.txt', bytesOf('resource fork')),
      deflated('model/b.bin', files['b.bin']),
    ]);
    expect(await unpackArchive(again, names, 10_000)).toEqual({ 'a.txt': files['a.txt'], 'b.bin': files['b.bin'] });
  });
});

describe('a hostile archive', () => {
  const unpack = (archive: Uint8Array, maxBytes = 10_000) => codeOf(unpackArchive(archive, names, maxBytes));

  it('is refused when cut anywhere', async () => {
    const archive = packArchive(files);
    for (let length = 0; length < archive.length; length += 13) {
      expect(await unpack(archive.subarray(0, length))).toBe('checkpointCorrupt');
    }
  });

  it('cannot unpack to more than it says, or than is wanted', async () => {
    const bomb = deflated('b.bin', new Uint8Array(30_000_000), { size: 100, checksum: 0 });
    const startMs = performance.now();
    expect(await unpack(foreign([bomb]))).toBe('checkpointCorrupt');
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect(await unpack(foreign([{ ...bomb, size: 30_000_000 }]))).toBe('fileTooLarge');
    expect(await unpack(foreign([deflated('b.bin', files['b.bin'], { size: 3001 })]))).toBe('checkpointCorrupt');
  });

  it.each<[string, Packed[]]>([
    ['another checksum', [deflated('a.txt', files['a.txt'], { checksum: 1 })]],
    ['a way of packing that is not read here', [deflated('a.txt', files['a.txt'], { method: 14 })]],
    ['encryption', [deflated('a.txt', files['a.txt'], { flags: 1 })]],
    ['data that were not deflated', [deflated('a.txt', files['a.txt'], { data: bytesOf('no deflate stream') })]],
    ['a file twice', [deflated('a.txt', files['a.txt']), deflated('x/a.txt', files['a.txt'])]],
    ['too many files', Array.from({ length: 101 }, (_, i) => deflated(`${i}`, files['a.txt']))],
  ])('is refused with %s', async (_, entries) => {
    expect(await unpack(foreign(entries))).toBe('checkpointCorrupt');
  });
});
