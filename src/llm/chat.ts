/**
 * Conversations as tokens. A message is `<|im_start|> <|role|> <|im_sep|> parts <|im_end|>`; the assistant's part may hold a tool call,
 * `<|tool|> word argument <|result|>`, after which the page writes what the tool answered and `<|tool_end|>`. The special tokens have
 * no spelling in plain text, so nothing that a user types can end a message or call a tool.
 */
import type { Phrasebook } from './phrases.ts';
import { layOut, type SpecialToken, specialId, specialTokens, type Tokenizer, takeUp } from './tokenizer.ts';
import type { Conversation, Message, MessagePart, Role, ToolName } from './world.ts';

/** Tokens, and for each whether it is learned (1) or only read (0). */
export interface TrainingExample {
  tokenIds: number[];
  lossMask: number[];
}

const roleTokens: Record<Role, SpecialToken> = {
  system: '<|system|>',
  user: '<|user|>',
  assistant: '<|assistant|>',
};

/** A message of plain text. */
export function text(role: Role, content: string): Message {
  return { role, parts: [{ kind: 'text', text: content }] };
}

/** Learned are the assistant's own words, its tool calls, and its `<|im_end|>`; never what a tool answered. */
export function encodeConversation(
  tokenizer: Tokenizer,
  phrases: Phrasebook,
  conversation: Pick<Conversation, 'messages'>,
): TrainingExample {
  const example: TrainingExample = { tokenIds: [], lossMask: [] };
  const append = (ids: readonly number[], mask: number): void => {
    for (const id of ids) {
      example.tokenIds.push(id);
      example.lossMask.push(mask);
    }
  };
  append([specialId('<|endoftext|>')], 0);
  for (const message of conversation.messages) {
    const mask = message.role === 'assistant' ? 1 : 0;
    append(messageStart(message.role), 0);
    for (const part of message.parts) {
      append(encodePart(tokenizer, phrases, part), part.kind === 'toolResult' ? 0 : mask);
    }
    append([specialId('<|im_end|>')], mask);
  }
  return example;
}

/** The conversation so far, up to where the assistant's next message starts. */
export function encodePrompt(tokenizer: Tokenizer, phrases: Phrasebook, messages: readonly Message[]): number[] {
  const { tokenIds } = encodeConversation(tokenizer, phrases, { messages: [...messages] });
  return [...tokenIds, ...messageStart('assistant')];
}

/** The start of a page, as a base model reads it. */
export function encodeRaw(tokenizer: Tokenizer, page: string): number[] {
  return [specialId('<|endoftext|>'), ...tokenizer.encode(layOut(page))];
}

/** What the page appends after the model's `<|result|>`. */
export function encodeToolResult(tokenizer: Tokenizer, result: string): number[] {
  return [...tokenizer.encode(layOut(result)), specialId('<|tool_end|>')];
}

/** The text of generated tokens, without special tokens. */
export function decodeCompletion(tokenizer: Tokenizer, tokenIds: readonly number[]): string {
  return takeUp(tokenizer.decode(tokenIds.filter((id) => !specials.has(id)))).trim();
}

/**
 * The parts of an assistant's message, up to `<|im_end|>`. A call of a tool that does not exist, or one that was never finished, is
 * kept as text, so that the reader sees what the model wrote.
 */
export function decodeParts(tokenizer: Tokenizer, phrases: Phrasebook, tokenIds: readonly number[]): MessagePart[] {
  const parts: MessagePart[] = [];
  let pending: number[] = [];
  const takeText = (): string => {
    const content = decodeCompletion(tokenizer, pending);
    pending = [];
    return content;
  };
  const flushText = (): void => {
    const content = takeText();
    if (content) parts.push({ kind: 'text', text: content });
  };
  let isInCall = false;
  let isInResult = false;
  for (const id of tokenIds) {
    if (id === specialId('<|im_end|>')) break;
    if (id === specialId('<|tool|>')) {
      flushText();
      isInCall = true;
    } else if (id === specialId('<|result|>') && isInCall) {
      const content = takeText();
      const call = parseCall(phrases, content);
      if (call) parts.push(call);
      else if (content) parts.push({ kind: 'text', text: content });
      isInCall = false;
      isInResult = call !== undefined;
    } else if (id === specialId('<|tool_end|>') && isInResult) {
      parts.push({ kind: 'toolResult', text: takeText() });
      isInResult = false;
    } else {
      pending.push(id);
    }
  }
  const content = takeText();
  if (content) parts.push({ kind: isInResult ? 'toolResult' : 'text', text: content });
  return parts;
}

const specials: ReadonlySet<number> = new Set(specialTokens.map(specialId));

const messageStart = (role: Role): number[] => [
  specialId('<|im_start|>'),
  specialId(roleTokens[role]),
  specialId('<|im_sep|>'),
];

function encodePart(tokenizer: Tokenizer, phrases: Phrasebook, part: MessagePart): number[] {
  switch (part.kind) {
    case 'text':
      return tokenizer.encode(layOut(part.text));
    case 'toolCall': {
      const call = tokenizer.encode(layOut(`${phrases.toolWords[part.tool]} ${part.argument}`));
      return [specialId('<|tool|>'), ...call, specialId('<|result|>')];
    }
    case 'toolResult':
      return encodeToolResult(tokenizer, part.text);
    default: {
      const unknown: never = part;
      return unknown;
    }
  }
}

function parseCall(phrases: Phrasebook, call: string): MessagePart | undefined {
  for (const [tool, word] of Object.entries(phrases.toolWords) as [ToolName, string][]) {
    if (call === word || call.startsWith(`${word} `)) {
      return { kind: 'toolCall', tool, argument: call.slice(word.length).trim() };
    }
  }
  return undefined;
}
