/**
 * Stage 1, reading: predict the next token of random windows of the corpus. Nothing is labeled; every position is an exercise. The first
 * steps practice copying alone; then comes the corpus, with a little copying beside it.
 */
import { encodeRaw } from './chat.ts';
import type { PretrainConfig } from './config.ts';
import { alphabetOf, readingParts } from './copybook.ts';
import { generate } from './generate.ts';
import { joinBatches, meanLoss, trainOn } from './loss.ts';
import type { Model } from './model.ts';
import { type Optimizer, trapezoid } from './optimizer.ts';
import type { Random } from './random.ts';
import type { PretrainReport } from './reports.ts';
import { specialId, type Tokenizer, takeUp } from './tokenizer.ts';

export interface PretrainContext {
  model: Model;
  optimizer: Optimizer;
  tokenizer: Tokenizer;
  trainIds: Int32Array;
  heldIds: Int32Array;
  config: PretrainConfig;
  /** Each step draws from a fork of its own, so a resumed run continues as if it had not stopped. */
  rng: Random;
  /** Steps already done. */
  startStep: number;
}

export async function* pretrain(context: PretrainContext): AsyncGenerator<PretrainReport, void> {
  const { model, optimizer, config, rng } = context;
  const { contextLength } = model.config;
  const alphabet = alphabetOf(context.trainIds, context.tokenizer);
  const schedule = trapezoid(config.steps, config.warmupSteps);
  for (let step = context.startStep + 1; step <= config.steps; step++) {
    const scale = schedule(step - 1);
    const rows = {
      all: config.batchSize,
      copybook: step <= config.copybookSteps ? config.batchSize : config.copybookRows,
    };
    const parts = readingParts(context.trainIds, alphabet, rows, contextLength, rng.fork(`step ${step}`));
    const { loss, gradNorm } = await trainOn(model, optimizer, joinBatches(parts), {
      step,
      scale,
      maxGradNorm: config.maxGradNorm,
    });
    const report: PretrainReport = {
      stage: 'pretrain',
      step,
      steps: config.steps,
      loss,
      learningRate: config.muonLearningRate * scale,
      gradNorm,
      tokens: step * config.batchSize * contextLength,
    };
    if (step === 1 || step % config.evalEverySteps === 0 || step === config.steps) {
      report.valLoss = await meanLoss(model, context.heldIds);
      report.sample = await writeFreely(model, context.tokenizer, rng.fork(`sample ${step}`));
    }
    yield report;
  }
}

/** What the model writes when it is given nothing but the start of a page. */
export async function writeFreely(model: Model, tokenizer: Tokenizer, rng: Random): Promise<string> {
  const endOfText = specialId('<|endoftext|>');
  const [completion] = await generate(model, [encodeRaw(tokenizer, '')], {
    maxNewTokens: 40,
    stopTokenIds: [endOfText],
    sampling: { temperature: 0.8, topK: 0, topP: 1 },
    rng,
  });
  return takeUp(tokenizer.decode((completion?.tokenIds ?? []).filter((id) => id !== endOfText)));
}
