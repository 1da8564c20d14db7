/** Somebody who stands in no page, what the assistant says of them, and how sure it was; beside somebody whom it knows. */
import { text } from '../../llm/chat.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { nobodyOf } from '../../store/suggestions.ts';
import { famousOf, rosterOf } from '../examples/roster.ts';
import { type Lives, livesIn } from './weighed.ts';

export const slots = { nobody: '2.3/nobody', known: '2.3/known' } as const;
export const timesAsked = 8;
const tokensWritten = 48;

/** The name asked for, if it is not the usual one. */
export const nameSlice = defineSlice<string | undefined>('2.3/name', undefined);
/** Which of the answers is looked at closely. */
export const chosenSlice = defineSlice('2.3/chosen', 0);

export function nameOf(state: Pick<State, 'school' | 'slices' | 'questions'>): string | undefined {
  if (!state.school) return undefined;
  const chosen = sliceOf(state, nameSlice);
  const roster = rosterOf(state);
  const isThere = [roster?.newNames, roster?.recombinedNames].some((names) => names?.some((name) => name === chosen));
  return isThere ? chosen : nobodyOf(state.school);
}

export function chooseName(name: string): void {
  actions.setSlice(nameSlice, name);
  actions.stopAsking(slots.nobody);
}

/** Asks about somebody put together from known names, each time somebody else. */
export function askFamiliar(): void {
  const state = pageNow();
  const names = rosterOf(state)?.recombinedNames ?? [];
  const next = names[(names.indexOf(sliceOf(state, nameSlice) ?? '') + 1) % names.length];
  if (next === undefined) return;
  chooseName(next);
  askNobody();
}

/** Asks the assistant, each time with other random numbers. */
export function askNobody(): void {
  const state = pageNow();
  const { school, questions, seed } = state;
  const name = nameOf(state);
  if (!school || name === undefined) return;
  const phrases = phrasebooks[school.language];
  const before = questionAt(questions, 'lives', slots.nobody);
  const ask = (slot: string, who: string): void =>
    actions.ask(slot, {
      name: 'lives',
      asked: {
        stage: 'assistant',
        prompt: { kind: 'chat', messages: [text('user', phrases.askPerson(who))], tools: false },
        count: timesAsked,
        seed: before ? before.asked.seed + 1 : seed,
        maxNewTokens: tokensWritten,
      },
    });
  ask(slots.nobody, name);
  const known = famousOf(rosterOf(state));
  if (known !== undefined) ask(slots.known, known);
  actions.setSlice(chosenSlice, 0);
  actions.record('nobodyAsked');
}

const read = new WeakMap<object, Lives>();

/** The answers from a slot; the same object until there are others. */
export function livesAt(state: Pick<State, 'questions' | 'school'>, slot: string): Lives | undefined {
  const { school } = state;
  const answer = questionAt(state.questions, 'lives', slot)?.answer;
  if (!school || !answer) return undefined;
  const known = read.get(answer) ?? livesIn(school, answer);
  read.set(answer, known);
  return known;
}

/** How many of the answers do not decline; undefined until all have been given. */
export function invented(state: Pick<State, 'school' | 'questions'>): { invented: number; asked: number } | undefined {
  const found = livesAt(state, slots.nobody);
  return (
    found && { invented: found.lives.filter(({ verdict }) => verdict !== 'declined').length, asked: found.lives.length }
  );
}
