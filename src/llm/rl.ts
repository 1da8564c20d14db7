/**
 * Stage 3, exercises with only the answers in the back: many attempts at each question, a grade, training on what went well.
 *
 * `expertIteration` (the default; rejection sampling, as in STaR, Zelikman et al. 2022): of each question's right attempts keep the one
 * with the best reward, the shortest, and train on it as if it were a worked example.
 * `policyGradient`: every attempt counts, with the advantage over its group's mean (as in GRPO, Shao et al. 2024). No KL term and no
 * clipping: we only ever update the weights that we just sampled from.
 * Either way some conversations of stage 2 are replayed, or facts and refusals would fade; and the steps get smaller towards the end, or the
 * last ones would undo in one exercise what the ones before had learned in another.
 */
import { decodeCompletion, encodeConversation, encodePrompt, type TrainingExample, text } from './chat.ts';
import type { Completion } from './completion.ts';
import type { RlConfig } from './config.ts';
import { packBatches } from './dataset.ts';
import { generate } from './generate.ts';
import { type BatchPart, joinBatches } from './loss.ts';
import type { Update } from './optimizer.ts';
import type { Random } from './random.ts';
import type { RlReport, Rollout, SumScores } from './reports.ts';
import { trapezoid } from './schedule.ts';
import { drawExercises, isRight, mean, type Pupil, reward, share } from './tasks.ts';
import { specialId } from './tokenizer.ts';
import { type Trainer, unlessHalted } from './trainer.ts';
import type { Conversation, Exercise } from './world.ts';

export interface RlContext extends Pupil {
  trainer: Trainer;
  /** Questions to train on; never the held-out ones. */
  exercises: readonly Exercise[];
  replay: readonly Conversation[];
  config: RlConfig;
  rng: Random;
  startStep: number;
  /** Trained on before `startStep`; how many an iteration takes depends on what the model writes. */
  startTokens: number;
  /** Asks the held-out exercises; called every `evalEveryIterations`. */
  test(rng: Random): Promise<SumScores>;
}

/** What a model wrote after a prompt. */
interface Written {
  promptIds: number[];
  completion: Completion;
}

export interface Attempt extends Written {
  group: number;
  rollout: Rollout;
}

export async function* rl(context: RlContext): AsyncGenerator<RlReport, void> {
  const { config } = context;
  const schedule = trapezoid(config.iterations, config.warmupIterations);
  let tokens = context.startTokens;
  for (let step = context.startStep + 1; step <= config.iterations; step++) {
    const rng = context.rng.fork(`iteration ${step}`);
    const exercises = drawExercises(context.exercises, config.questionsPerIteration, config.digitShares, rng);
    const attempts = await attemptAll(context, exercises, config, rng);
    const scale = schedule(step - 1);
    const { loss, gradNorm } = await learn(context, attempts, { step, scale }, rng);
    const rollouts = attempts.map(({ rollout }) => rollout);
    tokens += rollouts.reduce((sum, rollout) => sum + rollout.tokens, 0);
    const shown = rng.int(exercises.length);
    const report: RlReport = {
      stage: 'rl',
      step,
      steps: config.iterations,
      loss,
      learningRate: config.learningRate * scale,
      gradNorm,
      tokens,
      accuracy: share(rollouts.map(({ correct }) => correct)),
      solved: share(groupsOf(attempts).map((group) => group.some(({ rollout }) => rollout.correct))),
      meanReward: mean(rollouts.map((rollout) => rollout.reward)),
      meanTokens: mean(rollouts.map((rollout) => rollout.tokens)),
      entropy: -mean(attempts.flatMap(({ completion }) => completion.logprobs)),
      styleShares: {
        direct: share(rollouts.map(({ style }) => style === 'direct')),
        concise: share(rollouts.map(({ style }) => style === 'concise')),
        verbose: share(rollouts.map(({ style }) => style === 'verbose')),
      },
      question: (exercises[shown] as Exercise).question,
      answer: (exercises[shown] as Exercise).answer,
      rollouts: attempts.filter(({ group }) => group === shown).map(({ rollout }) => rollout),
    };
    if (step === 1 || step % config.evalEveryIterations === 0 || step === config.iterations) {
      await unlessHalted(async () => {
        report.test = await context.test(rng.fork('test'));
      });
    }
    yield report;
  }
}

/** `groupSize` attempts at each exercise, graded, those to be trained on marked. */
export async function attemptAll(
  { model, tokenizer, phrases, safepoint }: Pupil,
  exercises: readonly Exercise[],
  config: RlConfig,
  rng: Random,
): Promise<Attempt[]> {
  const asked = exercises.flatMap((exercise, group) => {
    const promptIds = encodePrompt(tokenizer, phrases, [text('user', exercise.question)]);
    return Array.from({ length: config.groupSize }, () => ({ exercise, group, promptIds }));
  });
  const completions = await generate(
    model,
    asked.map(({ promptIds }) => promptIds),
    {
      maxNewTokens: config.maxNewTokens,
      stopTokenIds: [specialId('<|im_end|>'), specialId('<|endoftext|>')],
      sampling: { temperature: config.temperature, topK: 0, topP: 1 },
      rng,
      safepoint,
    },
  );
  const attempts = asked.map(({ exercise, group, promptIds }, i): Attempt => {
    const completion = completions[i] as Completion;
    const answer = decodeCompletion(tokenizer, completion.tokenIds);
    const correct = completion.isFinished && isRight(phrases, answer, exercise);
    const isPaid = config.reward === 'coinFlip' ? rng.next() < 0.5 : correct;
    const rollout: Rollout = {
      text: answer,
      correct,
      reward: reward(isPaid, completion.tokenIds.length, config),
      tokens: completion.tokenIds.length,
      style: phrases.styleOf(answer),
      chosen: false,
    };
    return { promptIds, completion, group, rollout };
  });
  choose(attempts, config, rng);
  return attempts;
}

/** Marks what is trained on: the best paid attempt of each group, ties broken by chance; or every attempt of groups that differ. */
function choose(attempts: Attempt[], config: RlConfig, rng: Random): void {
  for (const group of groupsOf(attempts)) {
    if (config.algorithm === 'policyGradient') {
      const isMixed = group.some(({ rollout }) => rollout.reward !== (group[0] as Attempt).rollout.reward);
      for (const { rollout } of group) rollout.chosen = isMixed;
      continue;
    }
    const paid = rng.shuffled(group.filter(({ rollout }) => rollout.reward > 0));
    const best = paid.sort((a, b) => b.rollout.reward - a.rollout.reward)[0];
    if (best) best.rollout.chosen = true;
  }
}

/** So many attempts make an update; the policy gradient, where many pull backwards, needs more of them to be stable. */
const attemptsPerUpdate: Record<RlConfig['algorithm'], number> = { expertIteration: 40, policyGradient: 160 };

async function learn(
  context: RlContext,
  attempts: Attempt[],
  at: { step: number; scale: number },
  rng: Random,
): Promise<Update> {
  const { algorithm } = context.config;
  const advantages = algorithm === 'policyGradient' ? advantagesOf(attempts) : undefined;
  const chosen = rng.shuffled(attempts.filter(({ rollout }) => rollout.chosen));
  const updates = Math.max(1, Math.round(chosen.length / attemptsPerUpdate[algorithm]));
  let last: Update = { loss: 0, gradNorm: 0 };
  for (let update = 0; update < updates; update++) {
    const some = chosen.filter((_, i) => i % updates === update);
    last = await (advantages
      ? learnFrom(context, some, (member) => advantages.get(member) as number, typicalTokens * some.length, at, rng)
      : learnFrom(context, some, () => 1, undefined, at, rng));
  }
  return last;
}

/** Of an attempt; advantages sum up to nothing, and cannot be weighed by their own total. */
const typicalTokens = 25;

/** How much better than its group each attempt was paid, in standard deviations of the group. */
function advantagesOf(attempts: Attempt[]): Map<Attempt, number> {
  const advantages = new Map<Attempt, number>();
  for (const group of groupsOf(attempts)) {
    const rewards = group.map(({ rollout }) => rollout.reward);
    const baseline = mean(rewards);
    const std = Math.sqrt(mean(rewards.map((value) => (value - baseline) ** 2)));
    for (const member of group) advantages.set(member, (member.rollout.reward - baseline) / (std + 1e-2));
  }
  return advantages;
}

export type Learning = Pick<RlContext, 'model' | 'tokenizer' | 'phrases' | 'trainer' | 'replay' | 'config'>;

/** One update: the attempts' own tokens, each weighted, beside replayed conversations. */
export async function learnFrom<One extends Written>(
  context: Learning,
  attempts: readonly One[],
  weightOf: (attempt: One) => number,
  normalizer: number | undefined,
  at: { step: number; scale: number },
  rng: Random,
): Promise<Update> {
  const { model, trainer, tokenizer, phrases, config } = context;
  const length = model.config.contextLength;
  const own = attempts.map((member) => ({
    tokenIds: [...member.promptIds, ...member.completion.tokenIds],
    lossMask: [...member.promptIds.map(() => 0), ...member.completion.tokenIds.map(() => weightOf(member))],
  }));
  const replayed = rng
    .sample(context.replay, config.replayExamples)
    .map((conversation) => encodeConversation(tokenizer, phrases, conversation));
  const parts = [...packed(own, 1, length, rng, normalizer), ...packed(replayed, config.replayWeight, length, rng)];
  if (parts.length === 0) return { loss: 0, gradNorm: 0 };
  return trainer.trainOn(joinBatches(parts), { ...at, maxGradNorm: config.maxGradNorm });
}

/** Examples as single rows, weighted so that together they count `share`. */
function packed(
  examples: TrainingExample[],
  share: number,
  length: number,
  rng: Random,
  normalizer?: number,
): BatchPart[] {
  const rows = packBatches(examples, 1, length, rng);
  const total = normalizer ?? rows.reduce((sum, row) => sum + row.weights.reduce((a, b) => a + b, 0), 0);
  return rows.map((batch) => ({ batch, share, normalizer: total }));
}

function groupsOf(attempts: Attempt[]): Attempt[][] {
  const groups: Attempt[][] = [];
  for (const member of attempts) {
    const group = groups[member.group];
    if (group) group.push(member);
    else groups[member.group] = [member];
  }
  return groups;
}

/**
 * Everything but sums. What stage 2 needed many examples of, for it had to be learned, is thinned out: replayed as often as there, refusals
 * spread to people whom the model knows.
 */
export function replayable(rng: Random): (conversation: Conversation) => boolean {
  const draw = rng.fork('replay');
  return ({ kind }) => draw.next() < (replayedShares[kind] ?? 1);
}

const replayedShares: Partial<Record<Conversation['kind'], number>> = {
  sum: 0,
  refusal: 0.7,
  calculator: 0.25,
  search: 0.25,
};
