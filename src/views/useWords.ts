import { type Words, words } from '../i18n/index.ts';
import { usePage } from '../store/page.ts';

/** The texts and number formats in the language of the page. */
export function useWords(): Words {
  return words[usePage((state) => state.language)];
}
