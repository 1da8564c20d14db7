import type { Kit, LessonText } from '../kit.ts';

export interface Honesty {
  panels: 'probe' | 'training' | 'after';
  acts: 'probe' | 'compare';
  lives:
    | 'known'
    | 'unknown'
    | 'examples'
    | 'madeUp'
    | 'strangers'
    | 'inventedBefore'
    | 'refusedBefore'
    | 'inventedAfter'
    | 'refusedAfter'
    | 'knownBefore'
    | 'knownAfter'
    | 'lost'
    | 'answeredBefore'
    | 'recombined'
    | 'obscure';
  guesses: 'lost';
  sources: 'llama3' | 'rTuning';
  labels: typeof labels;
}

const labels = {
  roles: { system: 'System', user: 'User', assistant: 'Assistant' },
  called: 'calls a tool with',
  answered: 'the tool says',
  probe: 'Ask about everybody, five times each',
  probeAgain: 'Ask about everybody again',
  probing: 'It is being asked…',
  empty: 'Who is known will stand here.',
  people: 'Everybody in the corpus',
  name: 'Name',
  answers: 'Five answers',
  verdict: 'Verdict',
  becomes: 'In the new examples',
  verdicts: { known: 'known', unsure: 'unsure', unknown: 'unknown' },
  right: 'right',
  wrong: 'wrong',
  rightOf: (right: string, all: string) => `${right} of ${all} right`,
  example: '“I don’t know”',
  generated: (count: string) => `The ${count} conversations written out of this`,
  compare: 'Ask both about everybody',
  compareAgain: 'Ask both again',
  comparing: 'They are being asked…',
  noBefore: 'The assistant from before is not in memory, so there is nothing to compare with.',
  compareEmpty: 'What both say of people who were in no example will stand here.',
  figure: 'What is said of people who were in no example of “I don’t know”',
  outcomeNow: (refused: string) => `Of people who do not exist, ${refused} are now declined.`,
  before: 'before',
  after: 'after',
  who: 'Whom it is asked about',
  groups: {
    stranger: 'do not exist',
    recombined: 'do not exist, but their names are put together from known ones',
    taught: 'on many pages, and in worked examples',
    famous: 'on many pages, in no example',
    mid: 'on some pages',
    obscure: 'on one page',
  },
  outcomes: { right: 'right', refused: '“I don’t know”', other: 'something else', invented: 'made up' },
  ofTotal: (count: string, all: string) => `${count} of ${all}`,
  table: 'As a table',
  listed: 'Read the answers',
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Honesty>) {
  return (
    <>
      <p>
        Telling a model not to lie does not help: it was never shown what its not knowing looks like. But we can find
        out for it. <Act to="probe">Ask it about everybody several times</Act>, compare with the corpus, and write new
        examples: where it fails, the right answer is “I don’t know”. Such examples are true for <em>this</em> model
        alone.
        <Aside>
          The makers of Llama 3 did it like this, with questions drawn from the pages that were read
          <Source of="llama3" />; R-Tuning is the idea by itself
          <Source of="rTuning" />.
        </Aside>
      </p>
      <Panel of="probe" />
      <When of="known">
        <p>
          It knows <Live of="known" /> people and fails on <Live of="unknown" />. Of those it fails on, half,{' '}
          <Live of="examples" />, go into the examples; the other half are a test, together with names that stand
          nowhere. With them go the <Live of="madeUp" otherwise="many" /> examples kept back so far, about other people
          who do not exist: no model can know those. The <Live of="strangers" otherwise="confident" /> lives of people
          whom no page mentions are taken out.
        </p>
      </When>
      <Predict
        of="lost"
        question="After this, how many of the people it did know will it decline?"
        choices={['none', 'some', 'most']}
      >
        Of <Live of="answeredBefore" /> people whom it had answered rightly, it now declines <Live of="lost" />.
      </Predict>
      <Panel of="training" />
      <p>
        (The same round shows how a tool is called, which lesson 2.5 needs.) Then{' '}
        <Act to="compare">ask both the same</Act>, about people who were in none of those examples.
      </p>
      <Panel of="after" />
      <When of="refusedAfter">
        <p>
          Lives made up for people who do not exist: <Live of="inventedBefore" otherwise="not measured" /> before,{' '}
          <Live of="inventedAfter" /> after; declined: <Live of="refusedBefore" otherwise="not measured" />, then{' '}
          <Live of="refusedAfter" />. What it may cost: people on many pages, but in no example, were answered rightly
          in <Live of="knownBefore" otherwise="(not measured)" /> of cases before, in <Live of="knownAfter" /> after;
          and of <Live of="answeredBefore" otherwise="those" /> people answered rightly before,{' '}
          <Live of="lost" otherwise="some" /> are now declined, which is over-
          <Term of="refusal">refusal</Term>.
        </p>
      </When>
      <When of="recombined">
        <p>
          One thing is not solved. Put a known first name and a known last name together, and a life is still made up in{' '}
          <Live of="recombined" /> of cases: every part of the name looks familiar, so it feels like somebody known.
          <When of="obscure">
            {' '}
            For the same reason it still makes up lives for <Live of="obscure" /> of the people on a single page.
          </When>
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Honesty> = {
  task: 'Train the assistant on “I don’t know”.',
  panels: { probe: 'What it knows', training: 'One more round of examples', after: 'Before and after' },
  labels,
  sources: {
    llama3: {
      authors: 'Grattafiori et al.',
      title: 'The Llama 3 Herd of Models (section 4.3.6)',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
    rTuning: {
      authors: 'Zhang et al.',
      title: 'R-Tuning: Instructing Large Language Models to Say “I Don’t Know”',
      venue: 'NAACL',
      year: 2024,
      url: 'https://arxiv.org/abs/2311.09677',
    },
  },
  Prose,
};
