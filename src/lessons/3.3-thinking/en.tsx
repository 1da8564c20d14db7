import type { Kit, LessonText } from '../kit.ts';

export interface Thinking {
  panels: 'styles';
  acts: never;
  lives: 'direct' | 'worked';
  guesses: never;
  sources: 'chain';
  labels: typeof labels;
}

const labels = {
  measure: 'Measure it',
  again: 'Measure again',
  style: 'How it answered',
  count: 'Share of the answers',
  right: 'Of these, right',
  empty: 'Nothing measured yet.',
};

function Prose({ Panel, Term, Live, When, Source }: Kit<Thinking>) {
  return (
    <>
      <p>
        Nobody demanded that the model show its work. It could always write the number at once, or write the columns
        first and then the number: a <Term of="chainOfThought">chain of thought</Term>
        <Source of="chain" />. It came to prefer what was rewarded.
      </p>
      <p>
        Why does writing help? A network does about the same amount of calculation for every token. Whoever writes the
        number at once has one round for all of it. Whoever writes the steps has a round for each, and every step, once
        written, is part of the <Term of="context">context</Term> from which the next one is read.
      </p>
      <Panel of="styles" />
      <When of="worked">
        <p>
          Where it wrote the number at once, <Live of="direct" otherwise="none" /> were right; where it worked it out in
          short, <Live of="worked" />.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Thinking> = {
  task: 'Measure the reasoner by the way it answers.',
  panels: { styles: 'At once, or worked out' },
  labels,
  sources: {
    chain: {
      authors: 'Wei et al.',
      title: 'Chain-of-Thought Prompting Elicits Reasoning in Large Language Models',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2201.11903',
    },
  },
  Prose,
};
