/** The lesson that a building block of its text stands in. */
import { createContext, useContext } from 'react';
import type { LessonId } from '../../lessons/order.ts';
import type { LoadedLesson } from './loadedLesson.ts';

export const LessonContext = createContext<{ id: LessonId; lesson: LoadedLesson } | undefined>(undefined);

export function useLesson(): { id: LessonId; lesson: LoadedLesson } {
  const found = useContext(LessonContext);
  if (!found) throw new Error('outside of a lesson');
  return found;
}
