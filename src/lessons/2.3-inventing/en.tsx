import type { Kit, LessonText } from '../kit.ts';

export interface Inventing {
  panels: 'lives';
  acts: 'ask';
  lives: 'nobody' | 'invented' | 'asked';
  guesses: 'nobody';
  sources: never;
  labels: typeof labels;
}

const labels = {
  ask: (name: string) => `Ask who ${name} is, four times`,
  again: 'Ask four more times',
  stop: 'Stop',
  empty: 'The answers will stand here.',
  answers: 'Four answers to one question',
};

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Inventing>) {
  return (
    <>
      <p>
        Every “Who is …?” among the worked examples was answered with confidence, because whoever wrote them knew the
        answer. The model has learned the tone along with the rest. <Live of="nobody" otherwise="Somebody" /> stands in
        no page of its corpus: there is no such person.
      </p>
      <Predict
        of="nobody"
        question={
          <>
            What will the assistant say of <Live of="nobody" otherwise="somebody whom no page knows" />?
          </>
        }
        choices={['mostly that it doesn’t know', 'mostly something made up']}
      >
        <Live of="invented" /> of <Live of="asked" /> answers were made up.
      </Predict>
      <Panel of="lives" />
      <When of="invented">
        <p>
          <Live of="invented" /> of <Live of="asked" /> answers tell a life that nobody led. This is called{' '}
          <Term of="hallucination">hallucination</Term>. It is no fault in the machine: it does what it was trained to
          do, and says what such an answer usually sounds like. <Act to="ask">Ask once more</Act>: another draw, another
          life.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Inventing> = {
  task: 'Ask the assistant about somebody who does not exist.',
  panels: { lives: 'One name, many lives' },
  labels,
  sources: {},
  Prose,
};
