/** The crawl behind a school, looked at with some filters switched off. */
import { type CleanedPages, cleanPages, type FilterName } from '../../llm/cleaning.ts';
import { findPages, openPage, surveyOf } from '../../llm/crawl.ts';
import type { School } from '../../llm/school.ts';
import type { Answerer } from './answerer.ts';

/** A leaf of a list, and what may be searched for. */
const maxLines = 100;
const maxQueryCharacters = 200;

const cleanedWithout = ({ files }: School, switchedOff: readonly FilterName[]): CleanedPages =>
  cleanPages(files.pages, files.world.language, Object.fromEntries(switchedOff.map((filter) => [filter, false])));

export const crawl: Answerer<'crawl'> = async function* ({ switchedOff }, { school }) {
  yield surveyOf(school.files.pages, cleanedWithout(school, switchedOff));
};

export const crawlPages: Answerer<'crawlPages'> = async function* (
  { switchedOff, fate, query, from, count },
  { school },
) {
  yield findPages(cleanedWithout(school, switchedOff), {
    fate,
    query: query.slice(0, maxQueryCharacters),
    from,
    count: Math.min(count, maxLines),
  });
};

export const crawlPage: Answerer<'crawlPage'> = async function* ({ switchedOff, index }, { school }) {
  yield openPage(school.files.pages, cleanedWithout(school, switchedOff), index);
};
