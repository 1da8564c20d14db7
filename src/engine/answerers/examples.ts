/** The worked examples, for a reader to look through. */
import { type DistinctConversation, distinctConversations, textOf } from '../../llm/edits.ts';
import type { ConversationKind } from '../../llm/world.ts';
import type { Answerer } from './answerer.ts';

const maxShown = 200;

export const examples: Answerer<'examples'> = async function* ({ kinds, search, from, count }, { school }) {
  const all = distinctConversations(school.files.conversations);
  const byKind = new Map<ConversationKind, number>();
  for (const { kind, copies } of all) byKind.set(kind, (byKind.get(kind) ?? 0) + copies);
  const wanted = search.trim().toLowerCase();
  const isFound = ({ kind, messages }: DistinctConversation): boolean =>
    (kinds.length === 0 || kinds.includes(kind)) &&
    (wanted === '' || messages.some(({ parts }) => parts.some((part) => textOf(part).toLowerCase().includes(wanted))));
  const found = all.filter(isFound);
  yield {
    kinds: [...byKind].map(([kind, conversations]) => ({ kind, conversations })),
    found: { conversations: found.reduce((sum, { copies }) => sum + copies, 0), distinct: found.length },
    shown: found.slice(from, from + Math.min(count, maxShown)),
  };
};
