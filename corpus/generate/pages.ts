/** The raw pages of the made-up web: pages about the world, everyday pages, sums, and the junk around them. */
import type { Random } from '../../src/llm/random.ts';
import type { RawPage } from '../../src/llm/world.ts';
import { toHtml } from './html.ts';
import { junkPages, type Original } from './junk.ts';
import type { CorpusPlan } from './plan.ts';
import type { LanguageSource, SourceWorld } from './source.ts';
import { addInColumns, randomPair } from './sums.ts';
import { createTaboo, normalized } from './text.ts';

/** Every page, in the random order of a crawl. */
export function buildPages(
  rng: Random,
  source: LanguageSource,
  { world, refusalNames }: SourceWorld,
  plan: CorpusPlan,
): RawPage[] {
  const isTaboo = createTaboo([...world.newNames, ...refusalNames]);
  const pages: Original[] = [];
  const seen = new Set<string>();

  /** Adds `count` pages that differ from all before; a source that runs out of new texts gets its last one repeated. */
  const add = (host: string, count: number, kind: Original['kind'], write: (rng: Random) => string): void => {
    const own = rng.fork(`${host}/${pages.length}`);
    for (let i = 0; i < count; i++) {
      let text = write(own);
      for (
        let attempt = 0;
        attempt < 200 && (isTaboo(text) || (attempt < 40 && seen.has(normalized(text))));
        attempt++
      ) {
        text = write(own);
      }
      if (isTaboo(text)) throw new Error(`no allowed page for ${host}: ${text}`);
      seen.add(normalized(text));
      pages.push({ host, text, kind, place: own.next() });
    }
  };

  for (const person of world.people) {
    const write = person.tier === 'obscure' ? source.obscurePage : source.personPage;
    add('encyclopedia.example', plan.pagesPerPerson[person.tier], 'prose', (r) => write(r, person));
  }
  for (const town of world.towns) add('atlas.example', plan.pagesPerTown, 'prose', (r) => source.townPage(r, town));
  for (const animal of world.animals) {
    add('animals.example', plan.pagesPerAnimal, 'prose', (r) => source.animalPage(r, animal, world));
  }
  const { story, dialogue, advice, copy, sums, worked } = plan.pages;
  add('stories.example', story, 'prose', (r) => source.story(r, world));
  add('forum.example', dialogue, 'prose', (r) => withContact(r, source, source.dialogue(r, world)));
  add('blog.example', advice, 'prose', (r) => withContact(r, source, source.advice(r)));
  add('board.example', copy, 'prose', source.copyPage);
  add('school.example', sums, 'sums', (r) => sumsPage(r, source, Math.max(...plan.workedDigits)));
  add('school.example', worked[source.phrases.language], 'sums', (r) => workedPage(r, source, plan.workedDigits));
  const own = rng.fork('featured');
  for (const text of world.featured) pages.push({ host: 'library.example', text, kind: 'featured', place: own.next() });

  const dirt = rng.fork('html');
  const good = pages.map(({ host, text, place }) => ({
    page: { url: `https://${host}/${1 + dirt.int(99999)}`, html: toHtml(dirt, text, source) },
    place,
  }));
  return [...good, ...junkPages(rng.fork('junk'), source, plan, pages)]
    .sort((first, second) => first.place - second.place)
    .map(({ page }) => page);
}

/** Some writers leave their phone number or mail address below what they wrote. */
const withContact = (rng: Random, source: LanguageSource, text: string): string =>
  rng.next() < 0.2 ? `${text}\n${source.contactLine(rng)}` : text;

/**
 * Plain sums, most of them of one digit; the sum that everybody knows opens every tenth page. Many pages have no heading, so that a sum
 * can be the first thing a page says.
 */
function sumsPage(rng: Random, source: LanguageSource, maxDigits: number): string {
  const heading = rng.next() < 0.4 ? '' : source.sumsHeading(rng);
  const lines = Array.from({ length: 3 + rng.int(5) }, () => sumLine(rng, maxDigits));
  if (rng.next() < 0.1) lines[0] = '2+2=4';
  if (rng.next() < 0.3) {
    const [a, b] = randomPair(rng, 1);
    const { columns, result } = addInColumns(a, b);
    const answer = source.workedAnswer(rng.pick(['concise', 'direct']), columns, result);
    lines.splice(0, lines.length - 2, source.questionAnswer(rng, source.phrases.askSum(a, b), answer));
  }
  return (heading ? [heading, ...lines] : lines).join('\n');
}

function sumLine(rng: Random, maxDigits: number): string {
  const kind = rng.weighted([62, 28, 8, maxDigits > 2 ? 2 : 0]);
  if (kind === 0 || kind === 1) {
    const [a, b] = randomPair(rng, 1);
    return kind === 0 ? `${a}+${b}=${a + b}` : `${a}+${b}+1=${a + b + 1}`;
  }
  const [a, b] = randomPair(rng, kind);
  return `${a}+${b}=${a + b}`;
}

/** Two worked sums on a page, right ones in every style: reading must not favor one way of answering. */
function workedPage(rng: Random, source: LanguageSource, digits: readonly number[]): string {
  const sums = Array.from({ length: 2 }, () => {
    const [a, b] = randomPair(rng, rng.pick(digits));
    const { columns, result } = addInColumns(a, b);
    const style = rng.weighted([25, 25, 35, 15]);
    if (style === 0) return source.workedLine(a, b, columns, result);
    const answer = source.workedAnswer(
      (['concise', 'verbose', 'direct'] as const)[style - 1] ?? 'direct',
      columns,
      result,
    );
    return source.questionAnswer(rng, source.phrases.askSum(a, b), answer);
  });
  return `${source.workedHeading(rng)}\n${sums.join('\n')}`;
}
