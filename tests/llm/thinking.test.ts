import { beforeAll, describe, expect, it } from 'vitest';
import { encodePrompt, text } from '../../src/llm/chat.ts';
import { nextTokenLogits } from '../../src/llm/generate.ts';
import { createModel, type Model } from '../../src/llm/model.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createRandom } from '../../src/llm/random.ts';
import { answerAtOnce, chancesByWorking, drawSums } from '../../src/llm/thinking.ts';
import { createTokenizer } from '../../src/llm/tokenizer.ts';
import type { Exercise } from '../../src/llm/world.ts';
import { useWasm } from '../wasmBackend.ts';

const tokenizer = createTokenizer([]);
let model: Model;
beforeAll(async () => {
  await useWasm();
  const config = { nLayer: 1, nHead: 2, nEmbd: 16, contextLength: 64, ropeBase: 1000, vocabSize: tokenizer.vocabSize };
  model = createModel(config, createRandom('thinking'));
});

/** Bytes are tokens here: digits stand at their own codes. */
const digits = Array.from({ length: 10 }, (_, digit) => 48 + digit);
const best = (logits: Float32Array, among: readonly number[]): number =>
  [...among].sort((a, b) => (logits[b] as number) - (logits[a] as number))[0] as number;

describe.each(['en', 'zh'] as const)('the number at once (%s)', (language) => {
  const phrases = phrasebooks[language];
  const stop = new TextEncoder().encode(phrases.fullStop)[0] as number;

  it('is the likeliest token each time, of digits and the full stop alone', async () => {
    const questions = [phrases.askSum(3, 4), phrases.askSum(127, 35)];
    const answers = await answerAtOnce({ model, tokenizer, phrases }, questions);
    for (const [i, question] of questions.entries()) {
      const written: number[] = [];
      while (written.length < 6 && written.at(-1) !== stop) {
        const context = [...encodePrompt(tokenizer, phrases, [text('user', question)]), ...written];
        written.push(best(await nextTokenLogits(model, context), written.length === 0 ? digits : [...digits, stop]));
      }
      expect(answers[i]).toBe(written.map((id) => (id === stop ? phrases.fullStop : String.fromCharCode(id))).join(''));
    }
  });

  it('has for each digit its share among digits and the full stop', async () => {
    const pupil = { model, tokenizer, phrases };
    const { rows } = await chancesByWorking(pupil, 27, 35, 8, createRandom(1));
    expect(rows[0]?.columns).toBe(0);
    const context = encodePrompt(tokenizer, phrases, [text('user', phrases.askSum(27, 35))]);
    for (const [i, digit] of [6, 2].entries()) {
      const logits = await nextTokenLogits(model, [...context, ...[54, 50].slice(0, i)]);
      const weights = [...digits, stop].map((id) => Math.exp(logits[id] as number));
      const sum = weights.reduce((a, b) => a + b, 0);
      expect(rows[0]?.chances[i]).toBeCloseTo((weights[digit] as number) / sum, 4);
    }
  });
});

describe('sums to compare with', () => {
  const exercises = [1, 2].flatMap((size) =>
    Array.from({ length: 8 }, (_, i): Exercise => {
      const a = 10 ** (size - 1) + i;
      return { question: phrasebooks.en.askSum(a, a), answer: 2 * a, digits: size, split: i % 2 ? 'test' : 'train' };
    }),
  );

  it('are held out, and go one digit further than what is practiced', () => {
    const groups = drawSums(phrasebooks.en, exercises, 3, createRandom(1));
    expect(groups.map(([first]) => first?.digits)).toEqual([1, 2, 3]);
    for (const sum of groups.slice(0, 2).flat()) expect(exercises).toContain(sum);
    for (const sum of groups.flat()) {
      expect(sum.split).toBe('test');
      const numbers = (sum.question.match(/\d+/g) ?? []).map(Number);
      expect(numbers.reduce((a, b) => a + b)).toBe(sum.answer);
      expect(Math.max(...numbers.map((number) => `${number}`.length))).toBe(sum.digits);
    }
  });
});
