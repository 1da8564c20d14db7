/**
 * What a language brings to the generator: its own names, facts, sentence patterns and page layouts, written natively.
 * Everything that does not depend on language (how many pages of which kind, HTML, junk rates, duplicates, held-out sums, the teacher's
 * mix of styles) lives in the generator.
 */
import type { PresetName } from '../../src/llm/config.ts';
import type { Phrasebook } from '../../src/llm/phrases.ts';
import type { Random } from '../../src/llm/random.ts';
import type { AnswerStyle, Person, World } from '../../src/llm/world.ts';

/** One column of a column addition, from the right: two digits, the carry that came in, their sum. */
export interface Column {
  x: number;
  y: number;
  carryIn: number;
  sum: number;
}

/** The counts that a preset wants; the language fills them with names and facts. */
export interface WorldSize {
  famous: number;
  mid: number;
  obscure: number;
  towns: number;
  animals: number;
  featured: number;
  testNames: number;
}

/** The world, and what only the generator needs of it. */
export interface SourceWorld {
  world: World;
  /** Made-up names for "I don't know" training; no part of them in the corpus or among the test names. */
  refusalNames: string[];
}

export interface LanguageSource {
  phrases: Phrasebook;
  buildWorld(preset: PresetName, size: WorldSize, rng: Random): SourceWorld;

  // Pages: plain text, '\n' between paragraphs.
  personPage(rng: Random, person: Person): string;
  /** The one page of an obscure person: always states who they are in one full sentence. */
  obscurePage(rng: Random, person: Person): string;
  townPage(rng: Random, town: World['towns'][number]): string;
  animalPage(rng: Random, animal: World['animals'][number], world: World): string;
  story(rng: Random, world: World): string;
  /** Everyday talk; Chinese: 你好 and 今天 often. */
  dialogue(rng: Random, world: World): string;
  advice(rng: Random): string;
  /** A page with one-off names, words or numbers repeated inside it: teaches copying from the context. */
  copyPage(rng: Random): string;
  /** One question and answer in one of about ten page layouts, `phrases.asPage` the commonest. */
  questionAnswer(rng: Random, question: string, answer: string): string;
  /** Headings for pages of plain sums ('' allowed), and for pages of worked sums (the one of `phrases.workedOpening` the commonest). */
  sumsHeading(rng: Random): string;
  workedHeading(rng: Random): string;
  /** One answer to a+b, given its columns (already with or without the carry slip) and the number they lead to. */
  workedAnswer(style: AnswerStyle, columns: Column[], result: number): string;
  /** A plain line `a+b: working` as it stands on pages of worked sums. */
  workedLine(a: number, b: number, columns: Column[], result: number): string;

  // Junk of real crawls: text of spam, shops, error pages, menus, low-quality writing, other languages; sentences with a phone number or address.
  spam(rng: Random): string;
  lowQuality(rng: Random): string;
  foreign(rng: Random): string;
  menu: readonly string[];
  advert(rng: Random): string;
  contactLine(rng: Random): string;

  // Conversations: question and answer pairs.
  personQuestions(name: string): readonly { ask: string; wants: 'who' | 'from' | 'job' }[];
  personAnswer(person: Person, wants: 'who' | 'from' | 'job'): string;
  /** @param weights of `phrases.refusals` */
  refusalAnswer(rng: Random, name: string, weights: readonly number[]): string;
  smallTalk(rng: Random): { ask: string; answer: string };
  animalAnswer(animal: World['animals'][number]): string;
  townAnswer(town: World['towns'][number]): string;
  storyRequest: string;
  calculatorAnswer(result: number): string;
  /** The answer built from a search result, and the result line itself for an invented person. */
  searchResult(name: string, job: string, town: string): string;
  searchAnswer(name: string, job: string, town: string): string;
  notFoundAnswer(rng: Random, name: string): string;
  /** A random name that stands nowhere else, of varied sound and length. */
  oneOffName(rng: Random): string;
  jobs: readonly string[];
  things: readonly string[];
}
