/** What one takes home: the link that reproduces the run, the report card on paper. */
import type { State } from '../../store/pageState.ts';
import { addressOf } from '../../store/selectors.ts';

/** The course from its beginning, with this run's settings and seed. */
export const addressOfRun = (state: State): string =>
  `${window.location.origin}${window.location.pathname}${addressOf(state, '0')}`;

/** Prints the card alone; what else the page shows comes back when that is done. */
export function printCard(): void {
  const { dataset } = document.documentElement;
  dataset.print = 'card';
  window.addEventListener('afterprint', () => delete dataset.print, { once: true });
  window.print();
}
