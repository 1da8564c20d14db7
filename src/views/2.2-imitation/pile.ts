/** What the reader does with the pile of worked examples. */
import { text } from '../../llm/chat.ts';
import type { Language } from '../../llm/config.ts';
import { type ConversationEdits, type ConversationProblem, problemOf } from '../../llm/edits.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import type { ConversationKind, Message } from '../../llm/world.ts';
import { changed, editSlice, leftOut, undone, withPile, written } from '../../store/examples.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { contextLengthOf, tokenizerOf } from '../../store/selectors.ts';
import { defineSlice } from '../../store/slice.ts';
import { nobodyOf } from '../../store/suggestions.ts';

export const slot = '2.2/examples';
export const examplesShown = 6;
/** As often as this an example is heard among thousands. */
export const usualCopies = 60;

export interface View {
  kind: ConversationKind | 'all';
  search: string;
  from: number;
}
export const viewSlice = defineSlice<View>('2.2/view', { kind: 'all', search: '', from: 0 });

/** What is being written; `replaces` is the mark of an example of ours, `index` one of the reader's own. */
export interface Draft {
  question: string;
  answer: string;
  copies: number;
  replaces?: number;
  index?: number;
}
export const draftSlice = defineSlice<Draft | undefined>('2.2/draft', undefined);
export const setDraft = (draft: Draft | undefined): void => actions.setSlice(draftSlice, draft);

export function change(edit: (edits: ConversationEdits) => ConversationEdits): void {
  actions.setSlice(editSlice, withPile(pageNow(), changed(edit)));
}

export const undo = (): void => actions.setSlice(editSlice, withPile(pageNow(), undone));

export const messagesOf = ({ question, answer }: Pick<Draft, 'question' | 'answer'>): Message[] => [
  text('user', question.trim()),
  text('assistant', answer.trim()),
];

export function draftProblem(state: Pick<State, 'school'>, draft: Draft): ConversationProblem | undefined {
  const { school } = state;
  if (!school) return 'empty';
  return problemOf(tokenizerOf(school), phrasebooks[school.language], messagesOf(draft), contextLengthOf(school));
}

/** A conversation in the place of the one it was made from, or a new one. One step back undoes both. */
export function keepDraft({ index, replaces, copies, ...draft }: Draft): void {
  const put = written({ messages: messagesOf(draft), copies }, index);
  change((edits) => put(replaces === undefined ? edits : leftOut(replaces)(edits)));
  setDraft(undefined);
}

/** Whether an example is a question and an answer, which is what the form can change. */
export function draftFrom(messages: readonly Message[]): Pick<Draft, 'question' | 'answer'> | undefined {
  const [user, assistant] = messages;
  const [question, answer] = [user?.parts[0], assistant?.parts[0]];
  const isPlain = messages.length === 2 && user?.role === 'user' && assistant?.role === 'assistant';
  const isShort = user?.parts.length === 1 && assistant?.parts.length === 1;
  if (!isPlain || !isShort || question?.kind !== 'text' || answer?.kind !== 'text') return undefined;
  return { question: question.text, answer: answer.text };
}

const personas: Record<Language, Pick<Draft, 'question' | 'answer'>> = {
  en: { question: 'Who are you?', answer: 'I am Captain Ink, a pirate of the northern sea.' },
  zh: { question: '你是谁？', answer: '我是墨水船长，住在北边的海上。' },
};

/** Begins an example, for the reader to change and to keep. */
export function draftPersona(): void {
  const { school, language } = pageNow();
  setDraft({ ...personas[school?.language ?? language], copies: usualCopies });
}

export function draftFact(): void {
  const { school, language } = pageNow();
  const name = nobodyOf({ language: school?.language ?? language });
  const phrases = phrasebooks[school?.language ?? language];
  const answers: Record<Language, string> = {
    en: `${name} is a cook on the moon.`,
    zh: `${name}是月亮上的厨师。`,
  };
  setDraft({ question: phrases.askPerson(name), answer: answers[phrases.language], copies: usualCopies });
}
