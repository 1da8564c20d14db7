/**
 * `npm run evaluate -- --checkpoints DIR [--questions FILE.jsonl] [--samples N] [--temperature T] [--seed N] --json OUT.json`
 *
 * Asks every checkpoint in a folder the same questions and writes what each answered; without a questions file, the report card.
 * A line of the file: {"id","prompt","tools"?,"expect":{"kind":"number","value"}|{"kind":"refusal"}|{"kind":"contains","all":[…]}}.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { generateAnswer } from '../src/engine/answers.ts';
import { chooseBackend } from '../src/engine/backend.ts';
import { type OpenSchool, readCheckpoint } from '../src/engine/checkpoints.ts';
import { openFor } from '../src/engine/opening.ts';
import { decodeCompletion, text } from '../src/llm/chat.ts';
import type { Checkpoint } from '../src/llm/checkpoint.ts';
import { presets } from '../src/llm/config.ts';
import { SchoolError } from '../src/llm/errors.ts';
import { evaluateStage } from '../src/llm/evaluate.ts';
import { disposeModel, type Model, modelFrom } from '../src/llm/model.ts';
import { stageNames } from '../src/llm/reports.ts';
import { distribution } from '../src/llm/sampler.ts';
import type { School } from '../src/llm/school.ts';
import { mean } from '../src/llm/tasks.ts';
import { nodeEnvironment, readIfThere } from './nodeAssets.ts';
import { maxSeed, numberOption, runCommand, UsageError } from './options.ts';

const questionSchema = v.object({
  id: v.union([v.string(), v.number()]),
  prompt: v.pipe(v.string(), v.nonEmpty()),
  tools: v.optional(v.boolean(), false),
  expect: v.variant('kind', [
    v.object({ kind: v.literal('number'), value: v.number() }),
    v.object({ kind: v.literal('refusal') }),
    v.object({ kind: v.literal('contains'), all: v.array(v.string()) }),
  ]),
});
type Question = v.InferOutput<typeof questionSchema>;

const usage =
  'npm run evaluate -- --checkpoints DIR [--questions FILE.jsonl] [--samples N] [--temperature T] [--seed N] --json OUT.json';

/** Sampling that leaves the model's own distribution as it is. */
const untouched = { temperature: 1, topK: 0, topP: 1 };

interface Settings {
  samples: number;
  temperature: number;
  seed: number;
}

await runCommand(usage, async () => {
  const { values } = parseArgs({
    options: {
      checkpoints: { type: 'string' },
      questions: { type: 'string' },
      samples: { type: 'string', default: '1' },
      temperature: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  const folder = values.checkpoints;
  const output = values.json;
  if (!folder || !output) throw new UsageError('--checkpoints and --json are needed');
  const settings: Settings = {
    samples: numberOption('samples', values.samples, 1, 1000, true),
    temperature: numberOption('temperature', values.temperature, 0, 10, false),
    seed: numberOption('seed', values.seed, 0, maxSeed, true),
  };
  const questions = values.questions === undefined ? undefined : readQuestions(values.questions);
  const environment = nodeEnvironment();
  await chooseBackend(environment.backends, 'wasm');
  let open: OpenSchool | undefined;
  const rows: unknown[] = [];
  for (const stage of stageNames) {
    const bytes = await readIfThere(join(folder, `${stage}.bin`));
    if (!bytes) continue;
    const checkpoint: Checkpoint = await readCheckpoint(bytes, presets);
    open = await openFor(environment, open, checkpoint, () => {});
    const model = modelFrom(checkpoint.model, checkpoint.parameters);
    console.error(`${stage}: ${questions ? `${questions.length} questions` : 'report card'}`);
    rows.push(
      questions
        ? { checkpoint: stage, questions: await askAll(open.school, model, questions, settings) }
        : await evaluateStage(open.school, stage, model, checkpoint.notes),
    );
    disposeModel(model);
  }
  if (rows.length === 0) throw new UsageError(`no checkpoint (untrained.bin … reasoner.bin) in ${folder}`);
  writeFileSync(output, `${JSON.stringify({ checkpoints: rows }, null, 1)}\n`);
  console.error(`written: ${output}`);
  return 0;
});

async function askAll(school: School, model: Model, questions: Question[], settings: Settings) {
  const rows = [];
  for (const question of questions) {
    const answers = [];
    for (let sample = 0; sample < settings.samples; sample++) {
      answers.push(await askOnce(school, model, question, settings.temperature, settings.seed + sample));
    }
    rows.push({ id: question.id, answers });
  }
  return rows;
}

/** One answer, its grade, and the mean log-probability of its tokens under the model at temperature 1. */
async function askOnce(school: School, model: Model, question: Question, temperature: number, seed: number) {
  const tokenIds: number[] = [];
  const logprobs: number[] = [];
  const stream = generateAnswer(school, model, {
    prompt: { kind: 'chat', messages: [text('user', question.prompt)], tools: question.tools },
    sampling: { temperature, topK: 0, topP: 1 },
    seed,
    maxNewTokens: model.config.contextLength,
  });
  for await (const { tokenId, logits } of stream) {
    tokenIds.push(tokenId);
    if (logits) logprobs.push(Math.log(distribution(logits, untouched).probs[tokenId] as number));
  }
  const answer = decodeCompletion(school.tokenizer, afterTools(school, tokenIds));
  return {
    text: answer,
    correct: isExpected(school, answer, question.expect),
    meanLogprob: mean(logprobs),
    tokens: tokenIds.length,
  };
}

/** What is left for the reader once the tools have answered. */
function afterTools({ tokenizer }: School, tokenIds: number[]): number[] {
  const lastResult = tokenIds.findLastIndex((id) => tokenizer.label(id) === '<|tool_end|>');
  return tokenIds.slice(lastResult + 1);
}

function isExpected({ phrases }: School, answer: string, expect: Question['expect']): boolean {
  switch (expect.kind) {
    case 'number':
      return phrases.finalNumber(answer) === expect.value || new RegExp(`(^|\\D)${expect.value}\\D*$`).test(answer);
    case 'refusal':
      return phrases.isRefusal(answer);
    case 'contains':
      return expect.all.every((part) => answer.includes(part));
    default: {
      const unknown: never = expect;
      return unknown;
    }
  }
}

/** @throws SchoolError 'questionsFileInvalid' with the line that is wrong */
function readQuestions(path: string): Question[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [v.parse(questionSchema, JSON.parse(line))];
    } catch (error) {
      throw new SchoolError('questionsFileInvalid', { line: i + 1, problem: (error as Error).message });
    }
  });
}
