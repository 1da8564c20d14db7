/** The two measurements of lesson 3.3: both ways of answering by number of digits, and digits by how much working stands before them. */
import type { Compared, WorkingChances } from '../../llm/thinking.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { sumOf } from '../exercises/sum.ts';

export const slots = { compared: '3.3/compared', workings: '3.3/workings' } as const;
/** Of each number of digits. */
const sumsEach = 40;

/** Other sums each time. */
export function compare(): void {
  const { questions, seed } = pageNow();
  const before = questionAt(questions, 'thinking', slots.compared);
  const asked = { stage: 'reasoner' as const, each: sumsEach, seed: before ? before.asked.seed + 1 : seed };
  actions.ask(slots.compared, { name: 'thinking', asked });
}

export function lookAtWorking(): void {
  const asked = { stage: 'reasoner' as const, sum: sumOf(pageNow()) };
  actions.ask(slots.workings, { name: 'workings', asked });
}

const none: readonly Compared[] = [];
export const comparedIn = (state: Pick<State, 'questions'>): readonly Compared[] =>
  questionAt(state.questions, 'thinking', slots.compared)?.answer?.compared ?? none;

export interface Shares {
  atOnce: number;
  worked: number;
}

/** Over the sums that are practiced; the last group goes one digit further. */
export function practicedShares(compared: readonly Compared[]): Shares | undefined {
  const practiced = compared.slice(0, -1);
  const total = practiced.reduce((sum, group) => sum + group.total, 0);
  const share = (way: 'atOnce' | 'worked'): number => practiced.reduce((sum, group) => sum + group[way], 0) / total;
  return total > 0 ? { atOnce: share('atOnce'), worked: share('worked') } : undefined;
}

/** Chances of the whole number, written at once and after the whole working. */
export function wholeChances({ rows }: WorkingChances): Shares | undefined {
  const product = (chances: readonly number[]): number => chances.reduce((all, chance) => all * chance, 1);
  const [first, last] = [rows[0], rows.at(-1)];
  return first && last && rows.length > 1
    ? { atOnce: product(first.chances), worked: product(last.chances) }
    : undefined;
}
