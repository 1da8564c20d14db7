/** What the teacher shows. */
import { demonstrations as count } from '../../llm/demonstrations.ts';
import type { Answerer } from './answerer.ts';

export const demonstrations: Answerer<'demonstrations'> = async function* (_, { school }) {
  yield count(school.files.conversations, school.phrases);
};
