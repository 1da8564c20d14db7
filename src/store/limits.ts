/** How much the page takes in at once; what is longer is refused with a message, and what stood there stays. */

/** Characters of a prompt; far more than any context holds. */
export const maxPromptCharacters = 2000;
/** Characters shown as tokens. */
export const maxTokenizedCharacters = 4000;
/** Bytes of a checkpoint file. */
export const maxFileBytes = 50 * 1024 * 1024;
/** Tokens of one answer; the context ends it sooner. */
export const maxNewTokens = 96;
