// @ts-check
/**
 * Rewrites a WebAssembly binary so that its memory, defined or imported, is one that threads can share: a flag in its limits
 * (WebAssembly specification, "Binary Format", limits; threads proposal).
 */

/** 1 GiB, in pages of 64 KiB. Some engines set all of a shared memory's address space aside at once, and refuse 4 GiB. */
export const sharedPages = 16_384;

const sections = { import: 2, memory: 5 };
const imports = { function: 0, memory: 2 };
const hasMaximum = 1;
const isShared = 2;

/**
 * @param {Uint8Array} original
 * @returns {Uint8Array} of the same length
 * @throws Error when there is not exactly one memory, with a largest size
 */
export function shareMemory(original) {
  const bytes = Uint8Array.from(original);
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  let found = 0;
  const shareLimits = () => {
    if (bytes[at] !== hasMaximum) throw new Error('a memory without a largest size, or shared already');
    bytes[at++] = hasMaximum | isShared;
    number();
    const start = at;
    number();
    // The number is written as long as the one before it: continued bytes, then the last one.
    for (let value = sharedPages, i = start; i < at; i++, value >>= 7) {
      bytes[i] = (value & 127) | (i < at - 1 ? 128 : 0);
    }
    found++;
  };
  const skipName = () => {
    const length = number();
    at += length;
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const size = number();
    const end = at + size;
    if (section === sections.memory) {
      for (let count = number(); count > 0; count--) shareLimits();
    } else if (section === sections.import) {
      for (let count = number(); count > 0; count--) {
        skipName();
        skipName();
        const kind = bytes[at++];
        if (kind === imports.memory) shareLimits();
        else if (kind === imports.function) number();
        else throw new Error(`an import of kind ${kind}`);
      }
    }
    at = end;
  }
  if (found !== 1) throw new Error(`${found} memories`);
  return bytes;
}
