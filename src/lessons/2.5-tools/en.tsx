import type { Kit, LessonText } from '../kit.ts';

export interface Tools {
  panels: 'stream' | 'trial';
  acts: 'askWith' | 'askNobody';
  lives: 'called' | 'pasted' | 'said' | 'sumsWithout' | 'sumsWith' | 'peopleWithout' | 'peopleWith' | 'nobodyWith';
  guesses: 'trust';
  sources: 'toolformer' | 'webgpt';
  labels: typeof labels;
}

const labels = {
  topic: 'What to ask',
  topics: { sum: 'a sum', person: 'somebody', nobody: 'nobody', own: 'your own' },
  question: 'Your question',
  askWith: 'Ask with tools',
  askWithout: 'Ask without',
  another: 'Another one',
  empty: 'The answer will stand here, token by token.',
  stream: 'The answer as it is written',
  counts: (written: string, pasted: string) => `${written} tokens by the model, ${pasted} pasted in.`,
  states: {
    writing: 'It is writing.',
    calling: 'It has called a tool; the page has stopped it.',
    ended: 'It has ended.',
    full: 'It found no end, and there is no room left.',
  },
  byModel: 'written by the model',
  byTool: 'pasted in by the page; in training, no loss is taken there',
  called: { calculator: 'The model calls the calculator with', search: 'The model searches the corpus for' },
  says: {
    calculator: 'The page ran it. The calculator says:',
    search: 'The page ran it. The corpus says:',
  },
  noCall: 'When the model calls a tool, the page stops it here.',
  paste: 'Paste it in and go on',
  pasteHint: 'You can change it first.',
  roles: { system: 'System', user: 'User', assistant: 'Assistant' },
  calledShort: 'calls a tool with',
  answered: 'the tool says:',
  what: 'Asked about',
  without: 'without',
  with: 'with tools',
  measure: 'Measure both',
  again: 'Measure with other questions',
  stop: 'Stop',
  asked: (done: string, all: string) => `${done} of ${all} questions asked, each in both ways`,
  trialEmpty: 'Nothing measured yet.',
  figure: 'Right answers without and with tools',
  overall: (without: string, withTools: string) =>
    `Of all questions, ${without} are right without, ${withTools} with tools.`,
  intervals: 'The lines show between which shares the true one lies, with 95% certainty.',
  kinds: {
    sum: 'sums that stand in no page and no example',
    longSum: 'longer sums than were ever taught',
    person: 'people of whom one page tells',
    nobody: 'people who do not exist; right is to say so',
  },
  rightOf: 'Right',
  interval: 'Probably between',
  ofTotal: (count: string, all: string) => `${count} of ${all}`,
  between: (low: string, high: string) => `${low} and ${high}`,
  table: 'As a table',
  wrong: (count: string) => `The ${count} that went wrong even with tools`,
  noneWrong: 'With tools, all came out right.',
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Tools>) {
  return (
    <>
      <p>
        Some things one need not know by heart; one must know where to look. So the worked examples also show calls:
        between two special tokens the model writes what it wants, from a calculator or out of a search of its corpus.
        There the page stops drawing tokens, really runs the <Term of="tool">tool</Term>, pastes in the result, and lets
        the model go on
        <Source of="toolformer" />. What is in its <Term of="parameter">parameters</Term> is a dim memory; what is in
        its <Term of="context">context</Term> it has before its eyes.
      </p>
      <p>
        <Act to="askWith">Ask for a long sum</Act>, or <Act to="askNobody">about somebody who does not exist</Act>,
        where the search finds nothing. A system message tells it that there are tools; without that message it answers
        by itself. The pasted tokens have a color of their own. In training they are masked: the model is to learn to
        call, not to recite what the tool would say.
      </p>
      <Predict
        of="trust"
        question="Change what the tool says before you paste it in. What will the model answer?"
        choices={['what was pasted in', 'what the tool had really said', 'something else']}
      >
        You pasted in “<Live of="pasted" />
        ”; it answered “<Live of="said" />
        ”.
      </Predict>
      <Panel of="stream" />
      <When of="called">
        <p>
          The model waits. It wrote “<Live of="called" />
          ”, which is all it had to get right. The rest is the tool’s business.
        </p>
      </When>
      <Panel of="trial" />
      <When of="sumsWith">
        <p>
          Of the sums, <Live of="sumsWithout" /> came out right without and <Live of="sumsWith" /> with the calculator;
          of the people on a single page, <Live of="peopleWithout" /> without and <Live of="peopleWith" /> with the
          search. Of people who do not exist, <Live of="nobodyWith" otherwise="an unknown share" /> were found to be
          nowhere, and the model said so. It has not become better at sums. It has learned whom to ask.
          <Aside>
            A search that is wrong, or a page that lies, is believed all the same. So large models are made to cite
            their sources
            <Source of="webgpt" />.
          </Aside>
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Tools> = {
  task: 'Let the model call a tool, and paste in what the tool says.',
  panels: { stream: 'Stop, look it up, go on', trial: 'With and without' },
  labels,
  sources: {
    toolformer: {
      authors: 'Schick et al.',
      title: 'Toolformer: Language Models Can Teach Themselves to Use Tools',
      venue: 'NeurIPS',
      year: 2023,
      url: 'https://arxiv.org/abs/2302.04761',
    },
    webgpt: {
      authors: 'Nakano et al.',
      title: 'WebGPT: Browser-assisted question-answering with human feedback',
      year: 2021,
      url: 'https://arxiv.org/abs/2112.09332',
    },
  },
  Prose,
};
