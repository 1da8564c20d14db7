/**
 * Stage 1, reading: predict the next token of random windows of the corpus. Nothing is labeled; every position is an exercise. The first
 * steps practice copying alone; then comes the corpus, with a little copying beside it.
 */
import { encodeRaw } from './chat.ts';
import type { Completion } from './completion.ts';
import type { PretrainConfig } from './config.ts';
import { alphabetOf, readingParts } from './copybook.ts';
import type { Safepoint } from './errors.ts';
import { generate } from './generate.ts';
import { joinBatches, meanLoss } from './loss.ts';
import type { Model } from './model.ts';
import type { Random } from './random.ts';
import type { PretrainReport } from './reports.ts';
import { trapezoid } from './schedule.ts';
import { specialId, type Tokenizer, takeUp } from './tokenizer.ts';
import { type PlannedStep, type Trainer, unlessHalted } from './trainer.ts';

export interface PretrainContext {
  model: Model;
  trainer: Trainer;
  tokenizer: Tokenizer;
  trainIds: Int32Array;
  heldIds: Int32Array;
  config: PretrainConfig;
  /** Each step draws from a fork of its own, so a resumed run continues as if it had not stopped. */
  rng: Random;
  /** Steps already done. */
  startStep: number;
  safepoint?: Safepoint;
}

/** Most changes at first, from noise to letters and words: steps looked at besides every `evalEverySteps`th. */
const earlyLooks = [1, 50];

export async function* pretrain(context: PretrainContext): AsyncGenerator<PretrainReport, void> {
  const { model, trainer, config, rng } = context;
  const { contextLength } = model.config;
  const alphabet = alphabetOf(context.trainIds, context.tokenizer);
  const schedule = trapezoid(config.steps, config.warmupSteps);
  const isLookedAt = (step: number) =>
    earlyLooks.includes(step) || step % config.evalEverySteps === 0 || step === config.steps;
  const plan = (step: number): PlannedStep => {
    const rows = {
      all: config.batchSize,
      copybook: step <= config.copybookSteps ? config.batchSize : config.copybookRows,
    };
    const parts = readingParts(context.trainIds, alphabet, rows, contextLength, rng.fork(`step ${step}`));
    return { batch: joinBatches(parts), scale: schedule(step - 1) };
  };
  const steps = trainer.steps({
    from: context.startStep + 1,
    to: config.steps,
    maxGradNorm: config.maxGradNorm,
    plan,
    landsAt: isLookedAt,
  });
  for await (const { step, scale, loss, gradNorm } of steps) {
    const report: PretrainReport = {
      stage: 'pretrain',
      step,
      steps: config.steps,
      loss,
      learningRate: config.muonLearningRate * scale,
      gradNorm,
      tokens: step * config.batchSize * contextLength,
    };
    if (isLookedAt(step)) {
      await unlessHalted(async () => {
        report.valLoss = await meanLoss(model, context.heldIds, context.safepoint);
        Object.assign(report, await writeFreely(context, rng.fork(`sample ${step}`)));
      });
    }
    yield report;
  }
}

const nothing: Completion = { tokenIds: [], logprobs: [], isFinished: false };

/** What the model writes when it is given nothing but the start of a page. */
async function writeFreely(
  { model, tokenizer, safepoint }: Pick<PretrainContext, 'model' | 'tokenizer' | 'safepoint'>,
  rng: Random,
): Promise<Required<Pick<PretrainReport, 'sample' | 'sampleTokens'>>> {
  const endOfText = specialId('<|endoftext|>');
  const [{ tokenIds, logprobs } = nothing] = await generate(model, [encodeRaw(tokenizer, '')], {
    maxNewTokens: 40,
    stopTokenIds: [endOfText],
    sampling: { temperature: 0.8, topK: 0, topP: 1 },
    rng,
    safepoint,
  });
  const sample = takeUp(tokenizer.decode(tokenIds.filter((id) => id !== endOfText)));
  return { sample, sampleTokens: { tokenIds, logprobs } };
}
