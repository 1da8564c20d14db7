/** How large a step is: what a stage multiplies its peak learning rates by, as a function of the step. */
import type { PretrainConfig } from './config.ts';

/** So much of the steps is made at the full rate. */
export const heldShare = 0.4;

/** Warm up linearly, hold until 40% of the steps, then fall linearly to 5%. @returns the factor for a 0-based step */
export function trapezoid(steps: number, warmupSteps: number): (step: number) => number {
  return (step) => {
    const warmup = Math.min(1, (step + 1) / warmupSteps);
    const decay = step < heldShare * steps ? 1 : 0.05 + (0.95 * (steps - step)) / ((1 - heldShare) * steps);
    return warmup * decay;
  };
}

/** The schedule of reading, for a 0-based step; once all steps are made it stays where it ended. */
export function readingSchedule({ steps, warmupSteps }: PretrainConfig): (step: number) => number {
  const schedule = trapezoid(steps, warmupSteps);
  return (step) => schedule(Math.min(step, steps - 1));
}

/** What the reader may multiply it by while it runs. */
export const rateFactors = { min: 1 / 4, max: 32 } as const;

/** The nearest factor that is allowed; 1 for what is no number. */
export const nearestRateFactor = (factor: number): number =>
  Number.isFinite(factor) ? Math.min(rateFactors.max, Math.max(rateFactors.min, factor)) : 1;
