/**
 * Optimization steps, one after the other: on a device that works beside us several are handed over before the figures of the
 * first have come back, so that it never waits for us. Where steps can be recorded they are; elsewhere each is computed on the spot.
 */
import type { Batch } from './dataset.ts';
import { Halted, type Safepoint } from './errors.ts';
import { trainOn } from './loss.ts';
import type { Model } from './model.ts';
import { activeRecorder } from './ops/recording.ts';
import type { Optimizer, StepPlace, Update } from './optimizer.ts';
import { createRecordedParts } from './recordedParts.ts';
import { createRecordedSteps } from './recordedSteps.ts';

/** What is under way, and how much may be. Whoever runs a stage steers it with this; see `steps`. */
export interface Flow {
  /** The last step handed over: whose outcome the model's weights are, or will be by the time anything else reads them. */
  step: number;
  /** Steps handed over whose figures have not come back. */
  underWay: number;
  /** At most so many. */
  depth: number;
  /** To be set before a stop: one step at a time, and no new one before the others have come back. */
  isSingle: boolean;
  /** The reader's own factor on the schedule, for whatever is handed over from now on; 1 leaves it as it is. */
  rateFactor: number;
  /** Awaited by all the work of a stage: whoever steers holds it up here, or ends it. */
  safepoint: Safepoint;
}

export interface PlannedStep {
  batch: Batch;
  /** Of the peak learning rates. */
  scale: number;
}

export interface Trainer {
  flow: Flow;
  /** One step, waited for. */
  trainOn(batch: Batch, at: StepPlace): Promise<Update>;
  /**
   * Steps `from` to `to`, in order, each with its figures.
   * @param landsAt steps after which nothing is handed over before their figures have been consumed: the weights are then theirs
   */
  steps(options: {
    from: number;
    to: number;
    maxGradNorm: number;
    plan(step: number): PlannedStep;
    landsAt(step: number): boolean;
  }): AsyncGenerator<PlannedStep & Update & { step: number }, void>;
  dispose(): void;
}

/** @param recorder undefined where nothing can be recorded */
export function createTrainer(model: Model, optimizer: Optimizer, recorder = activeRecorder()): Trainer {
  const flow: Flow = { step: 0, underWay: 0, depth: 1, isSingle: false, rateFactor: 1, safepoint: async () => {} };
  const recordedSteps = recorder && !recorder.isImmediate ? createRecordedSteps(model, optimizer, recorder) : undefined;
  const recordedParts = recorder?.isImmediate ? createRecordedParts(model, recorder) : undefined;

  /** Hands a step over; unless it is under way when this settles, it is done. */
  async function begin(batch: Batch, at: StepPlace): Promise<{ figures: Promise<Update>; isUnderWay: boolean }> {
    const begun = await recordedSteps?.begin(batch, at);
    // The second update of an iteration can be held up, but not ended: the weights are on their way from one step to the next.
    const isMidway = at.step === flow.step;
    const safepoint = () => (isMidway ? unlessHalted(flow.safepoint) : flow.safepoint());
    const spot = () => trainOn(model, optimizer, batch, at, safepoint, recordedParts);
    const figures = begun?.figures ?? Promise.resolve(await spot());
    flow.step = at.step;
    return { figures, isUnderWay: begun !== undefined };
  }

  return {
    flow,
    trainOn: async (batch, at) => (await begin(batch, at)).figures,
    async *steps({ from, to, maxGradNorm, plan, landsAt }) {
      const queue: { step: number; planned: PlannedStep; figures: Promise<Update> }[] = [];
      let isLanding = false;
      try {
        for (let step = from; step <= to || queue.length > 0; ) {
          const room = flow.isSingle ? 1 : flow.depth;
          if (step <= to && queue.length < room && !(isLanding && queue.length > 0)) {
            const { batch, scale: scheduled } = plan(step);
            const planned = { batch, scale: scheduled * flow.rateFactor };
            const { figures, isUnderWay } = await begin(batch, { step, scale: planned.scale, maxGradNorm });
            // Whoever is not waiting for them any more must not be troubled by their failure.
            figures.catch(() => {});
            queue.push({ step, planned, figures });
            isLanding = !isUnderWay || landsAt(step);
            step++;
            flow.underWay = queue.length;
            continue;
          }
          const next = queue.shift() as (typeof queue)[number];
          const figures = await next.figures;
          flow.underWay = queue.length;
          yield { step: next.step, ...next.planned, ...figures };
        }
      } finally {
        await Promise.allSettled(queue.map(({ figures }) => figures));
        flow.underWay = 0;
      }
    },
    dispose() {
      recordedParts?.dispose();
      recordedSteps?.dispose();
      optimizer.dispose();
    },
  };
}

/** For what comes after a step, which is done in any case: when the stage is to end meanwhile, the rest of this is left out. */
export async function unlessHalted(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
  }
}
