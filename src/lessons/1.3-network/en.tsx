import type { Kit, LessonText } from '../kit.ts';

export interface Network {
  panels: 'prediction';
  acts: never;
  lives: 'parameters' | 'vocabulary' | 'layers' | 'heads';
  guesses: never;
  sources: 'attention' | 'llama3';
  labels: typeof labels;
}

const labels = {
  input: 'Your sentence',
  seen: 'x: what goes in, as numbers',
  likeliest: 'y: what comes out, the likeliest of all tokens',
  waiting: 'The numbers appear when a model is ready and the text fits.',
};

function Prose({ Panel, Term, Live, Source, Aside, RealModel }: Kit<Network>) {
  return (
    <>
      <p>
        A <Term of="neuralNetwork">neural network</Term> is an equation with many knobs: <i>y</i> = <i>f</i>(<i>x</i>,{' '}
        <i>w</i>). Here <i>x</i> is your text as token numbers, <i>w</i> are the{' '}
        <Live of="parameters" otherwise="many" /> parameters, and <i>y</i> is one{' '}
        <Term of="probability">probability</Term> for each of the <Live of="vocabulary" otherwise="many" /> tokens that
        could come next.
        <Aside>
          The numbers in <i>x</i> are labels, not quantities: token 400 is not twice token 200.
        </Aside>
      </p>
      <p>
        Inside, every token becomes a list of numbers, its <Term of="embedding">embedding</Term>. In each of{' '}
        <Live of="layers" otherwise="a few" /> <Term of="layer">layers</Term>, <Term of="attention">attention</Term>{' '}
        lets it look back at the tokens before it, with <Live of="heads" otherwise="several" />{' '}
        <Term of="head">heads</Term> at once, and an <Term of="mlp">MLP</Term> works on what was gathered
        <Source of="attention" />. What the last token carries at the end is turned into <Term of="logit">scores</Term>,
        and <Term of="softmax">softmax</Term> turns these into probabilities.
      </p>
      <Panel of="prediction" />
      <RealModel
        title="The same equation, larger"
        rows={[
          { what: 'parameters', ours: <Live of="parameters" />, real: '405 billion' },
          { what: 'layers', ours: <Live of="layers" />, real: '126' },
          { what: 'heads in a layer', ours: <Live of="heads" />, real: '128' },
          { what: 'tokens to choose from', ours: <Live of="vocabulary" />, real: '128,000' },
        ]}
      >
        <p>
          The real one here is Llama 3, whose makers have published its measures
          <Source of="llama3" />.
        </p>
      </RealModel>
    </>
  );
}

export const text: LessonText<Network> = {
  task: 'Change the sentence and watch the probabilities change.',
  panels: { prediction: 'Numbers in, probabilities out' },
  labels,
  sources: {
    attention: {
      authors: 'Vaswani et al.',
      title: 'Attention Is All You Need',
      venue: 'NeurIPS',
      year: 2017,
      url: 'https://arxiv.org/abs/1706.03762',
    },
    llama3: {
      authors: 'Llama Team, AI @ Meta',
      title: 'The Llama 3 Herd of Models',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
  },
  Prose,
};
