/** What a measured engine can do; the same in Node, in a page and in Python (torch_engine.py speaks it as lines of JSON). */
import type { SizeName } from './sizes.ts';

export interface BenchEngine {
  /** Makes the model and the batch of a size, in place of those before. */
  setup(size: SizeName): Promise<void>;
  /** Trains on, for so many steps. @returns the time of each, and the loss before the last update */
  train(steps: number): Promise<{ ms: number[]; loss: number }>;
  /** Writes `newTokens` tokens after each of so many prompts. @returns the time of it all */
  generate?(rows: number): Promise<{ ms: number }>;
  /** What is in use, by metric: tensors, buffers, bytes. */
  counts?(): Promise<Record<string, number>>;
  /** What a step of the last call to `train` took, by metric: dispatches, submits. */
  perStep?(): Promise<Record<string, number>>;
  /** Billions of floating-point operations a second in single kernels. */
  kernels?(): Promise<Record<string, number>>;
}

/** A call of one of the functions above, and its answer, as messages. */
export interface Call {
  id: number;
  name: keyof BenchEngine;
  argument?: number | SizeName;
}

export type Answer = { id: number; value: unknown } | { id: number; error: string };

/** Answers one call. */
export async function answer(engine: BenchEngine, { id, name, argument }: Call): Promise<Answer> {
  try {
    const method = engine[name] as ((argument: unknown) => Promise<unknown>) | undefined;
    if (!method) return { id, error: `this engine has no ${name}` };
    return { id, value: (await method.call(engine, argument)) ?? null };
  } catch (error) {
    return { id, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
}
