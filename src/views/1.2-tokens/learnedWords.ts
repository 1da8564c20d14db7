/** Words that a vocabulary has learned, to be pointed out where they were learned. */
import type { Language } from '../../llm/config.ts';
import { firstMergeId } from '../../llm/tokenizer.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { tokenizerOf } from '../../store/selectors.ts';

/** Words that every reader knows, and that books are full of. */
const commonWords: Record<Language, readonly string[]> = {
  en: [' the', ' and', ' is', ' in'],
  zh: ['你好', '今天', '我们', '的'],
};

export interface LearnedWord {
  text: string;
  /** Merges made when it was not yet one token, so that the next one makes it. */
  before: number;
}

const learned = new WeakMap<OpenedSchool, LearnedWord[]>();

/** Common words that are one token in this school's vocabulary; where there are too few, its longest tokens. */
export function learnedWords(school: OpenedSchool): LearnedWord[] {
  const known = learned.get(school);
  if (known) return known;
  const tokenizer = tokenizerOf(school);
  const words = school.merges.map(
    (_, before): LearnedWord => ({ text: tokenizer.decode([firstMergeId + before]), before }),
  );
  const common = commonWords[school.language].flatMap((word) => words.find(({ text }) => text === word) ?? []);
  const longest = words
    .filter((word) => !common.includes(word) && !word.text.includes('\uFFFD'))
    .sort((a, b) => b.text.length - a.text.length || a.before - b.before);
  const found = [...common, ...longest];
  learned.set(school, found);
  return found;
}
