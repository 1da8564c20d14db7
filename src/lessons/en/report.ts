import type { Lesson } from '../lesson.ts';

export const report: Lesson = {
  title: 'The report card',
  paragraphs: [
    'Five checkpoints of one model: before school, after reading, after the examples, after learning to say “I don’t know”, and after the exercises. Each is asked the same questions with the same settings, so that the columns can be compared.',
    'Read it sideways. Facts arrive with reading and with nothing else. Answering arrives with the examples, and invention comes along with it. Refusing is learned on its own, and it is not free: some known facts are now declined as well. Sums stay poor until the exercises. Where your own run says something else, believe your run.',
  ],
};
