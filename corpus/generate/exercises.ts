/** The exercises: questions with only the answer in the back of the book. */
import type { Random } from '../../src/llm/random.ts';
import type { Exercise } from '../../src/llm/world.ts';
import type { CorpusPlan } from './plan.ts';
import type { LanguageSource } from './source.ts';
import { randomPair } from './sums.ts';

/** Train exercises, then test exercises; in the test split every sum of more than one digit is a held-out one. No sum of more than one digit twice. */
export function buildExercises(rng: Random, source: LanguageSource, plan: CorpusPlan): Exercise[] {
  const seen = new Set<string>();
  const write = (split: Exercise['split'], digits: number): Exercise => {
    for (;;) {
      const [a, b] = randomPair(rng, digits, split === 'test');
      const question = source.phrases.askSum(a, b);
      if (digits > 1 && seen.has(question)) continue;
      seen.add(question);
      return { question, answer: a + b, digits, split };
    }
  };
  const inShares = (split: Exercise['split'], total: number): Exercise[] =>
    rng.shuffled(
      plan.digitShares.flatMap((share, i) =>
        Array.from({ length: Math.round(total * share) }, () => write(split, i + 1)),
      ),
    );
  return [...inShares('train', plan.exercises.train), ...inShares('test', plan.exercises.test)];
}
