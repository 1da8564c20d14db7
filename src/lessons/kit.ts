/**
 * What the text of a lesson is made of. A text knows neither the store nor the panels: it names what it does and tells, and the lesson's code
 * (views/…/lesson.tsx) gives what these names stand for. Both are checked against one shape, so that a name without a meaning, or a language
 * without a text, does not compile.
 */
import type { ComponentType, ReactNode } from 'react';
import type { TermId } from './glossary/en.ts';

/** The names that the texts and the code of one lesson share. */
export interface LessonShape {
  /** Its panels, in the order in which they stand. */
  panels: string;
  /** What phrases of the text do. */
  acts: string;
  /** Numbers and words that the reader's own model gives. */
  lives: string;
  /** Questions that the reader answers before the model does. */
  guesses: string;
  sources: string;
  /** The words on the panels. */
  labels: object;
}

/** A publication on which a claim about the world outside this page rests. */
export interface Source {
  authors: string;
  title: string;
  /** Where it appeared, if that is not the address itself. */
  venue?: string;
  year: number;
  url: string;
}

/** One line of a comparison of our model with a real one. */
export interface Comparison {
  what: ReactNode;
  ours: ReactNode;
  real: ReactNode;
}

/** The building blocks of a text, beside plain elements. */
export interface Kit<Shape extends LessonShape> {
  /** A panel, under the title that the text gives it. */
  Panel: ComponentType<{ of: Shape['panels'] }>;
  /** A phrase that acts: "set the temperature to 0". */
  Act: ComponentType<{ to: Shape['acts']; children: ReactNode }>;
  /** A word explained on pointing, tapping or focus. */
  Term: ComponentType<{ of: TermId; children: ReactNode }>;
  /** A figure out of the reader's own run; `otherwise` stands there until it is known. */
  Live: ComponentType<{ of: Shape['lives']; otherwise?: ReactNode }>;
  /** Text that stands there only when a figure is known: the sentence of what was just seen. */
  When: ComponentType<{ of: Shape['lives']; children: ReactNode; otherwise?: ReactNode }>;
  /** A footnote mark; the sources are listed below the lesson. */
  Source: ComponentType<{ of: Shape['sources'] }>;
  /** A note in the margin. */
  Aside: ComponentType<{ children: ReactNode }>;
  /** Ours beside a real model. What it says of real ones carries its `Source`. */
  RealModel: ComponentType<{ title: ReactNode; rows: readonly Comparison[]; children?: ReactNode }>;
  /** A question to be answered before running; `children` say what the own run showed, once it has. */
  Predict: ComponentType<{
    of: Shape['guesses'];
    question: ReactNode;
    choices: readonly string[];
    children: ReactNode;
  }>;
}

/** One lesson in one language. */
export interface LessonText<Shape extends LessonShape> {
  /** What the reader has to do for the lesson to count as done, in one sentence. */
  task: string;
  panels: Record<Shape['panels'], string>;
  labels: Shape['labels'];
  /** Numbered in the order in which they are written down here. */
  sources: Record<Shape['sources'], Source>;
  /** A function of the blocks alone: the questions in it can be found without showing it. */
  Prose: (kit: Kit<Shape>) => ReactNode;
}
