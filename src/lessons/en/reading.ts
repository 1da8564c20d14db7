import type { Lesson } from '../lesson.ts';

export const reading: Lesson = {
  title: 'Reading: guess the next token, again and again',
  paragraphs: [
    'This is pretraining. The model reads a stretch of a page, guesses each next token, and is told the right one. Every guess that was off nudges all its parameters a little, so that the right token would have been a bit more likely. There is nothing else to it.',
    'The loss says how surprised it still is. Two curves matter: pages it reads and pages kept from it. As long as both fall together, it is learning the language and not just the pages. Watch what it writes meanwhile: noise, then letters, then words, then sentences.',
  ],
};
