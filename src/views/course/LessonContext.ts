/** The lesson that a building block of its text stands in. */
import { createContext, useContext } from 'react';
import type { PageLanguage } from '../../i18n/index.ts';
import type { LessonId } from '../../lessons/order.ts';
import type { LoadedLesson } from './loadedLesson.ts';

interface InLesson {
  id: LessonId;
  lesson: LoadedLesson;
  /** Other lessons, for those that look back on them. */
  load(id: LessonId, language: PageLanguage): Promise<LoadedLesson>;
}

export const LessonContext = createContext<InLesson | undefined>(undefined);

export function useLesson(): InLesson {
  const found = useContext(LessonContext);
  if (!found) throw new Error('outside of a lesson');
  return found;
}
