import type { Kit, LessonText } from '../kit.ts';

export interface Opening {
  panels: 'book' | 'noise' | 'card' | 'scale' | 'ways' | 'model';
  acts: never;
  lives: 'vocabulary' | 'parameters' | 'oneIn' | 'context' | 'tokens' | 'energy' | 'memory';
  guesses: 'answers';
  sources: 'gpt2' | 'llama' | 'llamaCard';
  labels: typeof labels;
}

const labels = {
  turn: 'Turn the pages',
  bookTitle: 'Three kinds of page, out of this model’s own schoolbook',
  bookShows: 'Left, a page to read; then a sum worked out; then sums with nothing but the answers, in the back.',
  bookWaiting: 'The schoolbook is being opened…',
  explained: 'It explains. You read.',
  worked: 'It works an example. You follow.',
  practiced: 'It sets exercises. You try.',
  inTheBack: 'In the back of the book:',
  noExample: 'This schoolbook works no sums.',
  write: 'Let it write',
  writeAgain: 'Let it write again',
  stop: 'Stop',
  waiting: 'The model is being set up…',
  empty: 'What it writes will stand here.',
  written: 'What the untrained model wrote',
  examine: 'Examine it',
  examineAgain: 'Examine it again',
  cardEmpty: 'The first column appears when you let it write.',
  question: 'Question',
  right: 'right',
  wrong: 'wrong',
  score: 'Right',
  scoreOf: (right: string, all: string) => `${right} of ${all}`,
  columnsToCome: (stages: string) => `Still to come: ${stages}.`,
  scaleTitle: 'Ours, GPT-2 and Llama 3.1 drawn to scale: areas are as numbers of parameters',
  scaleShows: (first: string, second: string) =>
    `Ours would fit into GPT-2 ${first} times, and GPT-2 into Llama 3.1 ${second} times.`,
  ours: 'ours',
  farther: 'Seen from farther away. Ours is too small to be drawn now.',
  asTable: 'Read as a table',
  model: 'Model',
  parameters: 'Parameters',
  train: 'Train it here',
  trainWhy: 'Every number you will see comes from this tab.',
  goRead: 'Begin with reading',
  skip: 'Skip',
  skipWhy: 'Load a model that the same code trained earlier; it comes with the page.',
  loadStage: (stage: string) => `Load the ${stage}`,
  open: 'Open a saved model',
  openHint: 'A file saved from this page, at most 50 MB. You can also drop it anywhere.',
};

function Prose({ Panel, Term, Live, When, Source, RealModel, Predict }: Kit<Opening>) {
  return (
    <>
      <p>
        A schoolbook teaches in three ways. It explains, and you read. It works an example, and you follow. It sets an
        exercise with only the answer in the back, and you try until you get there. A{' '}
        <Term of="languageModel">language model</Term> is taught in the same three ways, in the same order.
      </p>
      <Panel of="book" />
      <p>
        This page takes one tiny model through all three. It knows a single trick: given some text, say how likely each
        possible next <Term of="token">token</Term> is, and draw one. Everything else follows from that. It has{' '}
        <Live of="parameters" otherwise="very many" /> adjustable numbers, its <Term of="parameter">parameters</Term>,
        and before school they are pure chance. So is what it writes.
      </p>
      <Predict
        of="answers"
        question="At the end of each stage the same five questions are put to the model. How many does it get right before the first?"
        choices={['none', 'one or two', 'three or more']}
      >
        It has read nothing yet, so whatever it gets right it gets right by luck.
      </Predict>
      <Panel of="noise" />
      <p>
        Every token was drawn from all <Live of="vocabulary" otherwise="the" /> tokens it has, with hardly a preference
        among them.{' '}
        <When of="oneIn">
          Asked for the next token on pages it has never read, it gave the right one a typical chance of 1 in{' '}
          <Live of="oneIn" />. A blind draw has 1 in <Live of="vocabulary" />.{' '}
        </When>
        School will change that, and nothing but that.
      </p>
      <Panel of="card" />
      <p>
        Large models are the same kind of formula with more knobs. GPT-2 made news in 2019 with 1.5 billion of them
        <Source of="gpt2" />. Llama 3.1, whose makers published how it was trained, has 405 billion
        <Source of="llama" />.
      </p>
      <Panel of="scale" />
      <RealModel
        title="This model and Llama 3.1 405B"
        rows={[
          {
            what: 'Text to read, in tokens',
            ours: <Live of="tokens" />,
            real: (
              <>
                15.6 trillion
                <Source of="llama" />
              </>
            ),
          },
          {
            what: 'Looks back, in tokens',
            ours: <Live of="context" />,
            real: (
              <>
                up to 128 thousand
                <Source of="llama" />
              </>
            ),
          },
          {
            what: 'Electricity for training',
            ours: <Live of="energy" otherwise="shown while it trains" />,
            real: (
              <>
                30.84 million hours of a graphics card that may draw 700 W
                <Source of="llamaCard" />: at most 21.6 million kWh
              </>
            ),
          },
        ]}
      />
      <p>
        All of school can be gone through in this tab. Whoever would rather not wait can load a model that has been
        through it.{' '}
        <When of="memory">
          In memory now: <Live of="memory" />. The line at the top of the page always says so.
        </When>
      </p>
      <Panel of="ways" />
      <Panel of="model" />
    </>
  );
}

export const text: LessonText<Opening> = {
  task: 'Let the untrained model write something.',
  panels: {
    book: 'The schoolbook',
    noise: 'Before the first day at school',
    card: 'Report card, first column',
    scale: 'How small is tiny?',
    ways: 'Two ways through',
    model: 'Another model',
  },
  labels,
  sources: {
    gpt2: {
      authors: 'Radford et al.',
      title: 'Language models are unsupervised multitask learners',
      venue: 'OpenAI',
      year: 2019,
      url: 'https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf',
    },
    llama: {
      authors: 'Grattafiori et al.',
      title: 'The Llama 3 herd of models',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
    llamaCard: {
      authors: 'Meta',
      title: 'Llama 3.1 model card',
      year: 2024,
      url: 'https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/MODEL_CARD.md',
    },
  },
  Prose,
};
