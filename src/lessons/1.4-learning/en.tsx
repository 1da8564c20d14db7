import type { Kit, LessonText } from '../kit.ts';

export interface Learning {
  panels: 'example' | 'training' | 'rate' | 'samples';
  acts: 'learn' | 'another' | 'step' | 'start' | 'double' | 'usual';
  lives: 'guessBefore' | 'guessAfter' | 'firstLoss' | 'loss';
  guesses: 'direction';
  sources: never;
  labels: typeof labels;
}

interface PhaseFigures {
  /** Of the measurement. */
  step: string;
  loss: string;
  unigram: string;
  bigram: string;
  /** Steps of copying practice. */
  copying: string;
}

const labels = {
  guess: {
    waiting: 'Looking for a place on a page…',
    none: 'No page is long enough for an example.',
    page: 'The page up to here and, marked, the token that comes next on it',
    drawn: (count: string) => `The hardest of ${count} places drawn from the pages.`,
    from: 'Its page:',
    model: (step: string | undefined) =>
      step === undefined ? '(model not trained yet)' : `(model after step ${step})`,
    learn: 'Learn from it: one step',
    takeBack: 'Take the step back',
    another: 'Another place',
    bars: 'What the model expects next: the right token, and the likeliest others',
    token: 'Token',
    right: 'right',
    before: 'before the step',
    after: 'after it',
    now: (token: string, share: string) => `The right token, “${token}”, has a probability of ${share}.`,
    went: (token: string, before: string, after: string) =>
      `The probability of the right token, “${token}”, went from ${before} to ${after}.`,
    loss: 'Loss of this guess',
    lossBefore: 'Loss before',
    lossAfter: 'Loss after',
    copy: (rate: string, rows: string, length: string, all: string) =>
      `This was a copy of the model: yours is as it was. It learned from this guess alone, at the learning rate that the next step has (${rate}). A real step does the same for a whole batch, ${rows} stretches of ${length} tokens: ${all} guesses at once.`,
  },
  rate: {
    title: 'Learning rate: how far a step goes',
    made: 'steps made',
    toCome: 'steps to come',
    was: (step: string, rate: string) => `Step ${step} was made at ${rate}.`,
    next: (step: string, rate: string) => `Step ${step} comes next, at ${rate}.`,
    plan: (top: string, warm: string, held: string, end: string, last: string) =>
      `The plan: up to ${top} within ${warm} steps, held to step ${held}, then down to ${end} at step ${last}.`,
    factor: 'Times the plan',
    times: (factor: string) => `× ${factor}`,
    back: 'Back to × 1',
    hint: 'It takes effect with the next step, and is kept with the run. At 16 or 32 the loss jumps up: each step overshoots. Should a number grow beyond all bounds, training ends by itself with the last good weights.',
    done: 'Reading is over. The factor holds for the step in a copy above, and for the next training.',
  },
  phases: {
    uniform: 'all tokens alike',
    unigram: 'knowing which are common',
    bigram: 'knowing what follows what',
    lines: (uniform: string, unigram: string, bigram: string) =>
      `The lines are what counting would reach on the unread pages: all tokens equally likely (${uniform}), a list of how common each is (${unigram}), a table of which follows which (${bigram}).`,
    names: {
      copying: 'Now: copying.',
      noise: 'Now: noise.',
      common: 'Now: it knows which tokens are common.',
      context: 'Now: it uses the wider context.',
    },
    told: {
      copying: ({ copying }: PhaseFigures) =>
        `The first ${copying} steps are a copybook: random strings, each written a second time, so that it learns to look back. Then come the pages, and the loss jumps up: now it has to learn a language.`,
      noise: ({ step, loss, unigram }: PhaseFigures) =>
        `At step ${step} its loss on unread pages was ${loss}; merely knowing which tokens are common would give ${unigram}.`,
      common: ({ step, loss, unigram, bigram }: PhaseFigures) =>
        `At step ${step} its loss on unread pages was ${loss}, below ${unigram}; knowing what follows what would give ${bigram}.`,
      context: ({ step, loss, bigram }: PhaseFigures) =>
        `At step ${step} its loss on unread pages was ${loss}. Counting pairs ends at ${bigram}, so it must look further back than one token.`,
    },
  },
  samples: {
    empty: 'The first text appears with the first step.',
    title: 'What the model wrote from nothing, a line a step, token under token',
    atStep: (step: string) => `step ${step}`,
    end: 'end',
    text: 'What it wrote',
    hint: 'Point at a token, tap it, or walk with the arrows: what probability did the model itself give it?',
    told: (token: string, share: string, step: string) => `“${token}”, ${step}: the model itself gave it ${share}.`,
    fromTo: (first: string, before: string, last: string, now: string) =>
      `At step ${first} it wrote “${before}”; at step ${last}, “${now}”.`,
  },
};

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Learning>) {
  return (
    <>
      <p>
        This is <Term of="pretraining">pretraining</Term>. Every parameter begins as a random number. The model reads a
        page, guesses each next token, and is told the right one. The <Term of="loss">loss</Term> of a guess is −ln p, p
        being the <Term of="probability">probability</Term> that it gave the right token. Then every parameter is nudged
        in the direction that makes that token likelier (the <Term of="gradient">gradient</Term> says which). Watch one
        guess: <Act to="learn">make one step</Act>, or look for <Act to="another">another place</Act>.
      </p>
      <Panel of="example" />
      <When of="guessAfter">
        <p>
          One step took the right token from <Live of="guessBefore" /> to <Live of="guessAfter" />. Learning is this,
          thousands of guesses at a time, again and again.
        </p>
      </When>
      <p>
        Now make <Act to="step">a single real step</Act>, or <Act to="start">let it run</Act>. While the loss falls both
        on pages it reads and on pages <Term of="heldOut">kept from it</Term>, it is learning the language and not just
        the pages. Each line it falls past is something learned.
      </p>
      <Predict
        of="direction"
        question="After the whole of the reading: what will have become of the loss?"
        choices={['about the same', 'less than half of it left', 'nothing left of it']}
      >
        It began at <Live of="firstLoss" /> and stands at <Live of="loss" />. Zero would mean never to be surprised; no
        text is that predictable.
      </Predict>
      <Panel of="training" />
      <p>
        How far a nudge goes is the <Term of="learningRate">learning rate</Term>: it warms up, holds, and fades.
        Overrule the plan while it trains: <Act to="double">double it</Act>, again and again, until the loss jumps; then{' '}
        <Act to="usual">go back to the plan</Act>.
      </p>
      <Panel of="rate" />
      <p>The same, seen in what it writes: noise, then frequent bits, words, sentences.</p>
      <Panel of="samples" />
    </>
  );
}

export const text: LessonText<Learning> = {
  task: 'Make a single step, then train to the end (or stop when you have seen enough, and keep it).',
  panels: {
    example: 'One guess, one step',
    training: 'Reading, step by step',
    rate: 'How large a step is',
    samples: 'What it writes from nothing',
  },
  labels,
  sources: {},
  Prose,
};
