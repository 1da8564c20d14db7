import type { GlossaryPage } from '../../lessons/glossary/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { WordsPanel } from './WordsPanel.tsx';
import '../../styles/glossary.css';

export const code: LessonCode<GlossaryPage> = {
  panels: { words: WordsPanel },
  acts: {},
  lives: {},
  outcomes: {},
};
