/** The conversation that the reader writes, and what becomes of it. */
import { encodeConversation, text } from '../../llm/chat.ts';
import type { Language } from '../../llm/config.ts';
import { editLimits } from '../../llm/edits.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import { specialId, specialTokens } from '../../llm/tokenizer.ts';
import type { Role } from '../../llm/world.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { contextLengthOf, tokenizerOf } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { piecesOf, rowsOf } from '../examples/strip.ts';
import type { StripPiece } from '../widgets/TokenStrip.tsx';

export interface Turn {
  /** Stays the same while the turn is written. */
  key: number;
  role: Role;
  text: string;
}

export const roles: readonly Role[] = ['system', 'user', 'assistant'];
export const limits = editLimits;
/** What the reader types in the hope of ending a message. */
export const typedMark = '<|im_end|>';

const openings: Record<Language, readonly Turn[]> = {
  en: [
    { key: 0, role: 'user', text: 'What is a fox?' },
    { key: 1, role: 'assistant', text: 'A fox is a clever animal with a red coat.' },
  ],
  zh: [
    { key: 0, role: 'user', text: '狐狸是什么？' },
    { key: 1, role: 'assistant', text: '狐狸是一种聪明的动物，毛是红色的。' },
  ],
};

const writtenSlice = defineSlice<readonly Turn[] | undefined>('2.1/turns', undefined);
export const maskSlice = defineSlice('2.1/mask', false);

export const turnsOf = (state: Pick<State, 'slices' | 'school' | 'language'>): readonly Turn[] =>
  sliceOf(state, writtenSlice) ?? openings[state.school?.language ?? state.language];

export const isWritten = (state: Pick<State, 'slices'>): boolean => sliceOf(state, writtenSlice) !== undefined;

export function setTurns(turns: readonly Turn[] | undefined): void {
  actions.setSlice(writtenSlice, turns);
  tellDone();
}

export function showMask(isShown: boolean): void {
  actions.setSlice(maskSlice, isShown);
  tellDone();
}

/** Done is who has written something and has seen what of it is learned. */
function tellDone(): void {
  const state = pageNow();
  if (isWritten(state) && sliceOf(state, maskSlice)) actions.record('conversationWritten');
}

/** Puts a special token's letters at the end of the first question. */
export function typeMark(): void {
  const turns = turnsOf(pageNow());
  const at = Math.max(
    0,
    turns.findIndex(({ role }) => role === 'user'),
  );
  setTurns(
    turns.map((turn, i) =>
      i === at && !turn.text.includes(typedMark) ? { ...turn, text: turn.text + typedMark } : turn,
    ),
  );
}

export interface Encoded {
  rows: StripPiece[][];
  tokens: number;
  special: number;
  learned: number;
  /** Whose messages are learned from. */
  learnedRoles: Role[];
  limit: number;
}

let last: { turns: readonly Turn[]; school: OpenedSchool; encoded: Encoded } | undefined;

/** Asked at every change of the store, so the answer is kept until the conversation or the school is another. */
export function encodedOf(state: Pick<State, 'slices' | 'school' | 'language'>): Encoded | undefined {
  const { school } = state;
  if (!school) return undefined;
  const turns = turnsOf(state);
  if (last?.turns === turns && last.school === school) return last.encoded;
  last = { turns, school, encoded: encode(turns, school) };
  return last.encoded;
}

const isSpecial: ReadonlySet<number> = new Set(specialTokens.map(specialId));

function encode(turns: readonly Turn[], school: OpenedSchool): Encoded {
  const tokenizer = tokenizerOf(school);
  const phrases = phrasebooks[school.language];
  const maskOf = (messages: readonly Turn[]) =>
    encodeConversation(tokenizer, phrases, { messages: messages.map((turn) => text(turn.role, turn.text)) });
  const { tokenIds, lossMask } = maskOf(turns);
  return {
    rows: rowsOf(
      piecesOf(
        tokenizer,
        tokenIds.map((tokenId, i) => ({ tokenId, isLearned: lossMask[i] === 1 })),
      ),
    ),
    tokens: tokenIds.length,
    special: tokenIds.filter((id) => isSpecial.has(id)).length,
    learned: lossMask.filter((mask) => mask === 1).length,
    learnedRoles: roles.filter((role) =>
      turns.some((turn) => turn.role === role && maskOf([turn]).lossMask.includes(1)),
    ),
    limit: contextLengthOf(school) + 1,
  };
}

/** The typed letters and the mark itself: how many tokens, and which number. */
export function markFigures(
  state: Pick<State, 'slices' | 'school' | 'language'>,
): { typedTokens: number; markId: number } | undefined {
  const { school } = state;
  if (!school || !turnsOf(state).some((turn) => turn.text.includes(typedMark))) return undefined;
  return { typedTokens: tokenizerOf(school).encode(typedMark).length, markId: specialId(typedMark) };
}
