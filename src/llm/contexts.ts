/**
 * Three ways to get the same fact out of a base model, which answers nothing and only continues: an order such as no page of the corpus
 * holds, a list of examples (a few-shot prompt), and the opening of an interview as many pages have it.
 */
import type { Language } from './config.ts';
import { type Phrasebook, phrasebooks } from './phrases.ts';
import type { Person } from './world.ts';

export const contextKinds = ['order', 'list', 'interview'] as const;
export type ContextKind = (typeof contextKinds)[number];

/** Examples in a list. */
const listed = 3;

const orders: Record<Language, (name: string) => string> = {
  en: (name) => `Please write the job and the town of ${name}.`,
  zh: (name) => `请写下${name}的职业和家乡。`,
};
const listLines: Record<Language, (person: Pick<Person, 'name'>, rest: string) => string> = {
  en: ({ name }, rest) => `${name}:${rest && ` ${rest}`}`,
  zh: ({ name }, rest) => `${name}：${rest}`,
};
const facts: Record<Language, (person: Person) => string> = {
  en: ({ job, town }) => `${job}, ${town}`,
  zh: ({ job, town }) => `${job}，${town}`,
};

/** The people that contexts are tried on: famous ones, without those who serve as examples. */
export function askedPeople(people: readonly Person[], count: number): { examples: Person[]; asked: Person[] } {
  const famous = people.filter(({ tier }) => tier === 'famous');
  return { examples: famous.slice(0, listed), asked: famous.slice(listed, listed + count) };
}

/** The context in which a person is asked about. */
export function contextFor(kind: ContextKind, language: Language, person: Person, examples: readonly Person[]): string {
  const phrases: Phrasebook = phrasebooks[language];
  switch (kind) {
    case 'order':
      return `${orders[language](person.name)}\n`;
    case 'list': {
      const line = listLines[language];
      return [...examples.map((example) => line(example, facts[language](example))), line(person, '')].join('\n');
    }
    case 'interview':
      return phrases.asPage(phrases.askPerson(person.name));
    default: {
      const unknown: never = kind;
      return unknown;
    }
  }
}

/** Whether what came out, up to the end of its line, tells both facts. */
export function tellsFacts(written: string, { job, town }: Person): boolean {
  const [line = ''] = written.trimStart().split('\n');
  return line.includes(job) && line.includes(town);
}
