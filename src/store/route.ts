/**
 * The address of the page: `#/en/1.5?preset=quick&seed=7&temp=0.2`. Everything read from it is checked; what is not there stands at its
 * default, and what makes no sense is replaced by the nearest that does, and named among the corrections.
 */
import type { BackendName } from '../engine/protocol.ts';
import { type LessonId, lessonIds } from '../lessons/order.ts';
import type { Language, PresetName, SamplingConfig, Settings } from '../llm/config.ts';
import { knobNames, knobs, nearest } from '../llm/settings.ts';
import { samplingKnobs } from './limits.ts';

export interface Route {
  /** Of the interface; the model's own language is the school's. */
  language: Language;
  lesson: LessonId;
  preset: PresetName;
  seed: number;
  /** Knobs turned away from the preset. */
  settings: Settings;
  sampling: SamplingConfig;
  /** Asked for in the address; undefined = the best there is. */
  wantedBackend: BackendName | undefined;
  /** One panel without the page around it, for slides; undefined shows the first panel of the lesson. */
  isEmbedded: boolean;
  panel: string | undefined;
}

export interface ParsedRoute {
  route: Route;
  /** Parts of the address that were replaced, as they stood there. */
  corrections: string[];
}

export const maxSeed = 999999;
const maxHashCharacters = 800;
const languages: readonly Language[] = ['en', 'zh'];
const presetNames: readonly PresetName[] = ['quick', 'course'];
const backendNames: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];
const samplerNames = { temperature: 'temp', topK: 'topk', topP: 'topp' } as const;
type SamplerKnob = keyof typeof samplerNames;
const samplerKnobs = Object.keys(samplerNames) as SamplerKnob[];

export const initialSampling: SamplingConfig = {
  temperature: samplingKnobs.temperature.initial,
  topK: samplingKnobs.topK.initial,
  topP: samplingKnobs.topP.initial,
};

/** A whole number in 0..999999, or undefined. */
export function parseSeed(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

const isNumber = (text: string): boolean => /^-?\d{1,9}(\.\d{1,9})?$/.test(text);

/** The nearest value that a knob of the sampler can have; undefined for what is no number. */
function parseKnob(knob: SamplerKnob, text: string): number | undefined {
  if (!isNumber(text)) return undefined;
  const { min, max } = samplingKnobs[knob];
  const value = Math.min(max, Math.max(min, Number(text)));
  return knob === 'topK' ? Math.round(value) : value;
}

/** `backend=wasm`, in the hash or in the query of the page. */
export const parseBackend = (parameters: URLSearchParams): BackendName | undefined =>
  backendNames.find((name) => name === parameters.get('backend'));

/** The name of a panel. A longer one would not fit into an address again. */
const maxPanelCharacters = 20;
const parsePanel = (text: string): string | undefined => (text.length <= maxPanelCharacters ? text : undefined);

export function parseRoute(hash: string, fallback: Route): ParsedRoute {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').slice(0, maxHashCharacters).split('?', 2);
  const [languageText = '', lessonText = ''] = path.split('/');
  const parameters = new URLSearchParams(query);
  const corrections: string[] = [];

  /** The value named in the address, or the fallback where none is named or none can be made of it. */
  const read = <T>(text: string | null, parse: (text: string) => T | undefined, name: string, otherwise: T): T => {
    if (text === null || text === '') return otherwise;
    const value = parse(text);
    if (value === undefined || (typeof value === 'number' && value !== Number(text)))
      corrections.push(`${name}${text}`);
    return value ?? otherwise;
  };
  const among =
    <T extends string>(names: readonly T[]) =>
    (text: string): T | undefined =>
      names.find((name) => name === text);

  const sampling = { ...initialSampling };
  for (const knob of samplerKnobs) {
    const name = samplerNames[knob];
    const parse = (text: string) => parseKnob(knob, text);
    sampling[knob] = read(parameters.get(name), parse, `${name}=`, samplingKnobs[knob].initial);
  }
  const settings: Settings = {};
  for (const name of knobNames) {
    const { short } = knobs[name];
    const parse = (text: string) => (isNumber(text) ? nearest(name, Number(text)) : undefined);
    const value = read<number | undefined>(parameters.get(short), parse, `${short}=`, undefined);
    if (value !== undefined) settings[name] = value;
  }
  const route: Route = {
    language: read(languageText, among(languages), '', fallback.language),
    lesson: read(lessonText, among(lessonIds), '', fallback.lesson),
    preset: read(parameters.get('preset'), among(presetNames), 'preset=', fallback.preset),
    seed: read(parameters.get('seed'), parseSeed, 'seed=', fallback.seed),
    settings,
    sampling,
    wantedBackend: read(parameters.get('backend'), among(backendNames), 'backend=', fallback.wantedBackend),
    isEmbedded: parameters.get('embed') === '1' || fallback.isEmbedded,
    panel: read(parameters.get('panel'), parsePanel, 'panel=', undefined),
  };
  return { route, corrections };
}

export function formatRoute({
  language,
  lesson,
  preset,
  seed,
  settings,
  sampling,
  wantedBackend,
  isEmbedded,
  panel,
}: Route): string {
  const parameters = new URLSearchParams({ preset, seed: `${seed}` });
  for (const name of knobNames) {
    if (settings[name] !== undefined) parameters.set(knobs[name].short, `${settings[name]}`);
  }
  for (const knob of samplerKnobs) {
    const value = Number(sampling[knob].toFixed(2));
    if (value !== samplingKnobs[knob].initial) parameters.set(samplerNames[knob], `${value}`);
  }
  if (wantedBackend) parameters.set('backend', wantedBackend);
  if (isEmbedded) parameters.set('embed', '1');
  if (panel !== undefined) parameters.set('panel', panel);
  return `#/${language}/${lesson}?${parameters}`;
}

/** Chinese for readers whose browser asks for it first, otherwise English. */
export function preferredLanguage(browserLanguages: readonly string[]): Language {
  const first = browserLanguages.find((tag) => /^(en|zh)\b/i.test(tag));
  return first?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
