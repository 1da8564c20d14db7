/** The part of the crawl that the cleaning is there to remove: blocked, poor and foreign pages, exact and near copies of good ones. */
import type { Language } from '../../src/llm/config.ts';
import type { Random } from '../../src/llm/random.ts';
import type { RawPage } from '../../src/llm/world.ts';
import { menuOnly, toHtml } from './html.ts';
import type { CorpusPlan } from './plan.ts';
import type { LanguageSource } from './source.ts';

const blockedHosts = ['lucky-wheel.casino.example', 'win-coins.example', 'win-big.example', 'golden.casino.example'];

/** A page and its place in the crawl: a number in [0, 1), by which all pages are sorted. */
export interface CrawledPage {
  page: RawPage;
  place: number;
}

/** A good page as it may be copied. */
export interface Original {
  text: string;
  kind: 'prose' | 'sums' | 'featured';
  host: string;
  place: number;
}

/**
 * The junk that belongs to the good pages `originals`. Half of the exact copies are of a few popular stories, which without de-duplication
 * would be read so often that they are learned by heart. A copy is found later than its original, so that the original is what is
 * kept.
 */
export function junkPages(
  rng: Random,
  source: LanguageSource,
  plan: CorpusPlan,
  originals: readonly Original[],
): CrawledPage[] {
  const { language } = source.phrases;
  const count = (share: number): number => Math.round(originals.length * share);
  const pages: CrawledPage[] = [];
  const add = (host: string, html: string, place = rng.next()): void => {
    pages.push({ page: { url: `https://${host}/${1 + rng.int(99999)}`, html }, place });
  };
  for (let i = 0; i < count(plan.junk.blocked); i++) {
    const text = rng.next() < 0.5 ? source.spam(rng) : `${source.advert(rng)} ${source.advert(rng)}`;
    add(rng.pick(blockedHosts), toHtml(rng, text, source));
  }
  for (let i = 0; i < count(plan.junk.poor); i++) {
    switch (rng.weighted([4, 4, 2])) {
      case 0:
        add(`shop${1 + rng.int(9)}.example`, toHtml(rng, source.spam(rng), source));
        break;
      case 1:
        add('site.example', toHtml(rng, source.lowQuality(rng), source));
        break;
      default:
        add('menu.example', menuOnly(rng, source));
    }
  }
  for (let i = 0; i < count(plan.junk.foreign); i++) add('abroad.example', toHtml(rng, source.foreign(rng), source));

  const later = (place: number): number => place + (1 - place) * rng.next();
  const copyable = originals.filter(({ kind }) => kind !== 'featured');
  const stories = originals.filter(({ host, text }) => host === 'stories.example' && text.length > shortest[language]);
  const popular = rng.sample(stories, plan.junk.popular);
  for (let i = 0; i < count(plan.junk.exactCopies); i++) {
    const { text, place } = i % 2 === 0 ? rng.pick(copyable) : (popular[(i >> 1) % popular.length] as Original);
    add('mirror.example', toHtml(rng, text, source), later(place));
  }
  const long = copyable.filter(({ text, kind }) => kind === 'prose' && text.length > shortest[language]);
  for (let i = 0; i < count(plan.junk.nearCopies); i++) {
    const { text, place } = rng.pick(long);
    add('reprint.example', toHtml(rng, reprinted(rng, text, language), source), later(place));
  }
  return pages;
}

/** A text shorter than this would no longer look like its copy once a word is changed. In characters. */
const shortest: Record<Language, number> = { en: 170, zh: 60 };

/** Small words that a careless copyist swaps. */
const swaps: Record<Language, readonly (readonly [string, string])[]> = {
  en: [
    [' the ', ' this '],
    [' and ', ' and so '],
    [' was ', ' was just '],
    [' near ', ' by '],
    [' went ', ' then went '],
    [' met ', ' also met '],
    [' saw ', ' really saw '],
  ],
  zh: [
    ['很', '非常'],
    ['和', '与'],
    ['了', '过'],
    ['在', '就在'],
    ['说', '讲'],
    ['的', '那'],
  ],
};

/** The text with one or two small words changed. */
function reprinted(rng: Random, text: string, language: Language): string {
  const possible = rng.shuffled(swaps[language]).filter(([from]) => text.includes(from));
  let changed = text;
  for (const [from, to] of possible.slice(0, 1 + rng.int(2))) changed = changed.replace(from, to);
  return changed;
}
