import type { Kit, LessonText } from '../kit.ts';

export interface Closing {
  panels: 'card';
  acts: never;
  lives: never;
  guesses: never;
  sources: never;
  labels: object;
}

function Prose({ Panel, Term }: Kit<Closing>) {
  return (
    <>
      <p>
        Five <Term of="checkpoint">checkpoints</Term> of one model: before school, after reading, after the examples,
        after learning to say “I don’t know”, and after the exercises. Each is asked the same questions with the same
        settings, so that the columns can be compared.
      </p>
      <p>
        Read it sideways. Facts arrive with reading and with nothing else. Answering arrives with the examples, and
        invention comes along with it. Refusing is learned on its own, and it is not free: some known facts are now
        declined as well. Sums stay poor until the exercises. Where your own run says something else, believe your run.
      </p>
      <Panel of="card" />
    </>
  );
}

export const text: LessonText<Closing> = {
  task: 'Examine all five checkpoints.',
  panels: { card: 'Report card' },
  labels: {},
  sources: {},
  Prose,
};
