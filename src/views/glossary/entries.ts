import type { TermId } from '../../lessons/glossary/en.ts';
import type { Glossary } from '../course/glossary.ts';

export interface Entry {
  id: string;
  name: string;
  /** What the word is called in the other language. */
  foreignName: string;
  text: string;
}

/**
 * The words that have something in them, in their name of either language or in their explanation, ordered as the language orders words.
 * @param tag the language of the glossary, such as 'zh-CN'
 */
export function entriesWith(own: Glossary, foreign: Glossary, wanted: string, tag: string): Entry[] {
  const sought = wanted.trim().toLowerCase();
  return (Object.keys(own) as TermId[])
    .map((id) => ({ id, ...own[id], foreignName: foreign[id].name }))
    .filter((entry) => [entry.name, entry.foreignName, entry.text].some((text) => text.toLowerCase().includes(sought)))
    .sort((a, b) => a.name.localeCompare(b.name, tag));
}
