/** A lesson with its two halves joined, in one language. */
import { createElement, type ReactNode } from 'react';
import type { PageLanguage } from '../../i18n/index.ts';
import type { Kit, LessonShape, LessonText, Source } from '../../lessons/kit.ts';
import type { Keys, LessonCode, LiveFigure, Outcome } from './lessonCode.ts';

export interface LoadedLesson {
  task: string;
  Prose: (kit: Kit<LessonShape>) => ReactNode;
  /** In the order in which they stand. */
  panels: Readonly<Record<string, { title: string; element: ReactNode }>>;
  acts: Readonly<Record<string, () => void>>;
  lives: Readonly<Record<string, LiveFigure>>;
  outcomes: Readonly<Record<string, Outcome>>;
  sources: Readonly<Record<string, Source>>;
  keys: Keys | undefined;
}

export type LessonLoader = (language: PageLanguage) => Promise<LoadedLesson>;

/** A lesson as the course lists it: its code, and its text in each language, each a file that is fetched when it is needed. */
export function lesson<Shape extends LessonShape>(
  loadCode: () => Promise<{ code: LessonCode<Shape> }>,
  loadText: Record<PageLanguage, () => Promise<{ text: LessonText<Shape> }>>,
): LessonLoader {
  return async (language) => {
    const [{ code }, { text }] = await Promise.all([loadCode(), loadText[language]()]);
    return join(code, text);
  };
}

function join<Shape extends LessonShape>(code: LessonCode<Shape>, text: LessonText<Shape>): LoadedLesson {
  const panels: Record<string, { title: string; element: ReactNode }> = {};
  for (const name of Object.keys(code.panels) as Shape['panels'][]) {
    panels[name] = { title: text.panels[name], element: createElement(code.panels[name], { labels: text.labels }) };
  }
  const { acts, lives, outcomes, keys } = code;
  const { task, Prose, sources } = text;
  return { task, Prose, panels, acts, lives, outcomes, sources, keys };
}
