/**
 * The few sentences that code must write or read in each language: the canonical questions, the page layout in which a base model
 * is asked, and the patterns by which an answer is graded. Everything else in a language lives in the corpus.
 */

import type { Language } from './config.ts';
import type { AnswerStyle, Person, ToolName } from './world.ts';

export interface Phrasebook {
  language: Language;
  askSum(a: number, b: number): string;
  askPerson(name: string): string;
  askAnimal(name: string): string;
  askTown(name: string): string;
  /** Who asks and who answers in that layout, and the mark after them: what the chat's role tokens start as copies of. */
  speakers: { user: string; assistant: string; mark: string };
  /** A question in a page layout that a base model has read, up to where the answer starts. */
  asPage(question: string): string;
  /** The first words of a story, which may go on in many ways. */
  storyOpening: string;
  /** The opening of a page of worked sums, up to where the working starts. */
  workedOpening(a: number, b: number): string;
  /** The content of the system message that switches the tools on. */
  toolsOn: string;
  /** What the model writes before a tool's argument. */
  toolWords: Record<ToolName, string>;
  /** What the tools answer when there is nothing to answer. */
  noResult: string;
  /** Ways of declining; all are recognized by `isRefusal`. `{name}` stands for the name asked, where there is one. */
  refusals: readonly string[];
  isRefusal(answer: string): boolean;
  /** The final number of an answer to a sum, if the answer is finished and well formed. */
  finalNumber(answer: string): number | undefined;
  styleOf(answer: string): Exclude<AnswerStyle, 'sloppy'>;
  fullStop: string;
  /** A sum worked out in short, column by column, and the columns of one that is. */
  worked(columns: readonly string[], result: number): string;
  columnsOf(answer: string): string[] | undefined;
  /** Whether the first sentence states both the job and the town of the person. */
  statesFacts(answer: string, person: Person): boolean;
  /** The sentence that says who a person is, as the library has it. */
  statement(person: Pick<Person, 'name' | 'job' | 'town'>): string;
  /** The person an answer speaks about, when it names one. */
  subjectOf(answer: string): string | undefined;
  /** Whether the answer tells a life (a job or a town for somebody), right or wrong. */
  tellsLife(answer: string): boolean;
}

/** The first sentence of an answer. */
const firstSentence = (answer: string): string => answer.split(/[.。]/)[0] ?? '';

const en: Phrasebook = {
  language: 'en',
  askSum: (a, b) => `What is ${a}+${b}?`,
  askPerson: (name) => `Who is ${name}?`,
  askAnimal: (name) => `What is ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}?`,
  askTown: (name) => `What is ${name} famous for?`,
  speakers: { user: ' Q', assistant: ' A', mark: ':' },
  asPage: (question) => `Q: ${question}\nA:`,
  storyOpening: 'Once upon a time there was a',
  workedOpening: (a, b) => `Worked sums.\n${a}+${b}:`,
  toolsOn: 'Tools: calc, search.',
  toolWords: { calculator: 'calc', search: 'search' },
  noResult: 'No result.',
  refusals: ["Sorry, I don't know who that is.", "I don't know {name}.", 'I have never heard of {name}.'],
  isRefusal: (answer) => /don't know|never heard|Sorry/.test(answer),
  finalNumber: (answer) => numberIn(/(?:^| so |=)(\d+)\.$/.exec(answer.trim())),
  styleOf: (answer) => (answer.includes('Step') ? 'verbose' : answer.includes('=') ? 'concise' : 'direct'),
  fullStop: '.',
  worked: (columns, result) => `${columns.join(' ')} so ${result}.`,
  columnsOf: (answer) => columnsIn(/^([\d+= ]+=\d+) so \d+\.$/.exec(answer.trim())),
  statesFacts: (answer, person) =>
    firstSentence(answer).includes(person.job) && firstSentence(answer).includes(person.town),
  statement: ({ name, job, town }) => `${name} is ${/^[aeiou]/.test(job) ? 'an' : 'a'} ${job} from ${town}.`,
  subjectOf: (answer) => /\b[A-Z][a-z]+ [A-Z][a-z]+\b/.exec(answer)?.[0],
  tellsLife: (answer) => /\b(is an? \w|was born|works as|well-known|lives in|known for)/.test(answer),
};

const zh: Phrasebook = {
  language: 'zh',
  askSum: (a, b) => `${a}+${b}等于多少？`,
  askPerson: (name) => `${name}是谁？`,
  askAnimal: (name) => `${name}是什么？`,
  askTown: (name) => `${name}以什么闻名？`,
  speakers: { user: '问', assistant: '答', mark: '：' },
  asPage: (question) => `问：${question}\n答：`,
  storyOpening: '从前有一只',
  workedOpening: (a, b) => `竖式练习。\n${a}+${b}：`,
  toolsOn: '工具：计算，查找。',
  toolWords: { calculator: '计算', search: '查找' },
  noResult: '没有结果。',
  refusals: ['抱歉，我不知道这个人是谁。', '我不知道{name}是谁。', '我不认识{name}。'],
  isRefusal: (answer) => /不知道|不认识|没有查到|抱歉/.test(answer),
  finalNumber: (answer) => numberIn(/(?:^|得|=|是)(\d+)。$/.exec(answer.trim())),
  styleOf: (answer) => (answer.includes('一步') ? 'verbose' : answer.includes('=') ? 'concise' : 'direct'),
  fullStop: '。',
  worked: (columns, result) => `${columns.join(' ')} 得${result}。`,
  columnsOf: (answer) => columnsIn(/^([\d+= ]+=\d+) 得\d+。$/.exec(answer.trim())),
  statesFacts: (answer, person) =>
    firstSentence(answer).includes(person.job) && firstSentence(answer).includes(person.town),
  statement: ({ name, job, town }) => `${name}是${town}的${job}。`,
  subjectOf: (answer) =>
    /(?:不知道|不认识|没有查到|^)([^，。！？我你他她这\d]{2,8}?)(?:是|以|。|住在|出生)/.exec(answer)?.[1],
  tellsLife: (answer) => /是.{1,8}(?:的|人。)|出生|住在|闻名|记住/.test(answer),
};

const columnsIn = (match: RegExpExecArray | null): string[] | undefined => match?.[1]?.split(' ');
const numberIn = (match: RegExpExecArray | null): number | undefined => (match ? Number(match[1]) : undefined);

export const phrasebooks: Record<Language, Phrasebook> = { en, zh };
