import type { Lesson } from '../lesson.ts';

export const tokens: Lesson = {
  title: 'Text becomes numbers',
  paragraphs: [
    'The model never sees letters. It sees numbers, one for each token, and a token is a piece of text that turned up often enough in its books to earn a number of its own: a common word, a syllable, a single letter.',
    'Which pieces these are was learned by counting. The pair of neighbours that occurs most becomes one token, then the next pair, a few hundred times. Digits always stay single, so that sums can be learned column by column. Whatever was never seen falls apart into bytes, and nothing is lost. Type anything and see.',
  ],
};
