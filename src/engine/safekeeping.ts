/**
 * Copies of the weights, to go back to when training runs away. The loss of a step judges the weights before it, so a copy counts as good
 * only once a step after it has come out finite.
 */
import { disposeModel, type Model } from '../llm/model.ts';
import { copyOf } from './lineage.ts';

const copyEverySteps = 10;

interface Reached {
  step: number;
  tokens: number;
}

/** The first copy is made at once. */
export function createSafekeeping(model: Model, { step, tokens }: Reached) {
  type Copy = Reached & { model: Model };
  let good: Copy = { step, tokens, model: copyOf(model) };
  let unproven: Copy | undefined;
  return {
    /**
     * To be called after every step that came out finite.
     * @param weightsStep the step that the weights have reached; ahead of the one reported where several are under way
     */
    note({ step, tokens }: Reached, weightsStep: number): void {
      if (unproven && step > unproven.step) {
        disposeModel(good.model);
        good = unproven;
        unproven = undefined;
      }
      if (step % copyEverySteps === 0) unproven ??= { step: weightsStep, tokens, model: copyOf(model) };
      if (step === unproven?.step) unproven.tokens = tokens;
    },
    restore(): Reached {
      for (const [name, parameter] of Object.entries(model.parameters)) {
        const kept = good.model.parameters[name];
        if (kept) parameter.assign(kept);
      }
      return good;
    },
    dispose(): void {
      disposeModel(good.model);
      if (unproven) disposeModel(unproven.model);
    },
  };
}
