import type { Kit, LessonText } from '../kit.ts';

export interface Teacher {
  panels: 'ceiling' | 'styles';
  acts: never;
  lives: 'teacher' | 'best';
  guesses: never;
  sources: 'alphaGo';
  labels: typeof labels;
}

const labels = {
  stylesTitle: 'How it answers',
  stylesNow: (direct: string, concise: string, verbose: string) =>
    `Now ${direct} at once, ${concise} in short, ${verbose} at length.`,
  empty: 'These curves appear with the first iteration.',
};

function Prose({ Panel, Term, Live, When, Source }: Kit<Teacher>) {
  return (
    <>
      <p>
        In some of the worked examples the teacher slipped and forgot to carry; only{' '}
        <Live of="teacher" otherwise="a part" /> of its sums are right. An imitator can hardly hope for more. Practice
        has no such ceiling, because it is graded by the answer and not by the teacher. So it was with Go: a network
        trained to imitate the games of good players, and then on games against itself, won more than 80% of its games
        against the mere imitator
        <Source of="alphaGo" />.
      </p>
      <Panel of="ceiling" />
      <When of="best">
        <p>
          The teacher: <Live of="teacher" />. Your model at its best, on sums it has never seen: <Live of="best" />.
        </p>
      </When>
      <Panel of="styles" />
      <p>
        A caution. A sum can be checked, and so can a game. Whether a letter is kind cannot, and a reward that measures
        something nearby will be <Term of="rewardHacking">gamed</Term>.
      </p>
    </>
  );
}

export const text: LessonText<Teacher> = {
  task: 'Let the model practice, and compare it with its teacher.',
  panels: { ceiling: 'The teacher’s line', styles: 'By which road' },
  labels,
  sources: {
    alphaGo: {
      authors: 'Silver et al.',
      title: 'Mastering the game of Go with deep neural networks and tree search',
      venue: 'Nature 529',
      year: 2016,
      url: 'https://doi.org/10.1038/nature16961',
    },
  },
  Prose,
};
