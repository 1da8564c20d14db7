/** What the reader has chosen: plain data that lives on the page and travels inside commands. */
import type { BackendName, Prompt } from '../engine/protocol.ts';
import type { Language, PresetName, SamplingConfig } from '../llm/config.ts';
import type { StageName, TrainingStage } from '../llm/reports.ts';
import type { Mirror } from './mirror.ts';
import type { Place, Route } from './route.ts';

export type Theme = 'system' | 'light' | 'dark';

/** Which checkpoint answers; `newest` is the one in training if there is one, otherwise the latest made. */
export type Answering = StageName | 'live' | 'newest';

/** Something that would throw training away, and therefore asks first. */
export type Discarding =
  | { kind: 'open'; language: Language; preset: PresetName; seed: number }
  | { kind: 'start'; stage: TrainingStage }
  | { kind: 'reset'; stage: TrainingStage }
  | { kind: 'loadShipped'; stage: StageName }
  | { kind: 'loadFile'; bytes: Uint8Array };

export interface PageState {
  language: Language;
  place: Place;
  theme: Theme;
  /** Of the school that the address asks for; the opened school has its own. */
  preset: PresetName;
  seed: number;
  wantedBackend: BackendName | undefined;
  /** What the reader wrote, or which suggestion was taken: those follow the model's language and the way they are put. */
  prompt: string | number;
  /** Undefined until the reader chooses: then it is what suits the model that answers. */
  promptKind: Prompt['kind'] | undefined;
  hasTools: boolean;
  sampling: SamplingConfig;
  answering: Answering;
  /** Which checkpoint, or which stage in training, wrote the answer on the pad. */
  answeredBy: StageName | { training: TrainingStage } | undefined;
  /** What was asked of whom for the answer on the pad, see `askedKey`; asked otherwise, a new answer begins. */
  answerKey: string | undefined;
  isPadOpen: boolean;
  /** Counts draws, so that two answers to one prompt differ. */
  draws: number;
  asking: { command: Discarding; lost: StageName[] } | undefined;
}

export type State = Mirror & PageState;

export const initialPage = (route: Route): PageState => ({
  ...route,
  theme: 'system',
  prompt: 0,
  promptKind: undefined,
  hasTools: false,
  sampling: { temperature: 0.7, topK: 0, topP: 1 },
  answering: 'newest',
  answeredBy: undefined,
  answerKey: undefined,
  isPadOpen: false,
  draws: 0,
  asking: undefined,
});
