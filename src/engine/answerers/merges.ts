/** How the school's vocabulary was learned, and a stretch of its documents to watch it on. */
import type { Language } from '../../llm/config.ts';
import { mergeHistory, stretchOf } from '../../llm/mergeHistory.ts';
import type { Answerer } from './answerer.ts';

/** Pairs shown beside the one that is merged. */
const rivals = 4;
/** Room for about eight lines on a page, in characters. */
const stretchRoom: Record<Language, number> = { en: 480, zh: 300 };
/** Something that shows what merges do: digits that stay single, words that become one token. */
const wanted: Record<Language, RegExp[]> = {
  en: [/\d+\+\d+/, /\bthe\b.*\bthe\b/],
  zh: [/你好/, /今天/, /\d+\+\d+/],
};

function countCharacters(documents: readonly string[]): { all: number; distinct: number } {
  const seen = new Set<string>();
  let all = 0;
  for (const document of documents) {
    for (const character of document) {
      seen.add(character);
      all++;
    }
  }
  return { all, distinct: seen.size };
}

export const merges: Answerer<'merges'> = async function* (_, { school }) {
  const { documents, language, tokenizer } = school;
  yield {
    stretch: stretchOf(documents, wanted[language], stretchRoom[language]),
    moments: mergeHistory(documents, tokenizer.merges, rivals),
    characters: countCharacters(documents),
  };
};
