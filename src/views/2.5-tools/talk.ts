/** One question, answered turn by turn: the model writes until it calls a tool, and goes on from what is pasted in. */
import type { Answer, TokenView } from '../../engine/protocol.ts';
import { phrasebooks } from '../../llm/phrases.ts';
import { createRandom } from '../../llm/random.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { textOf } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { rosterOf } from '../examples/roster.ts';

export const slot = '2.5/turn';
export type Topic = 'sum' | 'person' | 'nobody' | 'own';
export const topics: readonly Topic[] = ['sum', 'person', 'nobody', 'own'];
export const maxQuestionCharacters = 120;
export const maxResultCharacters = 200;

interface Talk {
  topic: Topic;
  /** Which of the sums and people. */
  draw: number;
  own: string;
  hasTools: boolean;
  /** Tokens of the turns before the one under way. */
  written: readonly TokenView[];
  /** What the reader makes of the tool's answer, before it is pasted in. */
  result: string | undefined;
  /** What was pasted in last, and what the tool had said. */
  pasted: { result: string; truth: string } | undefined;
}

export const talkSlice = defineSlice<Talk>('2.5/talk', {
  topic: 'sum',
  draw: 0,
  own: '',
  hasTools: true,
  written: [],
  result: undefined,
  pasted: undefined,
});

const change = (changed: Partial<Talk>): void =>
  actions.setSlice(talkSlice, { ...sliceOf(pageNow(), talkSlice), ...changed });

/** A question with more digits than were ever taught, or about somebody of whom one page tells, or none. */
export function questionOf(state: Pick<State, 'school' | 'slices' | 'questions' | 'seed'>): string {
  const { school } = state;
  const { topic, draw, own } = sliceOf(state, talkSlice);
  if (topic === 'own') return own;
  if (!school) return '';
  const phrases = phrasebooks[school.language];
  if (topic === 'sum') {
    const rng = createRandom(`${state.seed}/lesson 2.5/${draw}`);
    const number = () => 1000 + rng.int(9000);
    return phrases.askSum(number(), number());
  }
  const roster = rosterOf(state);
  const names =
    topic === 'nobody'
      ? roster?.newNames
      : roster?.people.filter(({ tier }) => tier === 'obscure').map(({ name }) => name);
  const name = names?.[(draw + 1) % names.length];
  return name === undefined ? '' : phrases.askPerson(name);
}

/** Another question, and nothing said to it yet. */
function begin(changed: Partial<Talk>): void {
  actions.stopAsking(slot);
  change({ written: [], result: undefined, pasted: undefined, ...changed });
}

export const chooseTopic = (topic: Topic): void => begin({ topic });
export const another = (): void => begin({ draw: sliceOf(pageNow(), talkSlice).draw + 1 });
export const writeOwn = (own: string): void => begin({ topic: 'own', own });

export function ask(hasTools = sliceOf(pageNow(), talkSlice).hasTools): void {
  begin({ hasTools });
  turn([]);
}

export const setResult = (result: string): void => change({ result });

/** Pastes in what the tool said, or what the reader has made of it, and lets the model go on. */
export function paste(): void {
  const state = pageNow();
  const { written, result } = sliceOf(state, talkSlice);
  const answer = turnOf(state);
  if (!answer?.call) return;
  const said = result ?? answer.call.result;
  const before = [...written, ...answer.tokens];
  change({ written: before, result: undefined, pasted: { result: said, truth: answer.call.result } });
  turn(
    before.map(({ tokenId }) => tokenId),
    said,
  );
  actions.record('toolCalled');
}

function turn(written: number[], result?: string): void {
  const state = pageNow();
  const question = questionOf(state);
  if (question.trim() === '') return;
  const { hasTools } = sliceOf(state, talkSlice);
  const sampling = { temperature: 0, topK: 0, topP: 1 };
  const asked = { stage: 'honest' as const, question, hasTools, written, sampling, seed: state.seed };
  actions.ask(slot, { name: 'toolTurn', asked: { ...asked, ...(result !== undefined && { result }) } });
}

/** The turn under way; undefined once another question stands there. */
export function turnOf(state: Pick<State, 'school' | 'slices' | 'questions' | 'seed'>): Answer<'toolTurn'> | undefined {
  const question = questionAt(state.questions, 'toolTurn', slot);
  return question?.asked.question === questionOf(state) ? question.answer : undefined;
}

export const isWriting = (state: Pick<State, 'questions'>): boolean =>
  questionAt(state.questions, 'toolTurn', slot)?.isOpen ?? false;

/** What the model made of a changed result; undefined until it has ended. */
export function trusted(state: Pick<State, 'school' | 'slices' | 'questions' | 'seed'>):
  | {
      outcome: 'pasted' | 'truth' | 'other';
      pasted: string;
      said: string;
    }
  | undefined {
  const { pasted } = sliceOf(state, talkSlice);
  const answer = turnOf(state);
  if (!pasted || pasted.result === pasted.truth || answer?.state !== 'ended' || !state.school) return undefined;
  const said = textOf(state.school, { tokens: answer.tokens.filter(({ tool }) => !tool), hasEnded: true }).trim();
  const repeats = (words: string): boolean => words.trim() !== '' && said.includes(words.trim());
  const outcome = repeats(pasted.result) ? 'pasted' : repeats(pasted.truth) ? 'truth' : 'other';
  return { outcome, pasted: pasted.result, said };
}
