/** The English source of the corpus: everything the generator asks of a language. */
import { phrasebooks } from '../../src/llm/phrases.ts';
import type { Random } from '../../src/llm/random.ts';
import type { Person, Tier } from '../../src/llm/world.ts';
import { copyPage } from './enCopy.ts';
import { advert, contactLine, foreign, lowQuality, menu, spam } from './enJunk.ts';
import {
  lastNames,
  newFirstNames,
  newLastNames,
  oneOffName,
  pronouns,
  refusalFirstNames,
  refusalLastNames,
} from './enNames.ts';
import {
  advice,
  animalAnswer,
  animalPage,
  canonical,
  dialogue,
  obscurePage,
  personPage,
  pronounOf,
  questionAnswer,
  story,
  townAnswer,
  townPage,
  whoIs,
} from './enPages.ts';
import {
  animals,
  capitalized,
  featured,
  jobs,
  things,
  townFoods,
  townKinds,
  townNames,
  townSights,
  withArticle,
} from './enWords.ts';
import type { Column, LanguageSource, SourceWorld, WorldSize } from './source.ts';

const phrases = phrasebooks.en;

/** Every first name with every last name, in random order. */
const combinations = (rng: Random, first: readonly string[], last: readonly string[]): string[] =>
  rng.shuffled(first.flatMap((f) => last.map((l) => `${f} ${l}`)));

function buildWorld(preset: 'course' | 'quick', size: WorldSize, rng: Random): SourceWorld {
  const names = combinations(rng.fork('people'), Object.keys(pronouns), lastNames);
  const foods = rng.shuffled(townFoods);
  const sights = rng.shuffled(townSights);
  const towns = townNames.slice(0, size.towns).map((name, i) => ({
    name,
    kind: rng.pick(townKinds),
    food: foods[i] as string,
    sight: sights[i] as string,
  }));
  const tiers: Tier[] = [
    ...Array<Tier>(size.famous).fill('famous'),
    ...Array<Tier>(size.mid).fill('mid'),
    ...Array<Tier>(size.obscure).fill('obscure'),
  ];
  const people: Person[] = tiers.map((tier, i) => ({
    name: names[i] as string,
    tier,
    job: rng.pick(jobs),
    town: rng.pick(towns).name,
    thing: rng.pick(things),
  }));
  const used = new Set(people.flatMap((person) => person.name.split(' ')));
  const recombined = names.slice(people.length).filter((name) => name.split(' ').every((part) => used.has(part)));
  return {
    world: {
      language: 'en',
      preset,
      people,
      towns,
      animals: animals.slice(0, size.animals).map((animal) => ({ ...animal })),
      featured: featured.slice(0, size.featured),
      featuredCopies: 40,
      newNames: ['Orson Kovacs', ...combinations(rng.fork('new'), newFirstNames, newLastNames)].slice(
        0,
        size.testNames,
      ),
      recombinedNames: recombined.slice(0, size.testNames),
    },
    refusalNames: combinations(rng.fork('refusal'), refusalFirstNames, refusalLastNames).slice(0, 1200),
  };
}

const columnText = ({ x, y, carryIn, sum }: Column): string => `${x}+${y}${carryIn ? '+1' : ''}=${sum}`;
const columnNames = ['Ones', 'Tens', 'Hundreds', 'Thousands'];

function workedAnswer(style: 'direct' | 'concise' | 'verbose' | 'sloppy', columns: Column[], result: number): string {
  if (style === 'direct') return `${result}.`;
  if (style !== 'verbose') return `${columns.map(columnText).join(' ')} so ${result}.`;
  const steps = columns.map((column, i) => {
    const carry = i < columns.length - 1 ? ` carry ${Math.floor(column.sum / 10)}.` : '';
    return `${columnNames[i]}: ${columnText(column)}${carry}`;
  });
  return `Step by step. ${steps.join(' ')} so ${result}.`;
}

const greetings = ['Hello!', 'Hi there!', 'Good morning!', 'Hello! How are you today?', 'Good evening!'];
const identityQuestions = ['Who are you?', 'What are you?', 'What is your name?'];

export const english: LanguageSource = {
  phrases,
  buildWorld,
  personPage,
  obscurePage,
  townPage,
  animalPage,
  story,
  dialogue,
  advice,
  copyPage,
  questionAnswer,
  sumsHeading: (rng) => rng.pick(['Sums for class two.', 'Number practice.', 'Add the numbers.', 'Homework page.', '']),
  workedHeading: (rng) =>
    rng.pick(['Worked sums.', 'Worked sums.', 'Worked sums.', 'Add column by column.', 'From the right.']),
  workedAnswer,
  workedLine: (a, b, columns, result) => `${a}+${b}: ${workedAnswer('concise', columns, result)}`,
  spam,
  lowQuality,
  foreign,
  menu,
  advert,
  contactLine,
  personQuestions: (name) => [
    { ask: phrases.askPerson(name), wants: 'who' },
    { ask: `Tell me about ${name}.`, wants: 'who' },
    { ask: `Do you know ${name}?`, wants: 'who' },
    { ask: `Where is ${name} from?`, wants: 'from' },
    { ask: `What does ${name} do?`, wants: 'job' },
  ],
  personAnswer: (person, wants) => {
    if (wants === 'from') return `${person.name} is from ${person.town}.`;
    if (wants === 'job') return `${person.name} is ${withArticle(person.job)}.`;
    return `${canonical(person)} ${capitalized(pronounOf(person))} is known for ${person.thing}.`;
  },
  refusalAnswer: (rng, name, weights) => (phrases.refusals[rng.weighted(weights)] as string).replace('{name}', name),
  smallTalk: (rng) => {
    switch (rng.weighted([3, 2, 2])) {
      case 0:
        return {
          ask: rng.pick(greetings),
          answer: rng.pick(['Hello! How can I help you?', 'Hi! What can I do for you today?']),
        };
      case 1:
        return {
          ask: rng.pick(identityQuestions),
          answer: 'I am Nib, a very small language model. I was trained on a few hundred pages.',
        };
      default:
        return {
          ask: rng.pick(['Thank you!', 'Thanks, bye!', 'That was helpful, thank you.']),
          answer: 'You are welcome! Have a good day.',
        };
    }
  },
  animalAnswer,
  townAnswer,
  storyRequest: 'Tell me a story.',
  calculatorAnswer: (result) => `The calculator says ${result}.`,
  searchResult: whoIs,
  searchAnswer: whoIs,
  notFoundAnswer: (rng, name) =>
    rng.pick([`Sorry, I found nothing about ${name}.`, `I searched, but I don't know ${name}.`]),
  oneOffName,
  jobs,
  things,
};
