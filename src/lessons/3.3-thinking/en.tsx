import type { Kit, LessonText } from '../kit.ts';

export interface Thinking {
  panels: 'compare' | 'working';
  acts: 'other';
  lives:
    | 'atOnce'
    | 'worked'
    | 'shortRight'
    | 'shortTotal'
    | 'longerDigits'
    | 'longerTotal'
    | 'longerWorked'
    | 'chanceAtOnce'
    | 'chanceWorked';
  guesses: 'atOnce';
  sources: 'chain' | 'r1';
  labels: typeof labels;
}

const labels = {
  first: 'First number',
  second: 'Second number',
  otherSum: 'Another sum',
  measure: 'Measure both ways',
  again: 'Measure with other sums',
  waiting: 'It is calculating…',
  empty: 'Nothing measured yet.',
  compareTitle: 'The same model, at once and with working',
  compareNow: (atOnce: string, worked: string) =>
    `Of the sums as long as those it practices, right at once: ${atOnce}; worked out: ${worked}. The thin lines span the shares that so few sums are compatible with (95%).`,
  what: 'Sums of',
  digits: (count: number) => (count === 1 ? '1 digit' : `${count} digits`),
  longer: (count: number) => `${count} digits, never practiced`,
  atOnce: 'at once',
  worked: 'worked out',
  ofTotal: (right: string, all: string) => `${right} of ${all}`,
  look: 'Look inside',
  workingEmpty: 'Here you will see how likely each digit of the answer becomes, line by line of the working.',
  noWorking: 'This model does not work this sum out column by column.',
  workingTitle: 'How likely the right digits are, given the working before them',
  workingNow: (sum: string, atOnce: string, worked: string) =>
    `The whole ${sum} has a chance of ${atOnce} at once, of ${worked} after all of the model’s own working.`,
  workingWrong: (found: string) => `Its working, though, leads it to ${found}: then the right digits stay unlikely.`,
  before: 'Already in the context',
  nothingBefore: 'only the question',
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Thinking>) {
  return (
    <>
      <p>
        Nobody demanded that the model show its work. It could always write the number at once, or write the columns
        first: a <Term of="chainOfThought">chain of thought</Term>
        <Source of="chain" />. Practice made frequent what was rewarded. To see what the writing itself is worth, the
        model must do without: of its tokens only digits and the full stop are let through, so that it has to answer at
        once.
      </p>
      <Predict
        of="atOnce"
        question="The same weights, the same sums, but only digits are let through. How many will still be right?"
        choices={['nearly as many', 'perhaps half as many', 'hardly any']}
      >
        At once: <Live of="atOnce" />. Worked out: <Live of="worked" />.
      </Predict>
      <Panel of="compare" />
      <When of="worked">
        <p>
          At once <Live of="atOnce" /> were right, worked out <Live of="worked" />. It is no cure-all: at sums of{' '}
          <Live of="longerDigits" /> digits, longer than any it has practiced, <Live of="longerWorked" /> of{' '}
          <Live of="longerTotal" /> came out right even so.{' '}
          <When of="shortRight">
            And practicing one way has unlearned the other: of one-digit sums, which hardly need any working, only{' '}
            <Live of="shortRight" /> of <Live of="shortTotal" /> came out right at once.
          </When>
        </p>
      </When>
      <p>
        Why does writing help? A network runs through the same layers for every token, easy or hard. Whoever writes the
        number at once has a single pass for the first digit, though that depends on every carry. Whoever writes the
        steps has a pass for each, and every step, once written, is part of the <Term of="context">context</Term> from
        which the next one is read. Below, each row puts one more column of the model’s own working before the answer.
      </p>
      <Panel of="working" />
      <When of="chanceWorked">
        <p>
          Without working the right number had a chance of <Live of="chanceAtOnce" />, with all of it{' '}
          <Live of="chanceWorked" />. As the columns are written the digits become certain: the answer is then read off,
          not calculated. Does that hold for <Act to="other">another sum</Act>?
        </p>
      </When>
      <p>
        In large models too, long reasoning was not shown but paid for: DeepSeek-R1-Zero, rewarded for right answers in
        the right form, came to write longer and longer by itself
        <Source of="r1" />. Ours pays for every token, and sums need few.
      </p>
    </>
  );
}

export const text: LessonText<Thinking> = {
  task: 'Measure the reasoner both ways.',
  panels: { compare: 'At once, or worked out', working: 'What the working is good for' },
  labels,
  sources: {
    chain: {
      authors: 'Wei et al.',
      title: 'Chain-of-Thought Prompting Elicits Reasoning in Large Language Models',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2201.11903',
    },
    r1: {
      authors: 'DeepSeek-AI',
      title: 'DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning',
      year: 2025,
      url: 'https://arxiv.org/abs/2501.12948',
    },
  },
  Prose,
};
