/** The learning rate of reading over its steps: as the plan has it, and at the reader's factor. */
import { heldShare, readingSchedule } from '../../llm/schedule.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { readingOf } from '../../store/selectors.ts';

export interface RatePoint {
  /** 1-based. */
  step: number;
  learningRate: number;
}

/** Where the plan turns: warmed up, still held, at its end. In order; of the matrices, as all reports are. */
export function turnsOf(school: OpenedSchool): { warm: RatePoint; held: RatePoint; last: RatePoint } {
  const { steps, warmupSteps } = readingOf(school);
  const at = (step: number): RatePoint => ({ step, learningRate: plannedRate(school, step) });
  const warm = Math.min(steps, warmupSteps);
  return {
    warm: at(warm),
    held: at(Math.min(steps, Math.max(warm, Math.floor(heldShare * steps) + 1))),
    last: at(steps),
  };
}

/** The learning rate of a step as the plan has it. */
export function plannedRate(school: OpenedSchool, step: number): number {
  const reading = readingOf(school);
  return reading.muonLearningRate * readingSchedule(reading)(step - 1);
}

/** The steps to come as far as the last, those at which the plan turns among them: between two of these it is a straight line. */
export function ratesToCome(school: OpenedSchool, from: number, factor: number): RatePoint[] {
  const { warm, held, last } = turnsOf(school);
  const steps = [...new Set([from, warm.step, held.step, last.step])].filter(
    (step) => step >= from && step <= last.step,
  );
  return steps.sort((a, b) => a - b).map((step) => ({ step, learningRate: factor * plannedRate(school, step) }));
}
