/** Who stands in the books, and who does not. */
import type { Answerer } from './answerer.ts';

export const roster: Answerer<'roster'> = async function* (_, { school }) {
  const { people, newNames, recombinedNames } = school.files.world;
  yield { people, newNames, recombinedNames };
};
