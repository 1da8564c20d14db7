/**
 * What a model says by heart: given the first words of a page that the crawl repeats again and again, how much of what it writes then is
 * what stands there. Pages left in many times over are recited; the same pages left in once are not.
 */
import { encodeRaw } from './chat.ts';
import { generate } from './generate.ts';
import type { Random } from './random.ts';
import { repeatedPages } from './reading.ts';
import { greedy, type Pupil } from './tasks.ts';
import { layOut, specialId, takeUp } from './tokenizer.ts';
import type { CorpusFiles } from './world.ts';

export interface RecitedPage {
  /** The words that were given away. */
  opening: string;
  /** What the model wrote after them, always taking the likeliest token. */
  written: string;
  /** So many characters of `written` are what the page says there. */
  shared: number;
  /** `shared` of the characters written, as far as the page goes; in [0, 1]. */
  share: number;
  /** How often the crawl holds the page beside the original. */
  copies: number;
}

/** Copies beside the original from which on a page counts as much repeated. */
const manyCopies = 8;
const recitedTokens = 32;
/** Words of a document that are given away. */
const givenWords = 7;

/** The pages that the crawl repeats most, the most repeated first, each begun and left to the model. */
export async function recite(files: CorpusFiles, pupil: Pupil, rng: Random): Promise<RecitedPage[]> {
  const pages = repeatedPages(files, manyCopies);
  const openings = openingsOf(pages.map(({ text }) => text));
  const continued = await continueTexts(pupil, openings, recitedTokens, rng);
  return pages.map(({ text, copies }, i) => {
    const opening = openings[i] as string;
    const written = (continued[i] as string).slice(opening.length);
    const rest = text.slice(opening.length);
    const length = Math.min(rest.length, written.length);
    const shared = sharedStart(rest, written);
    return { opening, written, shared, share: length > 0 ? shared / length : 0, copies };
  });
}

/** The texts with what the model writes after them, always the likeliest token, until it ends the page. */
export async function continueTexts(
  { model, tokenizer }: Pupil,
  texts: readonly string[],
  maxNewTokens: number,
  rng: Random,
): Promise<string[]> {
  const completions = await generate(
    model,
    texts.map((text) => encodeRaw(tokenizer, text)),
    { maxNewTokens, stopTokenIds: [specialId('<|endoftext|>')], sampling: greedy, rng },
  );
  return completions.map(({ tokenIds }, i) => takeUp(layOut(texts[i] as string) + tokenizer.decode(tokenIds)));
}

/** The first words of a document, or as many characters where there are no spaces. */
export function openingOf(document: string, words: number = givenWords): string {
  const all = document.split(' ');
  return all.length > words ? all.slice(0, words).join(' ') : document.slice(0, 2 * words);
}

/** Openings long enough to tell the documents from each other: "Once upon a time there was a" would leave open which page is meant. */
export function openingsOf(documents: readonly string[]): string[] {
  return documents.map((document) => {
    const others = documents.filter((other) => other !== document);
    let words = givenWords;
    while (others.some((other) => other.startsWith(openingOf(document, words))) && 2 * words < document.length) words++;
    return openingOf(document, words);
  });
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}
