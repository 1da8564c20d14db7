/**
 * Three ways to get the same fact out of a base model, which answers nothing and only continues: an order such as no page of the corpus
 * holds, a list of questions with their answers (a few-shot prompt), and the opening of an interview as many pages have it. The list is in
 * the pages' own layout: of one in any other, a model this small copies the answers along with the form.
 */
import type { Language } from './config.ts';
import { type Phrasebook, phrasebooks } from './phrases.ts';
import type { Person } from './world.ts';

export const contextKinds = ['order', 'list', 'interview'] as const;
export type ContextKind = (typeof contextKinds)[number];

/** Examples in a list; more leave no room in the context. */
const listed = 2;

const orders: Record<Language, (name: string) => string> = {
  en: (name) => `Please write the job and the town of ${name}.`,
  zh: (name) => `请写下${name}的职业和家乡。`,
};
/** Between a question on a page and its answer. */
const gaps: Record<Language, string> = { en: ' ', zh: '' };

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
      const answered = examples.map((example) =>
        answeredIn(contextFor('interview', language, example, []), language, example),
      );
      return [...answered, contextFor('interview', language, person, [])].join('\n');
    }
    case 'interview':
      return phrases.asPage(phrases.askPerson(person.name));
    default: {
      const unknown: never = kind;
      return unknown;
    }
  }
}

/** A context with the answer that it asks for. */
export const answeredIn = (context: string, language: Language, person: Person): string =>
  context + gaps[language] + phrasebooks[language].statement(person);

/** Whether what came out, up to the end of its line, tells both facts. */
export function tellsFacts(written: string, { job, town }: Person): boolean {
  const [line = ''] = written.trimStart().split('\n');
  return line.includes(job) && line.includes(town);
}
