import type { Kit, LessonText } from '../kit.ts';
import { sources } from './sources.ts';

export interface Closing {
  panels: 'card' | 'guess' | 'machine' | 'predictions' | 'quiz' | 'home';
  acts: 'deal';
  lives: 'parameters' | 'read' | 'famous' | 'sums' | 'mixed' | 'digits';
  guesses: never;
  sources: keyof typeof sources;
  labels: typeof labels;
}

const labels = {
  missing: (count: string, all: string) =>
    `${count} of ${all} checkpoints are in memory. Train the others in their lessons, or take all of them as the same code trained them earlier.`,
  loadAll: 'Load all five',
  print: 'Print the report card',
  printedFrom: 'The same run again:',
  firstAnswer: 'Show an answer',
  nextAnswer: 'Another answer',
  guessEmpty: 'An answer will stand here, without the name of its writer.',
  fewStages: 'There is only one checkpoint in memory: nothing to tell apart yet.',
  who: 'Which checkpoint wrote this?',
  wrote: (stage: string) => `It was the ${stage}.`,
  guessed: (hits: string, played: string, count: string) =>
    `You have told ${hits} of ${played}. Guessing blindly, one would tell one in ${count}.`,
  showAll: 'Let all of them answer it',
  waiting: 'The model is being set up…',
  question: 'The question',
  settings: (temperature: string) =>
    `All get the same settings, those of the scratch pad: temperature ${temperature}. The first two get it as the start of a page, for they have never seen a conversation.`,
  askAll: (count: string) => (count === '1' ? 'Ask it' : `Ask all ${count}`),
  ages: 'The answers, from the first checkpoint to the last',
  writing: 'writing…',
  unasked: 'Not asked yet.',
  noGuesses:
    'You have made no guess so far. Some lessons ask for one before they show what happens; what you expected and what your run did will then stand here side by side.',
  expected: 'You expected',
  happened: 'Your run',
  notYet: 'has not shown it yet',
  guessScore: (right: string, judged: string) => `${right} of ${judged} came as you expected.`,
  quizHint: 'Nobody has written down the right answers. They follow from the report card of your own run.',
  quizWaits: 'Noted. Ask the checkpoints, in the report card above, and you will see.',
  quizScore: (right: string, judged: string) => `${right} of ${judged} right.`,
  quiz: {
    surprise: {
      question: 'Reading, on pages never read before: what happened to the probability of the right next token?',
      choices: ['it fell', 'it hardly changed', 'it grew, at most tenfold', 'it grew more than tenfold'],
      seen: (before: string, after: string) => `It went from ${before} to ${after} (geometric mean over the tokens).`,
    },
    facts: {
      question: 'Which stage added most to what it knows of famous people?',
      choices: ['reading', 'the worked examples', 'learning to say “I don’t know”', 'the exercises'],
      seen: (before: string, after: string) => `There the share that it knows went from ${before} to ${after}.`,
    },
    inventor: {
      question: 'Asked about people who don’t exist: which checkpoint invents most?',
      choices: ['untrained model', 'base model', 'assistant', 'honest assistant', 'reasoner'],
      seen: (before: string, after: string) =>
        `It invents a life in ${after} of the cases, the honest assistant in ${before}.`,
    },
    cost: {
      question: 'When it learned to say “I don’t know”: how many of the people in its pages does it still know?',
      choices: ['more than before', 'as many', 'fewer'],
      seen: (before: string, after: string) => `Before ${before}, after ${after}.`,
    },
    teacher: {
      question: 'On sums it has never seen, choosing the likeliest token: where did practice take it?',
      choices: ['past its teacher', 'level with its teacher', 'it stayed below its teacher'],
      seen: (before: string, after: string) => `The teacher is right ${before} of the time, the reasoner ${after}.`,
    },
    working: {
      question: 'After the exercises, how often does it show its work?',
      choices: ['more often than before', 'as often', 'less often'],
      seen: (before: string, after: string) => `Before the exercises ${before}, after them ${after}.`,
    },
  },
  link: 'A link to this run',
  linkHint:
    'It holds the size, the seed and all settings, but not the model: whoever opens it and trains gets the same data in the same order.',
  copy: 'Copy the link',
  copied: 'Copied.',
  download: 'Download the model',
};

function Prose({ Panel, Act, Term, Live, When, Source, RealModel }: Kit<Closing>) {
  return (
    <>
      <p>
        Five <Term of="checkpoint">checkpoints</Term> of one model: before school, after reading, after the examples,
        after learning to say “I don’t know”, and after the exercises. Each is asked the same questions with the same
        settings. Read the card sideways, and where your run says something else than we told you, believe your run.
      </p>
      <Panel of="card" />
      <When of="famous">
        <p>
          After reading alone, it already knew <Live of="famous" /> of the famous people. Everything later is built on
          what stood there.
        </p>
      </When>
      <p>
        By now you know your pupil. <Act to="deal">Take an answer</Act> and say which of the five wrote it; then hear
        all of them.
      </p>
      <Panel of="guess" />
      <Panel of="machine" />
      <p>
        Is that thinking? All it ever did was predict the next token. Those who say that this is enough can point at
        people: Jeff Hawkins argues that the cortex, too, works by predicting, from models of the world that it has
        learned
        <Source of="brains" />. A network that was trained on nothing but lists of Othello moves turned out to hold the
        board inside
        <Source of="othello" />. And your reasoner adds numbers that stood in no page: right in{' '}
        <Live of="sums" otherwise="(ask it first)" /> of the cases, because it learned to write the steps down.
      </p>
      <p>
        Those who doubt it can point at your card as well. Asked about a name put together from two real ones, it still
        invents a life in <Live of="mixed" otherwise="(ask it first)" /> of the cases: it goes by the sound of the
        question. Real models stumble likewise when a word problem contains one sentence that has nothing to do with it
        <Source of="symbolic" />. And you? You have been predicting all along.
      </p>
      <Panel of="predictions" />
      <p>Last, an examination for you.</p>
      <Panel of="quiz" />
      <RealModel
        title="What real models add"
        rows={[
          {
            what: 'scale',
            ours: (
              <>
                <Live of="parameters" /> parameters
              </>
            ),
            real: (
              <>
                405 billion parameters
                <Source of="llama" />
              </>
            ),
          },
          {
            what: 'reading',
            ours: (
              <>
                <Live of="read" otherwise="some millions of" /> tokens
              </>
            ),
            real: (
              <>
                15.6 trillion tokens
                <Source of="llama" />
              </>
            ),
          },
          {
            what: 'people’s judgment',
            ours: 'none: sums are graded by a program',
            real: (
              <>
                a reward model learned from people’s preferences; with it, answers of a model of 1.3 billion parameters
                were preferred to those of one of 175 billion
                <Source of="instruct" />
              </>
            ),
          },
          {
            what: 'exercises',
            ours: (
              <>
                sums of numbers with at most <Live of="digits" otherwise="a few" /> digits
              </>
            ),
            real: (
              <>
                mathematics and programs; on a competition for school pupils 15.6% right before, 71.0% after
                <Source of="r1" />
              </>
            ),
          },
          {
            what: 'senses',
            ours: 'text',
            real: (
              <>
                text and images
                <Source of="gpt4" />
              </>
            ),
          },
          {
            what: 'tools',
            ours: 'a calculator, a library',
            real: (
              <>
                a whole computer: an agent with its own editor repaired 12.5% of the faults in a collection from real
                programs
                <Source of="agent" />
              </>
            ),
          },
        ]}
      />
      <Panel of="home" />
    </>
  );
}

export const text: LessonText<Closing> = {
  task: 'Examine all five checkpoints.',
  panels: {
    card: 'Report card',
    guess: 'Guess the stage',
    machine: 'One question, five ages',
    predictions: 'What you predicted',
    quiz: 'Your examination',
    home: 'Take it home',
  },
  labels,
  sources,
  Prose,
};
