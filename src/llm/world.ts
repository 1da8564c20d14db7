/**
 * The made-up world that the corpus describes, and the shapes of the files in corpus/{language}/{preset}/.
 * Types only; the files are written by corpus/generate.
 */
import type { Language, PresetName } from './config.ts';

/** One crawled page, as raw HTML. A line of pages.jsonl. */
export interface RawPage {
  url: string;
  html: string;
}

/** How often a person stands in the corpus: many pages, some, exactly one. */
export type Tier = 'famous' | 'mid' | 'obscure';

export interface Person {
  name: string;
  tier: Tier;
  job: string;
  town: string;
  thing: string;
}

/** world.json: every fact, for grading and for building questions. */
export interface World {
  language: Language;
  preset: PresetName;
  people: Person[];
  towns: { name: string; kind: string; food: string; sight: string }[];
  animals: { name: string; kind: string; place: string; food: string }[];
  /** Documents to be learned by heart: each stands `featuredCopies` times in the training documents. */
  featured: string[];
  featuredCopies: number;
  /** Tests only: names whose parts stand nowhere in the corpus nor in any conversation. The first is the lesson's person. */
  newNames: string[];
  /** Tests only: new combinations of first and last names that do stand in the corpus. */
  recombinedNames: string[];
}

export type ToolName = 'calculator' | 'search';

/** A piece of a message: plain text, a call that the model writes, or a result that the page pastes in (never trained on). */
export type MessagePart =
  | { kind: 'text'; text: string }
  | { kind: 'toolCall'; tool: ToolName; argument: string }
  | { kind: 'toolResult'; text: string };

export type Role = 'system' | 'user' | 'assistant';

export interface Message {
  role: Role;
  parts: MessagePart[];
}

/**
 * What a conversation teaches. `person`: a fact about `about`. `stranger`: the same of somebody whom no page mentions, so that only the
 * tone can be learned; not for the honest lesson. `refusal`: "I don't know" to a made-up name `about`.
 * `calculator`, `search`: tools are switched on by a system message. `sum`: arithmetic in one of four styles. `smallTalk`, `animal`,
 * `town`, `story`: the rest. `own`: written by the reader; never in a file of the corpus.
 */
export type ConversationKind =
  | 'person'
  | 'stranger'
  | 'refusal'
  | 'calculator'
  | 'search'
  | 'sum'
  | 'smallTalk'
  | 'animal'
  | 'town'
  | 'story'
  | 'own';

/** How the teacher answers a sum; `sloppy` is concise but forgets the carry, so it is often wrong. */
export type AnswerStyle = 'direct' | 'concise' | 'verbose' | 'sloppy';

/** A line of conversations.jsonl. */
export interface Conversation {
  kind: ConversationKind;
  /** The person asked about, for `person`, `stranger`, `refusal` and `search`. */
  about?: string;
  /** For `sum`. */
  style?: AnswerStyle;
  messages: Message[];
}

/** A line of exercises.jsonl: a question and the answer in the back of the book, no working. */
export interface Exercise {
  question: string;
  answer: number;
  digits: number;
  split: 'train' | 'test';
}

/** Everything a school needs of one language and preset. */
export interface CorpusFiles {
  world: World;
  pages: RawPage[];
  conversations: Conversation[];
  exercises: Exercise[];
}
