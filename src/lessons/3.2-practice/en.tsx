import type { Kit, LessonText } from '../kit.ts';

export interface Practice {
  panels: 'loop' | 'curves';
  acts: 'gradient' | 'bold';
  lives: 'firstAccuracy' | 'accuracy' | 'iterations' | 'firstTokens' | 'tokens';
  guesses: 'work';
  sources: 'star' | 'grpo';
  labels: typeof labels;
}

const labels = {
  settings: 'How to practice',
  algorithm: 'What is learned from',
  algorithms: { expertIteration: 'expert iteration', policyGradient: 'policy gradient' },
  pace: 'Size of the steps',
  paces: { usual: 'usual steps', bold: 'steps far too large' },
  fixed: 'Fixed for this run. Start over to practice in another way.',
  iteration: 'Iteration',
  loopTitle: 'The loop, at one of its questions',
  loopNow: (all: string, right: string, kept: string, iteration: string) =>
    `Iteration ${iteration}: ${all} attempts, ${right} right, ${kept} trained on.`,
  loopEmpty: 'Start practice, or make one step of it: here you will see what an iteration does.',
  stations: { sample: '1 Sample', grade: '2 Grade', keep: '3 Keep', train: '4 Train' },
  right: (right: string, all: string) => `${right} of ${all} right`,
  kept: (count: string) => `${count} trained on`,
  trained: 'made likelier, and round again',
  untrained: 'nothing to learn from this question',
  attempts: 'Read the attempts at this question',
  verdicts: { right: 'right', long: 'right, but long', wrong: 'wrong' },
  chosen: 'trained on',
  tokens: (count: string) => `${count} tokens`,
  nothing: '(wrote nothing)',
  curves: {
    reward: 'Mean reward',
    meanTokens: 'Length of an attempt',
    showsWork: 'Share that shows its work',
    solved: 'Solved by at least one attempt (pass@k)',
  },
  series: {
    reward: 'reward of the attempts',
    meanTokens: 'tokens, on average',
    showsWork: 'short or long working',
    solved: 'questions with a right attempt',
  },
  loaded: 'This reasoner was loaded. Start over, and watch how one comes about.',
  empty: 'Appears with the first iteration.',
  now: (value: string) => `Now ${value}.`,
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Practice>) {
  return (
    <>
      <p>
        Sample, grade, keep what worked, train on it, repeat. That is{' '}
        <Term of="reinforcementLearning">reinforcement learning</Term> in its plainest form, called{' '}
        <Term of="expertIteration">expert iteration</Term>
        <Source of="star" />: the model’s own best attempts become its worked examples. What counts as best is the{' '}
        <Term of="reward">reward</Term>: nothing for a wrong answer, and for a right one, more the shorter it is. Of how
        to get there the reward says nothing.
      </p>
      <Predict
        of="work"
        question="Nobody asks for the working to be shown, and every token costs a little. What will the model do?"
        choices={['show its work more often', 'write the number at once more often', 'neither']}
      >
        Writing costs a little, but an answer that is wrong earns nothing at all.
      </Predict>
      <Panel of="loop" />
      <When of="iterations">
        <p>
          In the first iteration <Live of="firstAccuracy" /> of the attempts were right, with <Live of="firstTokens" />{' '}
          tokens each; after <Live of="iterations" /> it is <Live of="accuracy" />, with <Live of="tokens" />.
        </p>
      </When>
      <p>
        <Act to="gradient">The switch</Act> turns to a <Term of="policyGradient">policy gradient</Term> like GRPO
        <Source of="grpo" />. Expert iteration looks only at the best attempt of a group and imitates it. The policy
        gradient uses all of them: whatever did better than the group’s average is made likelier, whatever did worse
        less likely. It thus learns from mistakes too, but pulls in many directions at once and takes smaller steps.
        Where all attempts are equally good, it learns nothing.
      </p>
      <Panel of="curves" />
      <p>
        Practice can also go wrong, for the model writes its own material. Every few iterations it is tested on sums it
        never practices, and the best iteration is kept. Choose <Act to="bold">steps far too large</Act> before you
        start, and watch what happens.
      </p>
    </>
  );
}

export const text: LessonText<Practice> = {
  task: 'Let the model practice to the end, or stop it where you like.',
  panels: { loop: 'Practice', curves: 'How it goes' },
  labels,
  sources: {
    star: {
      authors: 'Zelikman et al.',
      title: 'STaR: Bootstrapping Reasoning With Reasoning',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.14465',
    },
    grpo: {
      authors: 'Shao et al.',
      title: 'DeepSeekMath: Pushing the Limits of Mathematical Reasoning in Open Language Models',
      year: 2024,
      url: 'https://arxiv.org/abs/2402.03300',
    },
  },
  Prose,
};
