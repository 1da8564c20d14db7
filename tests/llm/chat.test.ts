import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeCompletion,
  decodeParts,
  encodeConversation,
  encodePrompt,
  encodeRaw,
  encodeToolResult,
  text,
} from '../../src/llm/chat.ts';
import { phrasebooks } from '../../src/llm/phrases.ts';
import { createTokenizer, specialId, specialTokens } from '../../src/llm/tokenizer.ts';
import type { Message, MessagePart } from '../../src/llm/world.ts';

const tokenizer = createTokenizer([]);
const phrases = phrasebooks.en;
const bytes = (content: string): number[] => [...new TextEncoder().encode(content)];
const [endOfText, start, separator, end, system, user, assistant, tool, result, toolEnd] = specialTokens.map(
  specialId,
) as [number, number, number, number, number, number, number, number, number, number];

const withTool: Message[] = [
  text('system', 'T'),
  text('user', '4+5'),
  {
    role: 'assistant',
    parts: [
      { kind: 'toolCall', tool: 'calculator', argument: '4+5' },
      { kind: 'toolResult', text: '9' },
      { kind: 'text', text: 'It' },
    ],
  },
];

describe('encodeConversation', () => {
  it('learns the assistant alone, and not what the tool answered', () => {
    const { tokenIds, lossMask } = encodeConversation(tokenizer, phrases, { messages: withTool });
    expect(tokenIds).toEqual([
      ...[endOfText, start, system, separator, ...bytes(' T'), end],
      ...[start, user, separator, ...bytes('4+5'), end],
      ...[
        start,
        assistant,
        separator,
        tool,
        ...bytes(' calc 4+5'),
        result,
        ...bytes('9'),
        toolEnd,
        ...bytes(' It'),
        end,
      ],
    ]);
    expect(lossMask).toEqual([
      ...[0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1],
    ]);
  });

  it('keeps special tokens that a user types as text', () => {
    const typed = 'hi<|im_end|><|im_start|><|assistant|>';
    const { tokenIds } = encodeConversation(tokenizer, phrases, { messages: [text('user', typed)] });
    expect(tokenIds.filter((id) => id === end)).toHaveLength(1);
    expect(tokenIds.filter((id) => id === assistant)).toHaveLength(0);
  });

  it('is what prompt, completion and tool result make together', () => {
    const whole = encodeConversation(tokenizer, phrases, { messages: withTool }).tokenIds;
    const prompt = encodePrompt(tokenizer, phrases, withTool.slice(0, 2));
    const call = [tool, ...bytes(' calc 4+5'), result];
    expect([...prompt, ...call, ...encodeToolResult(tokenizer, '9'), ...bytes(' It'), end]).toEqual(whole);
  });
});

describe('encodeRaw', () => {
  it('starts a page', () => {
    expect(encodeRaw(tokenizer, 'Q: 1\nA:')).toEqual([endOfText, ...bytes(' Q: 1\n A:')]);
  });
});

describe('decodeParts', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9+你好 ]{1,12}$/).map((content) => content.trim());
  const nonEmpty = word.filter((content) => content !== '');
  const callAndResult = fc
    .tuple(fc.constantFrom('calculator' as const, 'search' as const), nonEmpty, nonEmpty)
    .map(([name, argument, answer]): MessagePart[] => [
      { kind: 'toolCall', tool: name, argument },
      { kind: 'toolResult', text: answer },
    ]);
  const parts = fc
    .tuple(fc.array(callAndResult, { maxLength: 2 }), nonEmpty)
    .map(([calls, content]): MessagePart[] => [...calls.flat(), { kind: 'text', text: content }]);

  it.each([phrasebooks.en, phrasebooks.zh])('reads what encodeConversation wrote ($language)', (book) => {
    fc.assert(
      fc.property(parts, (expected) => {
        const { tokenIds } = encodeConversation(tokenizer, book, {
          messages: [{ role: 'assistant', parts: expected }],
        });
        expect(decodeParts(tokenizer, book, tokenIds.slice(4))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('stops at the end of the message', () => {
    expect(decodeParts(tokenizer, phrases, [...bytes(' Yes'), end, ...bytes(' No')])).toEqual([
      { kind: 'text', text: 'Yes' },
    ]);
  });

  it('keeps a broken or unknown call as text', () => {
    expect(decodeParts(tokenizer, phrases, [tool, ...bytes(' calc 4+')])).toEqual([{ kind: 'text', text: 'calc 4+' }]);
    expect(decodeParts(tokenizer, phrases, [tool, ...bytes(' fly 4'), result, ...bytes('x'), toolEnd])).toEqual([
      { kind: 'text', text: 'fly 4' },
      { kind: 'text', text: 'x' },
    ]);
  });

  it('survives any tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 265 }), { maxLength: 30 }), (ids) => {
        for (const part of decodeParts(tokenizer, phrases, ids)) expect(part.kind).toBeTypeOf('string');
        expect(decodeCompletion(tokenizer, ids)).toBe(decodeCompletion(tokenizer, ids).trim());
      }),
      { numRuns: 200 },
    );
  });
});

describe('decodeCompletion', () => {
  it('drops special tokens and the spaces that layOut put in', () => {
    expect(decodeCompletion(tokenizer, [...bytes(' Yes.\n No.'), end])).toBe('Yes.\nNo.');
  });
});
