import type { Lesson } from '../lesson.ts';

export const examples: Lesson = {
  title: 'Worked examples: learning to answer',
  paragraphs: [
    'A base model continues pages; it does not know that it is being asked. So it is trained the same way once more, now on conversations, and only the assistant’s words count. Soon it answers. But every “Who is…?” in the examples had a confident answer, so it gives one for people who never existed, too.',
    'The cure is to ask the model what it really knows, and to add examples that say “I don’t know” for what it fails on. Train the second part and ask about Orson Kovacs again: there is nobody of that name in any of its books.',
  ],
};
