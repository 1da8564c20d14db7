/** Where a model in reading stands, told by measurements: its loss on unread pages against what mere counting would reach there. */
import type { Baselines } from '../../llm/baselines.ts';
import type { State } from '../../store/pageState.ts';
import { copybookStepsOf } from '../../store/selectors.ts';

/**
 * `copying` practice before the first page; then `noise`, `common` (it does better than knowing how common each token is), `context` (better
 * than knowing which follows which: it uses more than the token before).
 */
export type Phase = 'copying' | 'noise' | 'common' | 'context';

export function phaseOf(step: number, copybookSteps: number, heldLoss: number, { unigram, bigram }: Baselines): Phase {
  if (step <= copybookSteps) return 'copying';
  if (heldLoss >= unigram) return 'noise';
  return heldLoss >= bigram ? 'common' : 'context';
}

/** Of the run in this tab, by its newest measurement; undefined before there is one. */
export function phaseNow({ school, runs }: State): { phase: Phase; step: number; heldLoss: number } | undefined {
  const measured = runs.pretrain?.held.at(-1);
  if (!school || !measured || !runs.pretrain) return undefined;
  const phase = phaseOf(runs.pretrain.step, copybookStepsOf(school), measured.valLoss, school.baselines);
  return { phase, step: measured.step, heldLoss: measured.valLoss };
}
