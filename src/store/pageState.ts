/** What the reader has chosen: plain data that lives on the page and travels inside commands. */
import type { EngineCommand, Prompt } from '../engine/protocol.ts';
import type { Language, PresetName, Settings } from '../llm/config.ts';
import type { Reading } from '../llm/reading.ts';
import type { StageName, TrainingStage } from '../llm/reports.ts';
import type { Kept, Theme } from './memory.ts';
import type { Mirror } from './mirror.ts';
import type { Progress } from './progress.ts';
import type { Route } from './route.ts';
import type { Slices } from './slice.ts';
import { storySuggestion } from './suggestions.ts';

/** Which checkpoint answers; `newest` is the one in training if there is one, otherwise the latest made. */
export type Answering = StageName | 'live' | 'newest';

/** Something that would throw training away, and therefore asks first. */
export type Discarding =
  | { kind: 'open'; language: Language; preset: PresetName; settings?: Settings; seed: number; reading?: Reading }
  /** `isOneStep`: rests again after the first. */
  | { kind: 'start'; stage: TrainingStage; isOneStep?: boolean }
  | { kind: 'reset'; stage: TrainingStage }
  /** What practice has made since its best iteration. */
  | { kind: 'rollBack' }
  | { kind: 'loadShipped'; stage: StageName }
  | { kind: 'loadFile'; bytes: Uint8Array }
  | Extract<EngineCommand, { kind: 'resumeRun' }>;

/** What stands in the address (its preset and seed are those asked for; the opened school has its own), and what else is chosen. */
export interface PageState extends Route {
  theme: Theme;
  /** Single keys as commands; whoever is disturbed by them can turn them off. */
  hasShortcuts: boolean;
  progress: Progress;
  /** What the reader expected, by lesson and question, as the number of the choice. */
  guesses: Readonly<Record<string, number>>;
  /** What lessons keep for as long as the page is open; see slice.ts. */
  slices: Slices;
  /** What the reader wrote, or which suggestion was taken: those follow the model's language and the way they are put. */
  prompt: string | number;
  /** Undefined until the reader chooses: then it is what suits the model that answers. */
  promptKind: Prompt['kind'] | undefined;
  hasTools: boolean;
  answering: Answering;
  /** Which checkpoint, or which stage in training, wrote the answer on the pad. */
  answeredBy: StageName | { training: TrainingStage } | undefined;
  /** What was asked of whom for the answer on the pad, see `askedKey`; asked otherwise, a new answer begins. */
  answerKey: string | undefined;
  /** Undefined until the reader chooses: then it is what suits the width of the window. */
  isPadOpen: boolean | undefined;
  /** Counts draws, so that two answers to one prompt differ. */
  draws: number;
  openDialog: 'contents' | 'keys' | 'models' | undefined;
  asking: { command: Discarding; lost: StageName[] } | undefined;
}

export type State = Mirror & PageState;

export const initialPage = (route: Route, kept: Kept): PageState => ({
  ...route,
  ...kept,
  guesses: {},
  slices: {},
  prompt: storySuggestion,
  promptKind: undefined,
  hasTools: false,
  answering: 'newest',
  answeredBy: undefined,
  answerKey: undefined,
  isPadOpen: undefined,
  draws: 0,
  openDialog: undefined,
  asking: undefined,
});
