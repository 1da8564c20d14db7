import '../../styles/examples.css';
import type { Conversations } from '../../lessons/2.1-conversations/en.tsx';
import { sliceOf } from '../../store/slice.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { EditorPanel } from './EditorPanel.tsx';
import { encodedOf, markFigures, maskSlice, roles, showMask, typeMark } from './turns.ts';

export const code: LessonCode<Conversations> = {
  panels: { editor: EditorPanel },
  acts: { typeMark, mask: () => showMask(true) },
  lives: {
    tokens: (state, { integer }) => {
      const found = encodedOf(state);
      return found && integer(found.tokens);
    },
    learned: (state, { integer }) => {
      const found = sliceOf(state, maskSlice) ? encodedOf(state) : undefined;
      return found && integer(found.learned);
    },
    typedTokens: (state, { integer }) => {
      const found = markFigures(state);
      return found && integer(found.typedTokens);
    },
    markId: (state, { integer }) => {
      const found = markFigures(state);
      return found && integer(found.markId);
    },
  },
  outcomes: {
    // Everybody, the user alone, the assistant alone: in the order of the choices.
    learned: (state) => {
      const found = sliceOf(state, maskSlice) ? encodedOf(state)?.learnedRoles : undefined;
      if (!found || found.length === 0) return undefined;
      return found.length === roles.length ? 0 : found.includes('assistant') ? 2 : 1;
    },
  },
};
