import type { Kit, LessonText } from '../kit.ts';

export interface Attempts {
  panels: 'round';
  acts: never;
  lives: 'right' | 'attempts';
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  iteration: 'Iteration',
  question: (question: string, answer: string) => `${question} In the back of the book: ${answer}`,
  verdicts: { right: 'right', long: 'right, but long', wrong: 'wrong' },
  chosen: 'chosen',
  tokens: (count: string) => `${count} tokens`,
  kept: (right: string, all: string) =>
    `${right} of ${all} right. The chosen ones are what the model is trained on next.`,
  attempts: 'The attempts',
  empty: 'Practice has to begin before there are attempts: make one step of it here.',
  nothing: '(wrote nothing)',
};

function Prose({ Panel, Term, Live, When }: Kit<Attempts>) {
  return (
    <>
      <p>
        An exercise is a question with only the answer in the back of the book. Nobody shows the model how any more. So
        it tries: for one question it writes many <Term of="rollout">attempts</Term>, each with other random numbers.
        Each is graded by comparing its last number with the answer. Of the right ones the shortest is kept.
      </p>
      <Panel of="round" />
      <When of="right">
        <p>
          In the iteration shown last, <Live of="right" /> of <Live of="attempts" /> attempts at this question were
          right. As long as a single one is, there is something to learn from.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Attempts> = {
  task: 'Look at the attempts of two iterations.',
  panels: { round: 'One question, many attempts' },
  labels,
  sources: {},
  Prose,
};
