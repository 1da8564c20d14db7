/** What the reader may ask or begin with, offered on the scratch pad and in the lessons. */
import type { Prompt } from '../engine/protocol.ts';
import type { Language, PresetName } from '../llm/config.ts';
import { phrasebooks } from '../llm/phrases.ts';
import type { OpenedSchool } from './mirror.ts';

/** Somebody whose name stands nowhere in the corpus. */
const nobody: Record<Language, string> = { en: 'Orson Kovacs', zh: '司徒朔' };
export const nobodyOf = ({ language }: Pick<OpenedSchool, 'language'>): string => nobody[language];
const fox: Record<Language, string> = { en: 'fox', zh: '狐狸' };

/** A sum that no page, example or exercise holds, of as many digits as the model is taught. */
const unseenSum: Record<PresetName, [number, number]> = { course: [347, 285], quick: [48, 34] };

/** Which of the suggestions is about an animal, and which begins a story (on a page only). */
export const animalSuggestion = 0;
export const storySuggestion = 3;

/** Prompts to begin with, in the language of the model and within its reach. */
export function suggestions(
  { language, preset }: { language: Language; preset: PresetName },
  kind: Prompt['kind'],
): string[] {
  const phrases = phrasebooks[language];
  const sum = unseenSum[preset];
  const [animal, person] = [phrases.askAnimal(fox[language]), phrases.askPerson(nobody[language])];
  return kind === 'chat'
    ? [animal, person, phrases.askSum(...sum)]
    : [phrases.asPage(animal), phrases.asPage(person), phrases.workedOpening(...sum), phrases.storyOpening];
}
