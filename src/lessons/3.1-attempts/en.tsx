import type { Kit, LessonText } from '../kit.ts';

export interface Attempts {
  panels: 'attempts' | 'pass';
  acts: 'cold' | 'practiced';
  lives: 'right' | 'attempts' | 'shortest' | 'passOne' | 'passMany' | 'many';
  guesses: 'count';
  sources: 'passAtK';
  labels: typeof labels;
}

const labels = {
  first: 'First number',
  second: 'Second number',
  otherSum: 'Another sum',
  who: 'Who tries',
  live: 'the model in practice',
  count: 'Attempts',
  temperature: 'Temperature',
  attempt: (count: string) => `Try ${count} times`,
  question: (question: string, answer: string) => `${question} In the back of the book: ${answer}`,
  counted: (right: string, all: string) => `${right} of ${all} right.`,
  verdicts: { right: 'right', long: 'right, but long', wrong: 'wrong' },
  chosen: 'chosen',
  tokens: (count: string) => `${count} tokens`,
  attempts: 'The attempts',
  openOne: 'Press an attempt to see what probability the model gave each of its tokens.',
  empty: 'The attempts will stand here.',
  waiting: 'It is trying…',
  nothing: '(wrote nothing)',
  passTitle: 'At least one right',
  pass: 'chance that one of k attempts is right',
  passNow: (one: string, k: string, all: string) =>
    `One attempt is right with a probability of ${one}, at least one of ${k} with ${all}.`,
  passEmpty: 'This curve appears with the attempts.',
  attemptsCount: 'Attempts k',
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Attempts>) {
  return (
    <>
      <p>
        An exercise is a question with only the answer in the back of the book. Nobody shows the model how any more. So
        it tries: for one question it writes many <Term of="rollout">attempts</Term>, each with other random numbers.
        Each is graded by comparing its last number with the answer, by a program and not by a person. Of the right ones
        the shortest is chosen.
      </p>
      <Predict
        of="count"
        question="The honest assistant tries the same sum many times over. How many attempts will be right?"
        choices={['none: it cannot do it', 'some: it depends on the draw', 'all: it can do it']}
      >
        <Live of="right" /> of <Live of="attempts" /> were right.
      </Predict>
      <Panel of="attempts" />
      <When of="right">
        <p>
          <Live of="right" /> of <Live of="attempts" /> attempts were right
          <When of="shortest">
            , and the shortest of those took <Live of="shortest" /> tokens
          </When>
          . The differences come from the draw alone: <Act to="cold">at temperature 0</Act> all attempts are the same,
          and there is nothing to choose from.
        </p>
      </When>
      <p>
        Trying often helps even a poor student. How likely at least one of k attempts is right is called pass@k
        <Source of="passAtK" />. As long as it is well above pass@1, the model has something to learn from itself: it
        can find right answers that it does not give reliably.
      </p>
      <Panel of="pass" />
      <When of="passOne">
        <p>
          Here one attempt was right with a probability of <Live of="passOne" />, at least one of <Live of="many" />{' '}
          with <Live of="passMany" />.{' '}
          <When
            of="shortest"
            otherwise="From a sum that never comes out right nothing can be learned, but practice, in the next lesson, has many others:"
          >
            Practice, in the next lesson, turns the second figure into the first:
          </When>{' '}
          <Act to="practiced">let the reasoner try</Act>, who has been through it.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Attempts> = {
  task: 'Let the model try one sum many times, and open an attempt.',
  panels: { attempts: 'One question, many attempts', pass: 'How far trying helps' },
  labels,
  sources: {
    passAtK: {
      authors: 'Chen et al.',
      title: 'Evaluating Large Language Models Trained on Code',
      year: 2021,
      url: 'https://arxiv.org/abs/2107.03374',
    },
  },
  Prose,
};
