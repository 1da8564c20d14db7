/**
 * The questions that lessons put to the engine, and the shapes of their answers: plain data, as all that page and engine say to each other.
 * As long as the lessons have questions: an entry each, and what it needs.
 */
import type { BadReward } from '../llm/badRewards.ts';
import type { FilterName } from '../llm/cleaning.ts';
import type { SamplingConfig } from '../llm/config.ts';
import type { ContextKind } from '../llm/contexts.ts';
import type { CrawlSurvey, Fate, OpenedPage, PageLine } from '../llm/crawl.ts';
import type { Demonstrations } from '../llm/demonstrations.ts';
import type { DistinctConversation } from '../llm/edits.ts';
import type { InterviewAnswer } from '../llm/interview.ts';
import type { MergeMoment } from '../llm/mergeHistory.ts';
import type { Neighbor } from '../llm/neighbors.ts';
import type { OwnText } from '../llm/ownText.ts';
import type { RecitedPage } from '../llm/recital.ts';
import type { Rollout, SpokenProbe, StageName } from '../llm/reports.ts';
import type { TrialReport } from '../llm/rewardTrial.ts';
import type { SchoolbookPages } from '../llm/schoolbook.ts';
import type { Compared, WorkingChances } from '../llm/thinking.ts';
import type { TrialCase } from '../llm/toolTrial.ts';
import type { Activations } from '../llm/trace.ts';
import type { Conversation, ConversationKind, Message, Tier, ToolName, World } from '../llm/world.ts';

/** What to put before the model. `raw` goes in as it is; `chat` through the chat template. */
export type Prompt = { kind: 'raw'; text: string } | { kind: 'chat'; messages: Message[]; tools: boolean };

/** One token of a prompt or an answer. `special` tokens are the template's; `tool` ones were pasted in by the page. */
export interface TokenView {
  tokenId: number;
  label: string;
  special: boolean;
  tool: boolean;
}

/**
 * Questions that lessons put to the engine, by name. While an answer grows, each version of it replaces the one before. A question about one
 * checkpoint names it `stage`, so that the page knows when its answer is out of date.
 */
export interface Questions {
  /** One prompt, continued several times by the same model, each time with other random numbers. */
  write: {
    asked: {
      stage: StageName | 'live';
      prompt: Prompt;
      /** How many continuations. */
      count: number;
      sampling: SamplingConfig;
      seed: number;
      maxNewTokens: number;
    };
    answer: { texts: WrittenText[] };
  };
  /** What the filters leave of the crawl when some are switched off, whatever the school itself reads. */
  crawl: { asked: { switchedOff: readonly FilterName[] }; answer: CrawlSurvey };
  /** `count` of its pages, from the `from`-th on of those that fit. */
  crawlPages: {
    asked: { switchedOff: readonly FilterName[]; fate: Fate; query: string; from: number; count: number };
    answer: { total: number; lines: PageLine[] };
  };
  /** One of its pages, by its place in the crawl. */
  crawlPage: { asked: { switchedOff: readonly FilterName[]; index: number }; answer: OpenedPage };
  /** The reader's own files (or what was pasted, as one) as documents to read. */
  ownText: {
    asked: { files: { name: string; bytes: Uint8Array }[] };
    answer: Pick<OwnText, 'documents' | 'characters' | 'isCut' | 'skippedLines'>;
  };
  /** How the vocabulary was learned, and a stretch of what it was learned from. */
  merges: {
    asked: Record<never, never>;
    /** `characters` of all documents, and how many of them differ. */
    answer: { stretch: string; moments: MergeMoment[]; characters: { all: number; distinct: number } };
  };
  /** A text under the tokenizer of a large model. */
  gptTokens: {
    asked: { encoding: GptEncoding; text: string };
    answer: { vocabSize: number; tokens: { tokenId: number; bytes: number[] }[] };
  };
  /** What a model says by heart of the pages that the crawl repeats most. */
  recital: { asked: { stage: StageName }; answer: { pages: RecitedPage[] } };
  /** Several prompts, each answered once by the same model. `step` is where it stands in its training. */
  replies: {
    asked: {
      stage: StageName | 'live';
      prompts: Prompt[];
      sampling: SamplingConfig;
      seed: number;
      maxNewTokens: number;
    };
    answer: { step: number; texts: WrittenText[] };
  };
  /** Everybody in the books, and names that are not. */
  roster: { asked: Record<never, never>; answer: Pick<World, 'people' | 'newNames' | 'recombinedNames'> };
  /** The worked examples as the corpus has them: counted by kind, and of those that are looked for some from the `from`th on. */
  examples: {
    /** All kinds when none is named; `search` is found anywhere in what is said. */
    asked: { kinds: ConversationKind[]; search: string; from: number; count: number };
    answer: {
      kinds: { kind: ConversationKind; conversations: number }[];
      /** How many are looked for, in how many wordings. */
      found: { conversations: number; distinct: number };
      shown: DistinctConversation[];
    };
  };
  /** One question answered once with the likeliest tokens and several times by chance, with how sure the model was of each token. */
  lives: {
    asked: { stage: StageName | 'live'; prompt: Prompt; count: number; seed: number; maxNewTokens: number };
    answer: { likeliest: WeighedText; drawn: WeighedText[] };
  };
  /** What the assistant knows of everybody, and who will be declined in the examples that follow from it. */
  probing: {
    asked: { stage: 'assistant' };
    answer: { results: SpokenProbe[]; declined: string[]; examples: Conversation[] };
  };
  /** Everybody in the books and many who are not, asked once each. `declined` are those whom this checkpoint's examples declined. */
  interview: { asked: { stage: StageName }; answer: { answers: InterviewAnswer[]; declined: string[] } };
  /**
   * An answer up to its end, or up to where the model calls a tool: the call then comes with what the tool says, and is gone on from with
   * `written` and `result`, the text to be pasted in.
   */
  toolTurn: {
    asked: {
      stage: StageName;
      question: string;
      hasTools: boolean;
      written: number[];
      result?: string;
      sampling: SamplingConfig;
      seed: number;
    };
    answer: {
      /** After `written`: what was pasted in, and what the model wrote. */
      tokens: TokenView[];
      state: 'writing' | 'calling' | 'ended' | 'full';
      call?: { tool: ToolName; argument: string; result: string };
    };
  };
  /** The same unseen questions with and without tools, those asked so far. */
  toolTrial: {
    asked: { stage: StageName; count: number; seed: number };
    answer: { cases: TrialCase[]; total: number };
  };
  /** One sum, attempted several times as in practice, and graded. */
  attempts: {
    asked: { stage: StageName | 'live'; sum: Sum; count: number; temperature: number; seed: number };
    answer: { question: string; attempts: AttemptView[] };
  };
  /** Sums of each number of digits, answered at once and worked out, those asked so far. */
  thinking: {
    asked: { stage: StageName; each: number; seed: number };
    answer: { compared: Compared[]; groups: number };
  };
  /** The model's own working of a sum, and how likely each digit of the right answer is with more and more of it before it. */
  workings: { asked: { stage: StageName; sum: Sum }; answer: WorkingChances };
  /** How the teacher answers the sums in the worked examples, and how often it is right. */
  demonstrations: { asked: Record<never, never>; answer: Demonstrations };
  /** Held-out sums, some at a time. */
  exam: {
    asked: { stage: StageName; count: number; seed: number; temperature: number };
    answer: { answers: ExamAnswer[]; total: number };
  };
  /** Practice for a bad reward, on a copy of the model. */
  rewardTrial: { asked: { stage: StageName; reward: BadReward; seed: number }; answer: { reports: TrialReport[] } };
  /** A page of each kind out of the open school's schoolbook; another draw for another seed. */
  schoolbook: { asked: { seed: number }; answer: SchoolbookPages };
  /** Everything that a model computes while it reads one prompt. */
  inside: { asked: { stage: StageName | 'live'; prompt: Prompt }; answer: Inside };
  /**
   * One guess out of the corpus; with `isLearned` also what a step on it makes of it, in a copy of the model. At a place seen before, or else
   * the hardest of some drawn at random. `rateFactor` is what the reader multiplies the learning rate by.
   */
  example: {
    asked: { stage: StageName | 'live'; seed: number; position?: number; isLearned: boolean; rateFactor: number };
    answer: { step: number; placesDrawn: number; example?: LearnedExample };
  };
  /** The logits of the next token after a prompt and what has been written after it. */
  nextToken: {
    asked: { stage: StageName | 'live'; prompt: Prompt; written: number[] };
    answer: { step: number; logits: Float32Array };
  };
  /** One prompt and what has been written after it, continued several times side by side, a token each in turn. */
  rolls: {
    asked: Asked<'write'> & { written: number[] };
    answer: { rolls: Roll[] };
  };
  /** A page begun, or a text of the reader's, gone on with; and what of it all stands word for word in the corpus. */
  quote: {
    asked: {
      stage: StageName | 'live';
      from: { kind: 'often' | 'once'; index: number } | { kind: 'text'; text: string };
      sampling: SamplingConfig;
      seed: number;
      maxNewTokens: number;
      /** Goes on past the end of a page, into whatever the model takes for the next. */
      isEndless: boolean;
    };
    answer: Quoted;
  };
  /** Whom a model knows, beside the number of pages that tell of each. */
  people: { asked: { stage: StageName | 'live' }; answer: { people: KnownPerson[]; total: number } };
  /** How many bits a model needs for a byte of pages that it never read, beside what a compressor of files needs. */
  compression: { asked: { stage: StageName | 'live' }; answer: Compression };
  /** Sums as a model goes on with them after `a+b=`. */
  sums: { asked: { stage: StageName | 'live'; sums: Sum[] }; answer: { sums: SaidSum[] } };
  /** The same facts drawn out by different contexts. */
  contexts: { asked: { stage: StageName | 'live' }; answer: { contexts: TriedContext[] } };
}
export type QuestionName = keyof Questions;
export type Asked<Name extends QuestionName> = Questions[Name]['asked'];
export type Answer<Name extends QuestionName> = Questions[Name]['answer'];

/** Mapped over the names, so that a function of one name takes and gives what belongs to that name. */
export type Question<Name extends QuestionName = QuestionName> = {
  [N in Name]: { name: N; asked: Asked<N> };
}[Name];
export type AnswerEvent<Name extends QuestionName = QuestionName> = {
  [N in Name]: { kind: 'answer'; requestId: string; name: N; answer: Answer<N> };
}[Name];

/** Tokenizers of OpenAI: that of GPT-2 and GPT-3, and that of GPT-4o. */
export type GptEncoding = 'r50k_base' | 'o200k_base';
/** A text with the model's own opinion of every token. */
export interface WeighedText {
  tokens: (TokenView & { probability: number; entropyBits: number })[];
  /** Natural logarithm of the probability of the whole. */
  logprob: number;
  hasEnded: boolean;
}

/** What is asked for as a+b. */
export interface Sum {
  a: number;
  b: number;
}

/** One attempt at a sum. */
export interface AttemptView extends Rollout {
  tokens: number;
  /** Its tokens, each with the probability that the model itself gave it. */
  pieces: (TokenView & { probability: number })[];
  hasEnded: boolean;
}

/** An answer to a sum, at the temperature asked for. */
export interface ExamAnswer extends Pick<Rollout, 'text' | 'correct' | 'style'> {
  question: string;
}

export interface Inside {
  /** Of the training that the model has behind it. */
  step: number;
  tokens: TokenView[];
  activations: Activations;
  /** For each token of the prompt, those of the vocabulary with the most similar embeddings. */
  neighbors: Neighbor[][];
  /** By name of the parameter. */
  parameterCounts: Record<string, number>;
}

/** A place in the corpus, and what the model holds likely there. */
export interface LearnedExample {
  /** In the tokens of the corpus. */
  position: number;
  /** From the start of the page on. */
  context: TokenView[];
  /** What stands there. */
  target: TokenView;
  page: Pick<CorpusPage, 'url' | 'place'>;
  /** Of the matrices, at which the step is made. */
  learningRate: number;
  /** Logits before the step and, when it has been made, after it. */
  before: Float32Array;
  after?: Float32Array;
}

export interface Roll {
  tokens: TokenView[];
  /** Of each token under the model itself: temperature 1, nothing cut. */
  logprobs: number[];
  /** The model ended it by itself. */
  hasEnded: boolean;
}

/** A page of the corpus. */
export interface CorpusPage {
  text: string;
  /** Empty for one of the reader's own. */
  url: string;
  /** Its place in the crawl; absent for one of the reader's own. */
  place?: number;
  /** How often it stands in what is read. */
  copies: number;
}

/** A stretch of tokens, from `start` up to but without `end`, that stands word for word in the corpus. */
export interface QuotedStretch {
  start: number;
  end: number;
  /** How often it stands there. */
  occurrences: number;
  /** The first page that holds it. */
  page: CorpusPage;
}

export interface Quoted {
  /** The page whose beginning was given; absent for a text of the reader's, and when there is no such page. */
  page?: CorpusPage;
  given: TokenView[];
  written: TokenView[];
  /** Stretches of the given and the written tokens together; empty until all is written. */
  quotes: QuotedStretch[];
  /** So many tokens of the page were written on word for word, of those there was room for. */
  recited?: { tokens: number; of: number };
  /** How often the text given stands in the corpus. */
  mentions: number;
  isFinished: boolean;
}

export interface KnownPerson {
  name: string;
  tier: Tier;
  /** Of the corpus that name the person. */
  pages: number;
  isKnown: boolean;
  answer: string;
}

export interface Compression {
  heldBytes: number;
  corpusBytes: number;
  /** Of the parameters as they are computed with, in single precision. */
  parameterBytes: number;
  model: number;
  untrained: number;
  /** Absent where the browser has no compressor. */
  gzip?: number;
  /** The compressor has had the corpus before. */
  gzipAfterCorpus?: number;
}

export interface SaidSum extends Sum {
  /** How often the sum stands in the corpus. */
  mentions: number;
  /** Empty when the model says no number. */
  said: string;
  /** What the model itself gives the number that it says. */
  chance: number;
}

export interface TriedContext {
  kind: ContextKind;
  /** One of the contexts, and what was written after it. */
  example: { context: string; written: string };
  right: number;
  asked: number;
}

export interface WrittenText {
  tokens: TokenView[];
  /** The model ended it by itself. */
  hasEnded: boolean;
}
