/**
 * What a reader changes in the worked examples before a model imitates them: conversations left out, and conversations added. A changed one
 * is both. Conversations are known by a mark of what is said in them, so that all that say the same go together, and so that edits
 * still mean the same when the corpus has grown meanwhile.
 */
import { encodeConversation } from './chat.ts';
import { crc32 } from './crc32.ts';
import { SchoolError } from './errors.ts';
import type { Phrasebook } from './phrases.ts';
import type { Tokenizer } from './tokenizer.ts';
import type { Conversation, ConversationKind, Message } from './world.ts';

export interface AddedConversation {
  messages: Message[];
  /** How many times it lies in the pile: one among thousands is hardly noticed. */
  copies: number;
}

export interface ConversationEdits {
  added: AddedConversation[];
  /** Marks of the conversations left out. */
  removed: number[];
}

export const noEdits: ConversationEdits = { added: [], removed: [] };

export const editLimits = { added: 100, removed: 10_000, copies: 200, messages: 8, characters: 600 } as const;

/** The same for conversations in which the same is said. */
export const markOf = ({ messages }: Pick<Conversation, 'messages'>): number =>
  crc32(new TextEncoder().encode(JSON.stringify(messages)));

/** The conversations without those left out, and with those added. */
export function withEdits(all: readonly Conversation[], { added, removed }: ConversationEdits): Conversation[] {
  const isRemoved = new Set(removed);
  const kept = isRemoved.size > 0 ? all.filter((conversation) => !isRemoved.has(markOf(conversation))) : all;
  return [
    ...kept,
    ...added.flatMap(({ messages, copies }) => Array<Conversation>(copies).fill({ kind: 'own', messages })),
  ];
}

/** Why nothing could be learned from a conversation, or not the whole of it. */
export type ConversationProblem = 'empty' | 'noAnswer' | 'tooLong';

/** @param contextLength a conversation longer than that and the token after it would be cut */
export function problemOf(
  tokenizer: Tokenizer,
  phrases: Phrasebook,
  messages: readonly Message[],
  contextLength: number,
): ConversationProblem | undefined {
  const texts = messages.flatMap(({ parts }) => parts.map(textOf));
  if (messages.length === 0 || texts.some((content) => content.trim() === '')) return 'empty';
  if (!messages.some(({ role }) => role === 'assistant')) return 'noAnswer';
  const characters = texts.reduce((sum, { length }) => sum + length, 0);
  if (messages.length > editLimits.messages || characters > editLimits.characters) return 'tooLong';
  const { tokenIds } = encodeConversation(tokenizer, phrases, { messages: [...messages] });
  return tokenIds.length > contextLength + 1 ? 'tooLong' : undefined;
}

/** @throws SchoolError 'examplesInvalid' when there are too many, or one that cannot be learned from */
export function checkEdits(
  { added, removed }: ConversationEdits,
  tokenizer: Tokenizer,
  phrases: Phrasebook,
  contextLength: number,
): void {
  if (added.length > editLimits.added || removed.length > editLimits.removed) {
    throw new SchoolError('examplesInvalid', { examples: Math.max(added.length, removed.length) });
  }
  for (const [i, { messages, copies }] of added.entries()) {
    const isCount = Number.isInteger(copies) && copies >= 1 && copies <= editLimits.copies;
    const problem = isCount ? problemOf(tokenizer, phrases, messages, contextLength) : 'copies';
    if (problem) throw new SchoolError('examplesInvalid', { example: i + 1, problem });
  }
}

/** What is said in a part, a call's argument included. */
export const textOf = (part: Message['parts'][number]): string =>
  part.kind === 'toolCall' ? part.argument : part.text;

/** Conversations in which the same is said, as one. */
export interface DistinctConversation {
  mark: number;
  kind: ConversationKind;
  copies: number;
  messages: Message[];
}

const known = new WeakMap<readonly Conversation[], DistinctConversation[]>();

/** In the order in which they first occur; found once for each list. */
export function distinctConversations(all: readonly Conversation[]): readonly DistinctConversation[] {
  const found = known.get(all);
  if (found) return found;
  const byMark = new Map<number, DistinctConversation>();
  for (const conversation of all) {
    const { kind, messages } = conversation;
    const mark = markOf(conversation);
    const before = byMark.get(mark);
    if (before) before.copies++;
    else byMark.set(mark, { mark, kind, copies: 1, messages });
  }
  const distinct = [...byMark.values()];
  known.set(all, distinct);
  return distinct;
}
