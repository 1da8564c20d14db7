/** What this lesson asks of the base model, from which slots. */
import type { StageName } from '../../llm/reports.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { activeStage, hasCheckpoint } from '../../store/selectors.ts';

export const slots = {
  often: '1.6/often',
  once: '1.6/once',
  drift: '1.6/drift',
  sums: '1.6/sums',
  people: '1.6/people',
  compression: '1.6/compression',
  contexts: '1.6/contexts',
} as const;

/** The likeliest token each time. */
const greedy = { temperature: 0, topK: 0, topP: 1 };
/** Tokens that are written on of a page, and after a sum. */
const recitedTokens = 48;
const driftTokens = 64;

/** Three that may have been read, and three of which hardly any corpus holds all. */
const sums = [
  { a: 2, b: 2 },
  { a: 3, b: 5 },
  { a: 7, b: 6 },
  { a: 38, b: 47 },
  { a: 264, b: 519 },
  { a: 4017, b: 2836 },
];

/** The base model; while it is still being made, the model as it is now. */
export const readerOf = (state: State): StageName | 'live' | undefined =>
  hasCheckpoint(state, 'base') ? 'base' : activeStage(state) === 'pretrain' ? 'live' : undefined;

export const quoteAt = (slot: string) => (state: State) => questionAt(state.questions, 'quote', slot);
const often = quoteAt(slots.often);

/** Has a page that stands in the corpus often and one that stands there once gone on with; each time two others. */
export function reciteBoth(): void {
  const state = pageNow();
  const stage = readerOf(state);
  if (!stage) return;
  const before = often(state)?.asked.from;
  const index = before && before.kind !== 'text' ? before.index + 1 : 0;
  for (const kind of ['often', 'once'] as const) {
    const asked = { stage, sampling: greedy, seed: state.seed, maxNewTokens: recitedTokens, isEndless: false };
    actions.ask(slots[kind], { name: 'quote', asked: { ...asked, from: { kind, index } } });
  }
  actions.record('pageRecited');
}

/** Has "2+2=" gone on with past its answer, and other sums answered. */
export function askSums(): void {
  const state = pageNow();
  const stage = readerOf(state);
  if (!stage) return;
  const again = quoteAt(slots.drift)(state)?.asked.seed;
  actions.ask(slots.sums, { name: 'sums', asked: { stage, sums } });
  actions.ask(slots.drift, {
    name: 'quote',
    asked: {
      ...{ stage, from: { kind: 'text', text: '2+2=' }, maxNewTokens: driftTokens, isEndless: true },
      // Drawn, as texts are: each time it drifts off elsewhere.
      ...{ sampling: { temperature: 1, topK: 0, topP: 0.95 }, seed: (again ?? state.seed) + 1 },
    },
  });
}

/** Asks a question that needs no more than the model. */
export function askAbout(name: 'people' | 'compression' | 'contexts'): void {
  const stage = readerOf(pageNow());
  if (stage) actions.ask(slots[name], { name, asked: { stage } });
}

export function stop(asked: readonly string[]): void {
  for (const slot of asked) actions.stopAsking(slot);
}
