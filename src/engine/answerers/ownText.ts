/** The reader's own files as documents, which stay on this machine like everything else. */
import { maxOwnCharacters, readOwnFile } from '../../llm/ownText.ts';
import type { Answer } from '../protocol.ts';
import type { Answerer } from './answerer.ts';

/** @throws SchoolError those of `readOwnFile`, for the first file that cannot be read */
export const ownText: Answerer<'ownText'> = async function* ({ files }) {
  const read: Answer<'ownText'> = { documents: [], characters: 0, isCut: false, skippedLines: 0 };
  for (const { name, bytes } of files) {
    const { documents, isCut, skippedLines } = readOwnFile(name, bytes);
    read.skippedLines += skippedLines;
    read.isCut ||= isCut;
    for (const document of documents) {
      if (read.characters + document.length > maxOwnCharacters) {
        read.isCut = true;
        break;
      }
      read.documents.push(document);
      read.characters += document.length;
    }
  }
  yield read;
};
