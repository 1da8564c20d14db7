import type { Lesson } from '../lesson.ts';

export const opening: Lesson = {
  title: 'How a schoolbook teaches',
  paragraphs: [
    'A schoolbook teaches in three ways. It explains, and you read. It works an example, and you follow. It sets an exercise with only the answer in the back, and you try until you get there. Language models are taught in the same three ways, in the same order.',
    'This page takes one tiny model through all three. It knows a single trick: given some text, guess the next token. Right now its guesses are pure chance. Ask it something on the scratch pad, and then watch the same model after every lesson.',
  ],
};
