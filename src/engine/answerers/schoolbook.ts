/** A page of each kind out of the school's own schoolbook. */

import { createRandom } from '../../llm/random.ts';
import { drawPages } from '../../llm/schoolbook.ts';
import type { Answerer } from './answerer.ts';

export const schoolbook: Answerer<'schoolbook'> = async function* ({ seed }, { school }) {
  yield drawPages(school, createRandom(`schoolbook/${seed}`));
};
