import type { Kit, LessonText } from '../kit.ts';

export interface Learning {
  panels: 'training' | 'samples';
  acts: 'step' | 'start';
  lives: 'firstLoss' | 'loss' | 'uniformLoss' | 'steps';
  guesses: 'direction';
  sources: never;
  labels: typeof labels;
}

const labels = {
  samplesEmpty: 'The first sample appears with the first measurement.',
  atStep: (step: string) => `step ${step}`,
  copybook: (steps: string) =>
    `The first ${steps} steps are a copybook: random strings, each written a second time, from which the model learns to look back and go on from there. Then the pages begin, and the loss jumps up, because now it has to learn a language.`,
};

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Learning>) {
  return (
    <>
      <p>
        This is <Term of="pretraining">pretraining</Term>. The model reads a stretch of a page, guesses each next token,
        and is told the right one. Every guess that was off nudges all its parameters a little, each in the direction
        that makes the right token a bit more likely (the <Term of="gradient">gradient</Term> says which). There is
        nothing else to it. You can <Act to="step">make one step</Act> or <Act to="start">let it run</Act>.
      </p>
      <p>
        The <Term of="loss">loss</Term> says how surprised the model still is. Two curves matter: pages it reads and
        pages <Term of="heldOut">kept from it</Term>. As long as both fall together, it is learning the language and not
        just the pages.
      </p>
      <Predict
        of="direction"
        question="After the whole of the reading: what will have become of the loss?"
        choices={['about the same', 'less than half of it left', 'nothing left of it']}
      >
        It began at <Live of="firstLoss" /> and stands at <Live of="loss" />. Zero would mean never to be surprised, and
        no text is that predictable.
      </Predict>
      <Panel of="training" />
      <When of="loss">
        <p>
          A model that held all tokens for equally likely would have a loss of <Live of="uniformLoss" />. Yours began at{' '}
          <Live of="firstLoss" />; after <Live of="steps" /> steps it is at <Live of="loss" />.
        </p>
      </When>
      <Panel of="samples" />
    </>
  );
}

export const text: LessonText<Learning> = {
  task: 'Make a single step, then train to the end (or stop when you have seen enough, and keep it).',
  panels: { training: 'Reading, step by step', samples: 'What it writes from nothing' },
  labels,
  sources: {},
  Prose,
};
