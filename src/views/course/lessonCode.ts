/** The other half of a lesson: what the names in its text stand for. */
import type { ComponentType } from 'react';
import type { Words } from '../../i18n/index.ts';
import type { LessonShape } from '../../lessons/kit.ts';
import type { State } from '../../store/pageState.ts';

/** What a key does in a lesson; the space bar and the arrows do nothing else meanwhile. */
export interface Keys {
  space?(): void;
  right?(): void;
  left?(): void;
}

/** A figure of the reader's run, in the reader's language; undefined until there is one. Cheap: asked at every change of the store. */
export type LiveFigure = (state: State, words: Words) => string | undefined;

/** The choice that the reader's own run turned out to be; undefined until it has. */
export type Outcome = (state: State) => number | undefined;

export interface LessonCode<Shape extends LessonShape> {
  panels: Record<Shape['panels'], ComponentType<{ labels: Shape['labels'] }>>;
  acts: Record<Shape['acts'], () => void>;
  lives: Record<Shape['lives'], LiveFigure>;
  outcomes: Record<Shape['guesses'], Outcome>;
  /** Undefined: the space bar pauses whatever is in training. */
  keys?: Keys;
}
