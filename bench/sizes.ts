/** What every engine is given to do: the same model shapes and the same tokens. */

export interface Size {
  nLayer: number;
  nHead: number;
  nEmbd: number;
  contextLength: number;
  vocabSize: number;
  /** Sequences of a training batch. */
  rows: number;
}

export const sizes = {
  S: { nLayer: 2, nHead: 4, nEmbd: 64, contextLength: 64, vocabSize: 256, rows: 16 },
  M: { nLayer: 4, nHead: 4, nEmbd: 128, contextLength: 128, vocabSize: 512, rows: 16 },
  course: { nLayer: 3, nHead: 2, nEmbd: 96, contextLength: 128, vocabSize: 512, rows: 14 },
} satisfies Record<string, Size>;

export type SizeName = keyof typeof sizes;

/** Every engine trains with Adam at this rate, on one batch again and again. */
export const learningRate = 1e-3;

/** Tokens of generation: the prompt's, and how many are written after it. */
export const promptTokens = 8;
export const newTokens = 64;

/** Token ids of a training batch, (rows, T) row by row; the targets are the inputs one position later. */
export function batchOf({ rows, contextLength, vocabSize }: Size): { inputs: Int32Array; targets: Int32Array } {
  let state = 1;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % vocabSize;
  };
  const stream = Int32Array.from({ length: rows * (contextLength + 1) }, draw);
  const part = (offset: number): Int32Array =>
    Int32Array.from({ length: rows * contextLength }, (_, i) => {
      const row = Math.floor(i / contextLength);
      return stream[row * (contextLength + 1) + (i % contextLength) + offset] as number;
    });
  return { inputs: part(0), targets: part(1) };
}

/** Floating-point operations of one training step: matrix products forward and backward, attention over the causal half only. */
export function trainFlops({ nLayer, nEmbd: C, contextLength: T, vocabSize: V, rows }: Size): number {
  const tokens = rows * T;
  return 6 * tokens * (nLayer * 12 * C * C + V * C) + 6 * tokens * nLayer * T * C;
}
