import type { Kit, LessonText } from '../kit.ts';

export interface Base {
  panels: 'recital' | 'people' | 'compression' | 'sums' | 'contexts';
  acts: 'recite' | 'people' | 'squeeze' | 'sums' | 'contexts';
  lives:
    | 'often'
    | 'oftenOf'
    | 'copies'
    | 'once'
    | 'onceOf'
    | 'famous'
    | 'obscure'
    | 'bits'
    | 'gzip'
    | 'corpus'
    | 'parameters'
    | 'order'
    | 'list'
    | 'interview'
    | 'asked';
  guesses: 'better';
  sources: 'carlini' | 'deletang' | 'llama' | 'brown';
  labels: typeof labels;
}

const labels = {
  stop: 'Stop',
  again: 'Once more',
  live: 'Asked of the model as it is now: it is still reading.',
  empty: 'Nothing measured yet.',
  yes: 'yes',
  no: 'no',
  quotes: {
    end: '— end of the page —',
    none: 'No stretch of this stands in the corpus word for word.',
    stretch: (tokens: string, occurrences: string) =>
      occurrences === '1'
        ? `${tokens} tokens that stand in the corpus once`
        : `${tokens} tokens that stand in the corpus ${occurrences} times`,
    copies: (count: string) => `(on a page that it holds ${count} times)`,
  },
  recital: {
    start: 'Let it go on',
    again: 'Two other pages',
    often: 'A page that stands in the corpus many times',
    once: 'A page that stands in the corpus once',
    copies: (count: string) =>
      count === '1' ? 'A page that stands in the corpus once' : `A page that stands in the corpus ${count} times`,
    score: (tokens: string, of: string) => `${tokens} of the next ${of} tokens word for word`,
    noPage: 'There is no such page: in this corpus every page stands once. Read it again without removing copies.',
    empty: 'Here the model goes on from the first words of a page.',
    legend:
      'Gray: what was given. Black: what the model wrote, always taking the likeliest token. Underlined: what stands in the corpus word for word; open the line below it to see the page.',
  },
  people: {
    start: 'Ask about everybody',
    title: 'Of the people in the corpus, it knows job and town of',
    tiers: { famous: 'Named on many pages', mid: 'Named on several', obscure: 'Named on few' },
    tier: (tier: string, known: string, count: string, pages: string) =>
      `${tier} (${pages} on average): ${known} of ${count}.`,
    name: 'Name',
    pages: 'Pages',
    known: 'Known',
    said: 'What it said',
  },
  compression: {
    start: 'Squeeze the pages',
    title: 'Bits for each byte of pages that it never read',
    sizes: (corpus: string, parameters: string, held: string) =>
      `It read ${corpus} and has ${parameters} of parameters; measured on ${held} kept from it.`,
    way: 'Written down by',
    bits: 'Bits per byte',
    rows: {
      plain: 'As it is',
      untrained: 'The untrained model',
      gzip: 'gzip',
      gzipAfter: 'gzip, after the corpus',
      model: 'Your model',
    },
  },
  sums: {
    start: 'Have it go on',
    title: 'Sums from memory',
    sum: 'Given',
    mentions: 'In the corpus',
    said: 'It says',
    chance: 'Chance',
    right: 'Right',
    nothing: 'no number',
    wrong: (sum: string) => `no, ${sum}`,
    drift: '“2+2=”, and nobody stops it',
  },
  contexts: {
    start: 'Try all three',
    kinds: {
      order: 'An order',
      list: 'A list of examples',
      interview: 'The opening of an interview',
    },
    score: (right: string, asked: string) => `job and town right for ${right} of ${asked} famous people`,
  },
};

function Prose({ Panel, Act, Term, Live, When, Source, Predict }: Kit<Base>) {
  return (
    <>
      <p>
        Reading makes a <Term of="baseModel">base model</Term>: a lossy, random simulator of its corpus. It does not
        answer; it continues. What stood there often it has <Term of="memorization">by heart</Term>, as large models
        have
        <Source of="carlini" />; what stood there once, mostly not. <Act to="recite">Begin a page of each kind</Act>.
      </p>
      <Panel of="recital" />
      <When of="often">
        <p>
          Of the page read <Live of="copies" /> times it wrote <Live of="often" /> of <Live of="oftenOf" /> tokens word
          for word; of the page read once, <Live of="once" /> of <Live of="onceOf" />.
        </p>
      </When>
      <p>
        With facts it is the same: <Act to="people">ask about everybody</Act>.
      </p>
      <Panel of="people" />
      <When of="famous">
        <p>
          It knows <Live of="famous" /> of those whom many pages name, <Live of="obscure" /> of those whom few do.
        </p>
      </When>
      <p>
        To predict well is to compress well
        <Source of="deletang" />: a token given a chance of one half costs one bit. So it can be measured in{' '}
        <Term of="bitsPerByte">bits per byte</Term>, as gzip can.{' '}
        <Act to="squeeze">Squeeze pages that it never read.</Act>
      </p>
      <Predict
        of="better"
        question="Which of the two needs fewer bits for pages that it never saw?"
        choices={['gzip', 'the model']}
      >
        gzip needs <Live of="gzip" /> bits for a byte, your model <Live of="bits" />.
      </Predict>
      <Panel of="compression" />
      <When of="bits">
        <p>
          The parameters take <Live of="parameters" />, the pages <Live of="corpus" />. They do not hold the pages one
          by one, but what pages have in common, and the few things said again and again. Large models have far less
          room: Llama 3.1 read 15.6 trillion tokens, and has 405 billion parameters
          <Source of="llama" />.
        </p>
      </When>
      <p>
        <Act to="sums">Write “2+2=”</Act>, and it may say 4, because it has read that. A sum that no page holds goes
        wrong; left running it drifts off: it does not know that it was asked something.
      </p>
      <Panel of="sums" />
      <p>
        Still, knowledge can be drawn out, by a context whose most natural continuation is the answer:{' '}
        <Term of="prompt">prompting</Term>. A list of examples is a <Term of="fewShot">few-shot</Term> prompt
        <Source of="brown" />. <Act to="contexts">Try three contexts.</Act>
      </p>
      <Panel of="contexts" />
      <When of="interview">
        <p>
          Ordered to, yours told both facts of <Live of="order" /> of <Live of="asked" /> people; after a list of
          examples, of <Live of="list" />; in the interview, of <Live of="interview" />. It knew no more: it was asked
          in a way that its pages have.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Base> = {
  task: 'Have your base model go on from a page that it read many times and from one that it read once.',
  panels: {
    recital: 'By heart, or not',
    people: 'Whom it knows',
    compression: 'The corpus, squeezed',
    sums: 'A sum from memory',
    contexts: 'Three ways to ask',
  },
  labels,
  sources: {
    carlini: {
      authors: 'Carlini et al.',
      title: 'Quantifying Memorization Across Neural Language Models',
      venue: 'ICLR',
      year: 2023,
      url: 'https://arxiv.org/abs/2202.07646',
    },
    deletang: {
      authors: 'Delétang et al.',
      title: 'Language Modeling Is Compression',
      venue: 'ICLR',
      year: 2024,
      url: 'https://arxiv.org/abs/2309.10668',
    },
    llama: {
      authors: 'Grattafiori et al.',
      title: 'The Llama 3 Herd of Models',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
    brown: {
      authors: 'Brown et al.',
      title: 'Language Models are Few-Shot Learners',
      venue: 'NeurIPS',
      year: 2020,
      url: 'https://arxiv.org/abs/2005.14165',
    },
  },
  Prose,
};
