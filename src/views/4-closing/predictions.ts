/** The guesses that the reader made in the lessons, found again in their texts. */
import { isValidElement, type ReactNode } from 'react';
import type { Kit, LessonShape } from '../../lessons/kit.ts';
import { entryOf, type LessonId, lessonIds } from '../../lessons/order.ts';
import type { State } from '../../store/pageState.ts';
import type { LoadedLesson } from '../course/loadedLesson.ts';

export interface Question {
  of: string;
  question: ReactNode;
  choices: readonly string[];
}

/** The questions of a text that are to be guessed at, in its order. The text is read, not shown. */
export function questionsIn({ Prose }: Pick<LoadedLesson, 'Prose'>, kit: Kit<LessonShape>): Question[] {
  const found: Question[] = [];
  const read = (node: ReactNode): void => {
    if (Array.isArray(node)) {
      for (const child of node) read(child);
      return;
    }
    if (isValidElement<Question>(node) && node.type === kit.Predict) {
      const { of, question, choices } = node.props;
      found.push({ of, question, choices });
    } else if (isValidElement<{ children?: ReactNode }>(node)) {
      read(node.props.children);
    }
  };
  read(Prose(kit));
  return found;
}

/** The lessons in which the reader has guessed, in order; the quiz at the end is no guess about what is to come. */
export const guessedLessons = ({ guesses }: Pick<State, 'guesses'>): LessonId[] =>
  lessonIds.filter(
    (id) => entryOf(id).part !== 'closing' && Object.keys(guesses).some((name) => name.startsWith(`${id}/`)),
  );
