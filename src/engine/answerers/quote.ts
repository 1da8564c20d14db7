/** What a model writes after a beginning, and where in the corpus it has it from. */
import { generateTokens } from '../../llm/generate.ts';
import { countMentions, documentAt, longestQuotes, type ShelvedPage, shelve } from '../../llm/quotes.ts';
import { createRandom } from '../../llm/random.ts';
import type { School } from '../../llm/school.ts';
import { layOut, specialId } from '../../llm/tokenizer.ts';
import { promptIds, viewOf } from '../answers.ts';
import type { Asked, CorpusPage, Quoted, QuotedStretch, TokenView } from '../protocol.ts';
import type { Answerer } from './answerer.ts';
import { originOf } from './corpusPage.ts';

/** Tokens of a page that are given away. */
const openingTokens = 12;
/** Shorter stretches stand in many pages by chance. */
const leastQuoted = 8;

export const quote: Answerer<'quote'> = async function* (asked, { school, lend }) {
  const { stage, sampling, seed, maxNewTokens, isEndless } = asked;
  const { page, pageIds, givenIds } = beginningOf(school, asked);
  const views = (ids: readonly number[]): TokenView[] =>
    ids.map((tokenId) => viewOf(school, { tokenId, isFromTool: false }));
  const given = views(givenIds);
  const base = {
    ...(page && { page }),
    given,
    mentions: asked.from.kind === 'text' ? countMentions(school.documents, asked.from.text.trim()) : 0,
  };
  if (asked.from.kind !== 'text' && !page) {
    yield { ...base, written: [], quotes: [], isFinished: true };
    return;
  }
  const { model, giveBack } = lend(stage);
  const written: number[] = [];
  try {
    const options = {
      ...{ maxNewTokens, sampling, rng: createRandom(seed) },
      stopTokenIds: isEndless ? [] : [specialId('<|endoftext|>')],
    };
    for await (const { tokenId } of generateTokens(model, givenIds, options)) {
      written.push(tokenId);
      yield { ...base, written: views(written), quotes: [], isFinished: false };
    }
    const room = model.config.contextLength - givenIds.length;
    const recited = pageIds && recitedTokens(pageIds.slice(givenIds.length), written, Math.min(room, maxNewTokens));
    const quotes = quotedIn(school, [...givenIds, ...written]);
    yield { ...base, written: views(written), quotes, ...(recited && { recited }), isFinished: true } satisfies Quoted;
  } finally {
    giveBack();
  }
};

function beginningOf(
  school: School,
  { from }: Asked<'quote'>,
): { page?: CorpusPage; pageIds?: number[]; givenIds: number[] } {
  if (from.kind === 'text') return { givenIds: promptIds(school, { kind: 'raw', text: from.text }) };
  const shelved = pagesOf(school, from.kind);
  const page = shelved[from.index % Math.max(1, shelved.length)];
  if (!page) return { givenIds: [] };
  const pageIds = [specialId('<|endoftext|>'), ...school.tokenizer.encode(layOut(page.text))];
  return { page: withOrigin(school, page), pageIds, givenIds: pageIds.slice(0, openingTokens + 1) };
}

/** Pages that stand there often, or those that stand there once, the ones about as long as the others first. */
function pagesOf({ documents }: School, kind: 'often' | 'once'): ShelvedPage[] {
  const shelf = shelve(documents);
  const often = shelf.filter(({ copies }) => copies > 1);
  if (kind === 'often') return often;
  const usual = often[0]?.text.length ?? 0;
  const far = ({ text }: ShelvedPage): number => Math.abs(text.length - usual);
  return shelf.filter(({ copies }) => copies === 1).sort((a, b) => far(a) - far(b));
}

const withOrigin = (school: School, page: ShelvedPage): CorpusPage => ({ ...page, ...originOf(school, page.text) });

function recitedTokens(rest: readonly number[], written: readonly number[], room: number): Quoted['recited'] {
  const differs = rest.findIndex((tokenId, i) => tokenId !== written[i]);
  const of = Math.min(rest.length, room);
  return { tokens: Math.min(of, differs < 0 ? rest.length : differs), of };
}

function quotedIn(school: School, tokenIds: readonly number[]): QuotedStretch[] {
  const copies = new Map(shelve(school.documents).map((page) => [page.text, page.copies]));
  return longestQuotes(tokenIds, school.trainIds, leastQuoted).map(({ start, end, position, occurrences }) => {
    const text = school.documents[documentAt(school.trainIds, position)] ?? '';
    return { start, end, occurrences, page: withOrigin(school, { text, copies: copies.get(text) ?? 1 }) };
  });
}
