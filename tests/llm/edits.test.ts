import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { text } from '../../src/llm/chat.ts';
import {
  checkEdits,
  distinctConversations,
  editLimits,
  markOf,
  noEdits,
  problemOf,
  withEdits,
} from '../../src/llm/edits.ts';
import { SchoolError } from '../../src/llm/errors.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createTokenizer } from '../../src/llm/tokenizer.ts';
import type { Conversation, Message } from '../../src/llm/world.ts';

const tokenizer = createTokenizer([]);
const phrases = phrasebooks.en;
const exchange = (question: string, answer: string): Message[] => [text('user', question), text('assistant', answer)];
const conversation = (question: string, answer: string): Conversation => ({
  kind: 'smallTalk',
  messages: exchange(question, answer),
});
const pile = [conversation('Hi', 'Hello'), conversation('Bye', 'See you'), conversation('Hi', 'Hello')];
const hello = markOf(conversation('Hi', 'Hello'));

describe('edited examples', () => {
  it('are the same pile without edits', () => {
    expect(withEdits(pile, noEdits)).toEqual(pile);
  });

  it('leave out all that say the same, and hold what is added as often as asked', () => {
    const messages = exchange('Who are you?', 'A pirate.');
    expect(withEdits(pile, { added: [{ messages, copies: 2 }], removed: [hello] })).toEqual([
      pile[1],
      { kind: 'own', messages },
      { kind: 'own', messages },
    ]);
  });

  it('know a conversation by what is said, and by who says it', () => {
    expect(markOf({ messages: exchange('Hi', 'Hello') })).toBe(hello);
    expect(markOf({ messages: [text('user', 'Hi'), text('user', 'Hello')] })).not.toBe(hello);
  });

  it('group what says the same, in order, and no two that differ', () => {
    expect(distinctConversations(pile).map(({ mark, copies }) => [mark, copies])).toEqual([
      [hello, 2],
      [markOf(pile[1]!), 1],
    ]);
    for (const folder of ['en/course', 'zh/course', 'en/quick', 'zh/quick']) {
      const lines = readFileSync(new URL(`../../corpus/${folder}/conversations.jsonl`, import.meta.url), 'utf8');
      const all = lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Conversation);
      const said = new Set(all.map(({ messages }) => JSON.stringify(messages)));
      expect(distinctConversations(all), folder).toHaveLength(said.size);
    }
  });
});

describe('what can be learned from', () => {
  const problem = (messages: Message[]) => problemOf(tokenizer, phrases, messages, 64);

  it('is a conversation with an answer that fits', () => {
    expect(problem(exchange('Hi', 'Hello'))).toBeUndefined();
    expect(problem([])).toBe('empty');
    expect(problem(exchange(' ', 'Hello'))).toBe('empty');
    expect(problem([text('user', 'Hi')])).toBe('noAnswer');
    expect(problem(exchange('Hi', 'o'.repeat(60)))).toBe('tooLong');
    expect(problem(Array<Message>(editLimits.messages + 1).fill(text('assistant', 'o')))).toBe('tooLong');
  });

  it('is just not cut where it is as long as the context and the token after it', () => {
    // endoftext, twice three tokens before a message and one after it, and the spaces with which lines are laid out.
    const answerOf = (tokens: number): string => 'o'.repeat(tokens - 1 - 2 * 4 - 2 - 2);
    expect(problem(exchange('Hi', answerOf(65)))).toBeUndefined();
    expect(problem(exchange('Hi', answerOf(66)))).toBe('tooLong');
  });

  it('is refused by number, and so are too many', () => {
    const details = (added: { messages: Message[]; copies: number }[], removed: number[] = []) => {
      try {
        checkEdits({ added, removed }, tokenizer, phrases, 64);
        return undefined;
      } catch (error) {
        return error instanceof SchoolError ? { code: error.code, ...error.details } : error;
      }
    };
    const fine = { messages: exchange('Hi', 'Hello'), copies: 1 };
    const code = 'examplesInvalid';
    expect(details([fine])).toBeUndefined();
    expect(details([fine, { ...fine, messages: [text('user', 'Hi')] }])).toEqual({
      code,
      example: 2,
      problem: 'noAnswer',
    });
    for (const copies of [0, 1.5, Number.NaN, editLimits.copies + 1]) {
      expect(details([{ ...fine, copies }])).toEqual({ code, example: 1, problem: 'copies' });
    }
    expect(details(Array(editLimits.added + 1).fill(fine))).toEqual({ code, examples: editLimits.added + 1 });
    expect(details([], Array(editLimits.removed + 1).fill(1))).toMatchObject({ code });
  });
});
