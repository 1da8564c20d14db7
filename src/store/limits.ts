/** How much the page takes in at once; what is longer is refused with a message, and what stood there stays. */

/** The knobs of the sampler: their bounds on sliders and in addresses, and where they stand at first. */
export const samplingKnobs = {
  temperature: { min: 0, max: 2, step: 0.05, initial: 0.7 },
  topK: { min: 0, max: 50, step: 1, initial: 0 },
  topP: { min: 0.05, max: 1, step: 0.05, initial: 1 },
} as const;

/** Characters of a prompt; far more than any context holds. */
export const maxPromptCharacters = 2000;
/** Bytes of a checkpoint file. */
export const maxFileBytes = 50 * 1024 * 1024;
/** Tokens of one answer; the context ends it sooner. */
export const maxNewTokens = 96;
