import type { Kit, LessonText } from '../kit.ts';

export interface Practice {
  panels: 'training' | 'curves';
  acts: never;
  lives: 'firstAccuracy' | 'accuracy';
  guesses: never;
  sources: 'star';
  labels: typeof labels;
}

const labels = {
  rewardTitle: 'Mean reward',
  reward: 'reward',
  lengthTitle: 'Mean length of an attempt',
  meanTokens: 'tokens',
  empty: 'These curves appear with the first iteration.',
  now: (value: string) => `Now ${value}.`,
};

function Prose({ Panel, Term, Live, When, Source }: Kit<Practice>) {
  return (
    <>
      <p>
        Sample, grade, keep what worked, train on it, repeat. That is{' '}
        <Term of="reinforcementLearning">reinforcement learning</Term> in its plainest form, called{' '}
        <Term of="expertIteration">expert iteration</Term>
        <Source of="star" />: the model’s own best attempts become its worked examples. What counts as best is the{' '}
        <Term of="reward">reward</Term>, here a right answer, and of two right ones the shorter.
      </p>
      <Panel of="training" />
      <When of="accuracy">
        <p>
          In the first iteration <Live of="firstAccuracy" /> of the attempts were right, now it is{' '}
          <Live of="accuracy" />.
        </p>
      </When>
      <Panel of="curves" />
    </>
  );
}

export const text: LessonText<Practice> = {
  task: 'Let the model practice.',
  panels: { training: 'Practice', curves: 'What it is paid, and how long it writes' },
  labels,
  sources: {
    star: {
      authors: 'Zelikman et al.',
      title: 'STaR: Bootstrapping Reasoning With Reasoning',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.14465',
    },
  },
  Prose,
};
