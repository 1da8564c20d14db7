/** The sum that lessons 3.1 and 3.3 look at. */
import type { Sum } from '../../engine/protocol.ts';
import { presets } from '../../llm/config.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';

const sumSlice = defineSlice<Sum | undefined>('3/sum', undefined);

/** As long as the sums that are practiced, with one carry: before practice some attempts get that right, and of two carries hardly any. */
const examples: Record<number, Sum> = { 2: { a: 48, b: 37 }, 3: { a: 127, b: 356 } };
export const largestNumber = 9999;

const practicedDigits = ({ school }: Pick<State, 'school'>): number =>
  presets[school?.preset ?? 'course'].rl.digitShares.length;

export const sumOf = (state: Pick<State, 'slices' | 'school'>): Sum =>
  sliceOf(state, sumSlice) ?? (examples[practicedDigits(state)] as Sum);

export const setSum = (sum: Sum): void => actions.setSlice(sumSlice, sum);

/** Another sum of as many digits as are practiced. */
export function drawSum(): void {
  const least = 10 ** (practicedDigits(pageNow()) - 1);
  const number = (): number => least + Math.floor(Math.random() * 9 * least);
  setSum({ a: number(), b: number() });
}
