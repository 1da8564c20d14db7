/**
 * How the reader changes the worked examples, one pile a language, with what was before, so that every change can be undone. The next training
 * of the assistant takes the pile as it then lies (`editsNow`).
 */
import type { Language } from '../llm/config.ts';
import { type ConversationEdits, editLimits, noEdits } from '../llm/edits.ts';
import type { State } from './pageState.ts';
import { defineSlice, sliceOf } from './slice.ts';

export interface EditHistory {
  now: ConversationEdits;
  /** Newest last. */
  past: readonly ConversationEdits[];
}

const maxUndone = 100;
const unedited: EditHistory = { now: noEdits, past: [] };

export const editSlice = defineSlice<Partial<Record<Language, EditHistory>>>('2.2/edits', {});

type Known = Pick<State, 'slices' | 'school' | 'language'>;

export const editHistoryOf = (state: Known): EditHistory =>
  sliceOf(state, editSlice)[state.school?.language ?? state.language] ?? unedited;

export const editsNow = (state: Known): ConversationEdits => editHistoryOf(state).now;

export const isEdited = ({ added, removed }: ConversationEdits): boolean => added.length > 0 || removed.length > 0;

/** Whether two piles hold the same; the order of what was left out says nothing. */
export function isSamePile(one: ConversationEdits = noEdits, other: ConversationEdits = noEdits): boolean {
  const written = ({ added, removed }: ConversationEdits) =>
    JSON.stringify([added, [...removed].sort((a, b) => a - b)]);
  return written(one) === written(other);
}

/** The piles of all languages after one of them was changed. */
export function withPile(state: Known, change: (history: EditHistory) => EditHistory): typeof editSlice.initial {
  return {
    ...sliceOf(state, editSlice),
    [state.school?.language ?? state.language]: change(editHistoryOf(state)),
  };
}

export const changed =
  (edit: (edits: ConversationEdits) => ConversationEdits) =>
  ({ now, past }: EditHistory): EditHistory => ({ now: edit(now), past: [...past, now].slice(-maxUndone) });

export const undone = ({ now, past }: EditHistory): EditHistory => ({
  now: past.at(-1) ?? now,
  past: past.slice(0, -1),
});

export const leftOut =
  (mark: number) =>
  (edits: ConversationEdits): ConversationEdits =>
    edits.removed.includes(mark) || edits.removed.length >= editLimits.removed
      ? edits
      : { ...edits, removed: [...edits.removed, mark] };

export const putBack =
  (mark: number) =>
  (edits: ConversationEdits): ConversationEdits => ({
    ...edits,
    removed: edits.removed.filter((other) => other !== mark),
  });

type Added = ConversationEdits['added'][number];

/** One more, or another in the place of the `index`th. */
export const written =
  (conversation: Added, index?: number) =>
  (edits: ConversationEdits): ConversationEdits => ({
    ...edits,
    added:
      index === undefined
        ? [...edits.added, conversation].slice(0, editLimits.added)
        : edits.added.map((before, i) => (i === index ? conversation : before)),
  });

export const withoutAdded =
  (index: number) =>
  (edits: ConversationEdits): ConversationEdits => ({ ...edits, added: edits.added.filter((_, i) => i !== index) });
