/**
 * The address of the page: `#/en/reading?preset=quick&seed=7`. Everything read from it is validated and falls back to a default;
 * nothing in it is ever trusted.
 */
import type { BackendName } from '../engine/protocol.ts';
import type { Language, PresetName } from '../llm/config.ts';

/** The chapters of the book, in order. */
export const places = ['opening', 'tokens', 'reading', 'examples', 'exercises', 'report'] as const;
export type Place = (typeof places)[number];

export interface Route {
  /** Of the interface; the model's own language is the school's. */
  language: Language;
  place: Place;
  preset: PresetName;
  seed: number;
  /** Asked for in the address; undefined = the best there is. */
  wantedBackend: BackendName | undefined;
}

export const maxSeed = 999999;
const backendNames: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];
const presetNames: readonly PresetName[] = ['quick', 'course'];

/** A whole number in 0..999999, or undefined. */
export function parseSeed(text: string | null): number | undefined {
  if (text === null || !/^\d{1,6}$/.test(text.trim())) return undefined;
  return Number(text);
}

/** `backend=wasm`, in the hash or in the query of the page. */
export const parseBackend = (parameters: URLSearchParams): BackendName | undefined =>
  backendNames.find((name) => name === parameters.get('backend'));

export function parseRoute(hash: string, fallback: Route): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').slice(0, 200).split('?', 2);
  const [languageText = '', placeText = ''] = path.split('/');
  const parameters = new URLSearchParams(query);
  const language = languageText === 'en' || languageText === 'zh' ? languageText : fallback.language;
  return {
    language,
    place: places.find((place) => place === placeText) ?? fallback.place,
    preset: presetNames.find((name) => name === parameters.get('preset')) ?? fallback.preset,
    seed: parseSeed(parameters.get('seed')) ?? fallback.seed,
    wantedBackend: parseBackend(parameters) ?? fallback.wantedBackend,
  };
}

export function formatRoute({ language, place, preset, seed, wantedBackend }: Route): string {
  const backend = wantedBackend ? `&backend=${wantedBackend}` : '';
  return `#/${language}/${place}?preset=${preset}&seed=${seed}${backend}`;
}

/** Chinese for readers whose browser asks for it first, otherwise English. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  const first = browserLanguages.find((tag) => /^(en|zh)\b/i.test(tag));
  return first?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
