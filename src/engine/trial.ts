/** How fast a backend trains: a few real steps, timed. */
import type { ModelConfig } from '../llm/config.ts';
import type { Batch } from '../llm/dataset.ts';
import { createModel, disposeModel } from '../llm/model.ts';
import { createOptimizer } from '../llm/optimizer.ts';
import { createRandom } from '../llm/random.ts';
import { createTrainer } from '../llm/trainer.ts';
import { createRecorder } from './capture.ts';

/** Long enough to tell two backends apart, short enough to wait for. */
const enoughMs = 300;
const maxSteps = 20;
const stepsAhead = 4;

/** @returns milliseconds a step of pretraining takes on the active backend; the first, in which programs are compiled, not counted */
export async function timeStep(config: ModelConfig, batchSize: number, nowMs: () => number): Promise<number> {
  const model = createModel(config, createRandom('trial'));
  const optimizer = createOptimizer(model, { muonLearningRate: 0.02, adamLearningRate: 4e-3, weightDecay: 0 });
  const trainer = createTrainer(model, optimizer, createRecorder());
  trainer.flow.depth = stepsAhead;
  const batch = anyBatch(config, batchSize);
  const plan = () => ({ batch, scale: 1 });
  const steps = trainer.steps({ from: 1, to: maxSteps, maxGradNorm: 1, plan, landsAt: (step) => step === 1 });
  let begunMs = nowMs();
  let stepMs = Number.POSITIVE_INFINITY;
  try {
    for await (const { step } of steps) {
      const passedMs = nowMs() - begunMs;
      if (step === 1) begunMs = nowMs();
      else stepMs = passedMs / (step - 1);
      if (step > 1 && passedMs > enoughMs) break;
    }
  } finally {
    trainer.dispose();
    disposeModel(model);
  }
  return stepMs;
}

/** Random tokens, all of the same weight. */
export function anyBatch({ contextLength: length, vocabSize }: ModelConfig, rows: number): Batch {
  const rng = createRandom('trial');
  const draw = () => Int32Array.from({ length: rows * length }, () => rng.int(vocabSize));
  const weights = new Float32Array(rows * length).fill(1 / (rows * length));
  return { inputs: draw(), targets: draw(), weights, rows, length };
}
