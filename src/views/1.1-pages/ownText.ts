/** The reader's own text on its way to the engine, which makes documents of it. */
import { maxOwnBytes } from '../../llm/ownText.ts';
import { actions } from '../../store/page.ts';
import { defineSlice } from '../../store/slice.ts';

export const pastedText = defineSlice('1.1/pasted', '');
/** How large the files were that were too large. */
export const refusedBytes = defineSlice<number | undefined>('1.1/refusedBytes', undefined);
export const ownSlot = '1.1/own';

export const readPasted = (text: string): void => ask([{ name: 'pasted.txt', bytes: new TextEncoder().encode(text) }]);

/** Files that are too large together are refused unread. */
export async function readFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > maxOwnBytes) {
    actions.setSlice(refusedBytes, size);
    return;
  }
  const read = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  ask(read);
}

function ask(files: { name: string; bytes: Uint8Array }[]): void {
  actions.setSlice(refusedBytes, undefined);
  actions.ask(ownSlot, { name: 'ownText', asked: { files } });
}
