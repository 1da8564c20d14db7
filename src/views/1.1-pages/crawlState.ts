/** What the reader looks at in the crawl: which filters are on, which pages are listed, which one is open. */
import type { Answer } from '../../engine/protocol.ts';
import { type FilterName, filterNames } from '../../llm/cleaning.ts';
import type { Fate } from '../../llm/crawl.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';
import { showPanel } from '../course/showPanel.ts';

/** In the order of the filters. */
export const switchedOff = defineSlice<readonly FilterName[]>('1.1/switchedOff', []);

export interface PageList {
  fate: Fate;
  query: string;
  /** Of the first page shown, among those that fit. */
  from: number;
  /** Opens the first page as soon as the list is there. */
  opensFirst?: boolean;
}
export const pageList = defineSlice<PageList>('1.1/list', { fate: 'all', query: '', from: 0 });
/** A page by its place in the crawl. */
export const openedPage = defineSlice('1.1/opened', 0);

/** Lines of a leaf. */
export const leafLines = 8;
export const listSlot = '1.1/pages';

/** Every set of filters has a slot of its own, so that going back to one shows it at once. */
export const surveySlot = (off: readonly FilterName[]): string => `1.1/crawl ${off.join()}`;

/** What the filters leave as they are switched now; undefined while it is counted. */
export function surveyNow(state: Pick<State, 'questions' | 'slices'>): Answer<'crawl'> | undefined {
  return questionAt(state.questions, 'crawl', surveySlot(sliceOf(state, switchedOff)))?.answer;
}

export function switchFilter(filter: FilterName, isOn: boolean): void {
  const off = sliceOf(pageNow(), switchedOff);
  actions.setSlice(
    switchedOff,
    filterNames.filter((name) => (name === filter ? !isOn : off.includes(name))),
  );
  actions.setSlice(pageList, { ...sliceOf(pageNow(), pageList), from: 0 });
  actions.record('filterSwitched');
}

export function switchAllOn(): void {
  actions.setSlice(switchedOff, []);
}

/** Lists the pages of one fate, from the first on. */
export function listPages(fate: Fate): void {
  actions.setSlice(pageList, { fate, query: '', from: 0 });
}

export function openPage(index: number): void {
  actions.setSlice(openedPage, index);
  actions.record('pageOpened');
}

/** Lists the pages of one fate with every filter on, and opens the first. */
export function showExample(fate: Fate): void {
  switchAllOn();
  actions.setSlice(pageList, { fate, query: '', from: 0, opensFirst: true });
  actions.record('pageOpened');
  showPanel('pages');
}

/** Opens the page after the open one in the list, or before it, turning the leaf where it ends. */
export function walkList(steps: 1 | -1): void {
  const state = pageNow();
  const list = sliceOf(state, pageList);
  const { lines = [], total = 0 } = questionAt(state.questions, 'crawlPages', listSlot)?.answer ?? {};
  const place = lines.findIndex(({ index }) => index === sliceOf(state, openedPage)) + steps;
  const next = lines[place];
  if (next) openPage(next.index);
  else if (place >= lines.length && list.from + leafLines < total) turnLeaf(1);
  else if (place < 0 && list.from > 0) turnLeaf(-1);
}

export function turnLeaf(leaves: 1 | -1): void {
  const list = sliceOf(pageNow(), pageList);
  actions.setSlice(pageList, { ...list, from: Math.max(0, list.from + leaves * leafLines) });
}
