/**
 * What writing the steps down does for a sum: the same model made to write the number at once and allowed to work, and how likely each digit
 * of the right answer is with more and more of the model's own working before it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { decodeCompletion, encodePrompt, text } from './chat.ts';
import { SchoolError } from './errors.ts';
import { generate } from './generate.ts';
import { forward, type Model } from './model.ts';
import type { Random } from './random.ts';
import { ask, greedy, isRight, type Pupil } from './tasks.ts';
import { layOut, specialId, type Tokenizer } from './tokenizer.ts';
import type { Exercise } from './world.ts';

/** Right answers to sums of a number of digits. */
export interface Compared {
  digits: number;
  total: number;
  atOnce: number;
  worked: number;
}

/** Held-out exercises of every number of digits that is practiced, and sums of one digit more than that, which never are. */
export function drawSums(
  phrases: Pupil['phrases'],
  exercises: readonly Exercise[],
  each: number,
  rng: Random,
): Exercise[][] {
  const most = Math.max(1, ...exercises.map(({ digits }) => digits));
  const practiced = Array.from({ length: most }, (_, i) =>
    rng.sample(
      exercises.filter(({ digits, split }) => digits === i + 1 && split === 'test'),
      each,
    ),
  );
  const least = 10 ** most;
  const longer = Array.from({ length: each }, (): Exercise => {
    const [a, b] = [least + rng.int(9 * least), least + rng.int(9 * least)];
    return { question: phrases.askSum(a, b), answer: a + b, digits: most + 1, split: 'test' };
  });
  return [...practiced.filter((group) => group.length > 0), longer];
}

/** Both ways at the same sums, with the likeliest tokens. */
export async function compare(
  pupil: Pupil,
  sums: readonly Exercise[],
  maxNewTokens: number,
  rng: Random,
): Promise<Compared> {
  const questions = sums.map(({ question }) => question);
  const atOnce = await answerAtOnce(pupil, questions);
  const worked = await ask(pupil, questions, { mode: 'chat', maxNewTokens, rng, sampling: greedy });
  const countRight = (answers: string[]): number =>
    sums.filter((sum, i) => isRight(pupil.phrases, answers[i] ?? '', sum)).length;
  return {
    digits: sums[0]?.digits ?? 0,
    total: sums.length,
    atOnce: countRight(atOnce),
    worked: countRight(worked),
  };
}

/** No number here is longer. */
const maxDigits = 6;

/**
 * Answers of which every token is a digit, up to the full stop: of these alone the likeliest is taken each time.
 * @returns the numbers with their full stop; without one where none came
 */
export async function answerAtOnce(
  { model, tokenizer, phrases }: Pupil,
  questions: readonly string[],
): Promise<string[]> {
  const prompts = questions.map((question) => encodePrompt(tokenizer, phrases, [text('user', question)]));
  const { digits, stop } = numberTokens(tokenizer, phrases.fullStop);
  const written = prompts.map((): number[] => []);
  for (let length = 0; length < maxDigits; length++) {
    const open = [...prompts.keys()].filter((row) => written[row]?.at(-1) !== stop);
    if (open.length === 0) break;
    const contexts = open.map((row) => [...(prompts[row] as number[]), ...(written[row] as number[])]);
    const logits = await logitsAfter(model, contexts);
    for (const [i, row] of open.entries()) {
      const values = logits[i] as Float32Array;
      const allowed = length === 0 ? digits : [...digits, stop];
      written[row]?.push(allowed.reduce((a, b) => ((values[b] as number) > (values[a] as number) ? b : a)));
    }
  }
  return written.map((ids) => ids.map((id) => (id === stop ? phrases.fullStop : digits.indexOf(id))).join(''));
}

/** How likely each digit of a sum is, given that a digit or the full stop comes next. */
export interface WorkingRow {
  /** Columns of the working that stand before it; 0 is the number written at once. */
  columns: number;
  chances: number[];
}

/** The model's own working of a+b, made to be short, and what it makes of the right answer's digits. */
export interface WorkingChances {
  columns: string[];
  /** What the model itself ends with; undefined where its answer is not finished. */
  found?: number;
  rows: WorkingRow[];
}

/** @returns without columns where the model cannot be brought to work in short */
export async function chancesByWorking(
  pupil: Pupil,
  a: number,
  b: number,
  maxNewTokens: number,
  rng: Random,
): Promise<WorkingChances> {
  const { model, tokenizer, phrases } = pupil;
  const prompt = encodePrompt(tokenizer, phrases, [text('user', phrases.askSum(a, b))]);
  // The first tokens of a first column; the rest the model writes by itself.
  const opening = tokenizer.encode(layOut(`${a % 10}+`));
  const [completion] = await generate(model, [[...prompt, ...opening]], {
    maxNewTokens,
    stopTokenIds: [specialId('<|im_end|>'), specialId('<|endoftext|>')],
    sampling: greedy,
    rng,
  });
  const answer = decodeCompletion(tokenizer, [...opening, ...(completion?.tokenIds ?? [])]);
  const columns = phrases.columnsOf(answer) ?? [];
  const found = phrases.finalNumber(answer);
  const { digits, stop } = numberTokens(tokenizer, phrases.fullStop);
  const sum = [...`${a + b}`].map((digit) => digits[Number(digit)] as number);
  const rows: WorkingRow[] = [];
  for (let count = 0; count <= columns.length; count++) {
    const whole = count === 0 ? [] : tokenizer.encode(layOut(phrases.worked(columns.slice(0, count), a + b)));
    const working = whole.slice(0, whole.lastIndexOf(stop) - sum.length);
    const contexts = sum.map((_, i) => [...prompt, ...working, ...sum.slice(0, i)]);
    const logits = await logitsAfter(model, contexts);
    const chances = sum.map((id, i) => chanceAmong(logits[i] as Float32Array, id, [...digits, stop]));
    rows.push({ columns: count, chances });
  }
  return { columns, ...(found !== undefined && { found }), rows };
}

/** Every digit is one token; of the full stop the first token is enough to know it by. */
function numberTokens(tokenizer: Tokenizer, fullStop: string): { digits: number[]; stop: number } {
  const [stop] = tokenizer.encode(layOut(`1${fullStop}`)).slice(1);
  return {
    digits: Array.from({ length: 10 }, (_, digit) => tokenizer.encode(`${digit}`)[0] as number),
    stop: stop as number,
  };
}

/** Softmax over some tokens alone. */
function chanceAmong(logits: Float32Array, wanted: number, among: readonly number[]): number {
  const max = Math.max(...among.map((id) => logits[id] as number));
  const sum = among.reduce((total, id) => total + Math.exp((logits[id] as number) - max), 0);
  return Math.exp((logits[wanted] as number) - max) / sum;
}

/** Logits after each context, in one forward pass. @throws SchoolError 'contextTooLong' */
async function logitsAfter(model: Model, contexts: readonly number[][]): Promise<Float32Array[]> {
  const { contextLength, vocabSize: V } = model.config;
  const T = Math.max(...contexts.map(({ length }) => length));
  if (T > contextLength) throw new SchoolError('contextTooLong', { tokens: T, contextLength });
  const inputs = new Int32Array(contexts.length * T);
  for (const [row, context] of contexts.entries()) inputs.set(context, row * T);
  const logits = tf.tidy(() => forward(model, tf.tensor2d(inputs, [contexts.length, T], 'int32'))); // (B*T, V)
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  return contexts.map(({ length }, row) => values.slice((row * T + length - 1) * V, (row * T + length) * V));
}
