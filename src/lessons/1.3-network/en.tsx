import type { Kit, LessonText } from '../kit.ts';

export interface Network {
  panels: 'walk';
  acts: 'ids' | 'embedding' | 'attention' | 'mlp' | 'output' | 'train';
  lives:
    | 'parameters'
    | 'vocabulary'
    | 'layers'
    | 'heads'
    | 'likeliest'
    | 'likeliestChance'
    | 'firstSays'
    | 'trainable'
    | 'moved';
  guesses: 'moved';
  sources: 'attention' | 'rope' | 'lens' | 'llama3';
  labels: typeof labels;
}

const labels = {
  input: 'Your sentence',
  waiting: 'The numbers appear when a model is ready and the text fits.',
  follow: 'The token we follow',
  token: (label: string, place: string, id: string) => `${label}, token ${place} of the text, number ${id}`,
  way: 'The way through the network',
  keys: 'The arrow keys → and ← walk on and back.',
  says: 'if it ended here',
  layer: (number: string) => `Layer ${number}`,
  stations: {
    ids: 'Numbers',
    embedding: 'Embedding',
    attention: 'Attention',
    mlp: 'MLP',
    output: 'Scores and probabilities',
  },
  place: 'Number',
  value: 'Value',
  lookedAt: 'Token',
  share: 'Share',
  pointAtNumber: 'Point at a cell, or tap it, to read its number. Blue is above zero, orange below.',
  number: (place: string, all: string, value: string) =>
    `Number ${place} of ${all}: ${value}. By itself it means nothing that we have a word for; all of them together are what the network knows of this token.`,
  ids: {
    text: 'The text goes in as a list of token ids. They are labels, like numbers on lockers: 400 is not twice 200, and neighbors need not be alike.',
    title: 'The sentence as x',
    head: ['Place', 'Token', 'Id'],
    now: (count: string, label: string, id: string) =>
      `${count} tokens; the one we follow, “${label}”, is number ${id}.`,
  },
  embedding: {
    text: (channels: string, knobs: string) =>
      `Each id is looked up in a table and exchanged for ${channels} numbers. The table is made of knobs, ${knobs} of them: training decides what stands in it.`,
    title: (label: string) => `What “${label}” is exchanged for`,
    now: (alike: readonly string[], similarity: string) =>
      `The lists most like it belong to ${alike.map((label) => `“${label}”`).join(', ')} (similarity of the first: ${similarity}; the same list would have 1).`,
    alike: 'Most like it:',
    clocks: (place: string, planes: string) =>
      `And where it stands: as token ${place}. In every head, pairs of numbers are turned by this place, like the hands of ${planes} clocks, each slower than the one before it. Two tokens are compared with their hands as they stand, so that what counts is how far apart they are.`,
    clocksAlternative: (degrees: readonly string[]) => `Hands at ${degrees.join(', ')} degrees`,
  },
  attention: {
    text: (knobs: string) =>
      `The only place where tokens meet. Each looks back at the ones before it and takes something over from each, in shares that add up to 100%. ${knobs} knobs decide what to look for and what to take.`,
    title: (layer: string, head: string) => `Attention in layer ${layer}, head ${head}`,
    now: (token: string, most: string, share: string, previous: string | undefined) =>
      `“${token}” looks most at “${most}” (${share}).${previous === undefined ? '' : ` On average this head gives ${previous} of its attention to the token just before.`}`,
    heads: 'One head at a time; each square shows its whole pattern (rows look, columns are looked at)',
    head: (number: string) => `Head ${number}`,
  },
  mlp: {
    text: (units: string, knobs: string) =>
      `Here each token is worked on by itself. ${units} units each look for one pattern in what the token carries; those that find it switch on and add what they know. Most knobs of a layer are here: ${knobs}.`,
    title: (layer: string, label: string) => `The units of layer ${layer} at “${label}”`,
    now: (on: string, all: string) => `${on} of ${all} units are switched on.`,
    units: 'units',
    unit: 'Unit',
    number: (place: string, all: string, value: string) =>
      `Unit ${place} of ${all}: ${value}. Above zero it is switched on; at zero it adds nothing.`,
  },
  carried: {
    title: (label: string) => `What “${label}” carries`,
    before: 'came in',
    added: { attention: 'attention added', mlp: 'the MLP added' },
    after: 'goes on',
    now: (before: string, added: string, after: string) =>
      `Nothing is overwritten, only added to: what came in has the length ${before}, what was added ${added}, what goes on ${after}.`,
    number: (place: string, all: string, before: string, added: string, after: string) =>
      `Number ${place} of ${all}: ${before} came in, ${added} was added, ${after} goes on.`,
  },
  output: {
    text: 'What the token carries at the end is compared with the embedding of every token there is: the more alike, the higher its score, the logit. Softmax raises e to each score and divides by the sum.',
    title: 'y: one probability for each token of the vocabulary',
    now: (all: string, label: string, chance: string) =>
      `Of ${all} tokens, “${label}” is the likeliest with ${chance}.`,
    next: (label: string, chance: string) => `What really comes next here, “${label}”, has ${chance}.`,
    score: 'Score',
    softmax: 'after softmax',
    chance: 'Probability',
  },
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside, RealModel }: Kit<Network>) {
  return (
    <>
      <p>
        A <Term of="neuralNetwork">neural network</Term> is an equation with many knobs: <i>y</i> = <i>f</i>(<i>x</i>,{' '}
        <i>w</i>). Here <i>x</i> is your text as a list of token ids, <i>w</i> are the{' '}
        <Live of="parameters" otherwise="many" /> <Term of="parameter">parameters</Term>, and <i>y</i> is one{' '}
        <Term of="probability">probability</Term> for <em>each</em> of the <Live of="vocabulary" otherwise="many" />{' '}
        tokens that could come next.
      </p>
      <p>
        Walk through it with a sentence of your own. Its <Act to="ids">numbers</Act> are exchanged for{' '}
        <Act to="embedding">embeddings</Act> that also know their place
        <Source of="rope" />. In each of <Live of="layers" otherwise="a few" /> <Term of="layer">layers</Term>,{' '}
        <Act to="attention">attention</Act>
        <Source of="attention" /> lets every token look back at those before it, with{' '}
        <Live of="heads" otherwise="several" /> <Term of="head">heads</Term> at once, and an <Act to="mlp">MLP</Act>{' '}
        works on what was gathered; both only add to what the token <Term of="residualStream">carries along</Term>. At
        the end <Act to="output">scores and softmax</Act> make <i>y</i> of it. Every number is this model’s own,
        computed just now.
        <Aside>
          At each layer the map also says what the model would answer if it ended there: the “logit lens”
          <Source of="lens" />.
        </Aside>
      </p>
      <Panel of="walk" />
      <When of="likeliest">
        <p>
          After your sentence, this model’s likeliest token is “<Live of="likeliest" />
          ”, with a probability of <Live of="likeliestChance" />. Had it ended after the first layer, it would have said
          “
          <Live of="firstSays" />
          ”.
        </p>
      </When>
      <Predict
        of="moved"
        question="Change the last word of your sentence. How many of the probabilities will move?"
        choices={['a few', 'about half', 'nearly all of them']}
      >
        <Live of="moved" /> of <Live of="vocabulary" /> moved by a thousandth of themselves or more. Everything in the
        text takes part in every number of the answer.
      </Predict>
      <When
        of="trainable"
        otherwise={
          <p>
            Choose the untrained model above as the one who answers, and compare: the threads that you see have been
            learned.
          </p>
        }
      >
        <p>
          The threads are learned. Stay with the attention of one layer and <Act to="train">let the model read</Act>:
          you will see them form.
          <Aside>
            One head of the first layer looks one token back from the start. We set it so, because finding that out
            takes a model this small too long; what the others look for is their own doing.
          </Aside>
        </p>
      </When>
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
  task: 'Change the sentence, and look at the attention of a layer.',
  panels: { walk: 'Your sentence on its way through the network' },
  labels,
  sources: {
    rope: {
      authors: 'Su et al.',
      title: 'RoFormer: Enhanced Transformer with Rotary Position Embedding',
      year: 2021,
      url: 'https://arxiv.org/abs/2104.09864',
    },
    attention: {
      authors: 'Vaswani et al.',
      title: 'Attention Is All You Need',
      venue: 'NeurIPS',
      year: 2017,
      url: 'https://arxiv.org/abs/1706.03762',
    },
    lens: {
      authors: 'nostalgebraist',
      title: 'interpreting GPT: the logit lens',
      venue: 'LessWrong',
      year: 2020,
      url: 'https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru/interpreting-gpt-the-logit-lens',
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
