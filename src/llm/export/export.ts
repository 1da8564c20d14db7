/** A checkpoint as a file to take home, in one of three formats, and the two of them that can be brought back. */
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, maxCheckpointBytes } from '../checkpoint.ts';
import { SchoolError } from '../errors.ts';
import type { Gate } from '../reports.ts';
import { isArchive } from './archive.ts';
import type { ExportFormat } from './formats.ts';
import { encodeGguf } from './gguf.ts';
import { decodeHuggingFace, encodeHuggingFace } from './huggingFace.ts';

const extensions: Record<ExportFormat, string> = { schoolbook: 'bin', huggingface: 'zip', gguf: 'gguf' };

/**
 * The same checkpoint gives the same bytes, always.
 * @param gates what the checkpoint was examined on, for the model card
 * @throws SchoolError 'checkpointMismatch' when the parameters do not fit the configuration, 'fileTooLarge', 'notANumber'
 */
export function exportModel(
  checkpoint: Checkpoint,
  format: ExportFormat,
  gates: readonly Gate[] = [],
): { fileName: string; bytes: Uint8Array } {
  const { language, preset, seed, stage } = checkpoint;
  const name = `schoolbook-${language}-${preset}-${seed}-${stage}`;
  const fileName = `${name}.${extensions[format]}`;
  switch (format) {
    case 'schoolbook':
      return { fileName, bytes: encodeCheckpoint(checkpoint, 'float32') };
    case 'huggingface':
      return { fileName, bytes: encodeHuggingFace(checkpoint, name, gates) };
    case 'gguf':
      return { fileName, bytes: encodeGguf(checkpoint, name) };
    default: {
      const unknown: never = format;
      throw new Error(`no such format: ${unknown}`);
    }
  }
}

/**
 * Our own file, or the archive of a Hugging Face folder that we wrote.
 * @throws SchoolError those of `decodeCheckpoint` and `decodeHuggingFace`
 */
export async function importModel(bytes: Uint8Array): Promise<Checkpoint> {
  if (bytes.length > maxCheckpointBytes) {
    throw new SchoolError('fileTooLarge', { bytes: bytes.length, maxBytes: maxCheckpointBytes });
  }
  return isArchive(bytes) ? decodeHuggingFace(bytes) : decodeCheckpoint(bytes);
}
