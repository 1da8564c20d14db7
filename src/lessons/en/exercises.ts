import type { Lesson } from '../lesson.ts';

export const exercises: Lesson = {
  title: 'Exercises: only the answer in the back',
  paragraphs: [
    'Nobody shows the model how any more. For every question it writes many attempts. Each is checked against the answer in the back of the book, and of the right ones the shortest is kept. The model is trained on what it kept, and tries again. This is reinforcement learning in its plainest form.',
    'In some of the worked examples the teacher slipped: it forgot to carry. An imitator cannot hope to do better than its teacher. Watch the accuracy climb towards the dashed line (the course-size model crosses it, the quick one stops short), and watch how: a way of working that the teacher seldom showed takes over, because it pays.',
  ],
};
