import type { Kit, LessonText } from '../kit.ts';

export interface Base {
  panels: 'memory';
  acts: 'sum' | 'page';
  lives: 'verbatim' | 'oneDigit';
  guesses: never;
  sources: 'carlini';
  labels: typeof labels;
}

const labels = {
  measure: 'Measure it',
  again: 'Measure again',
  what: 'Measured',
  value: 'Found',
  rows: {
    verbatim: 'pages that stood in the corpus often, continued word for word',
    oneDigit: 'sums of one digit that it has read, right',
    longer: 'longer sums, written out as a page, right',
    valLoss: 'loss on pages it never read',
  },
  empty: 'Nothing measured yet.',
  of: (count: string, all: string) => `${count} of ${all}`,
};

function Prose({ Panel, Act, Term, Live, When, Source }: Kit<Base>) {
  return (
    <>
      <p>
        What comes out of reading is a <Term of="baseModel">base model</Term>: a lossy, random simulator of its corpus.
        It does not answer; it continues. <Act to="page">Give it the beginning of a page</Act>, and it writes the kind
        of page that begins so. <Act to="sum">Write “2+2=”</Act>, and it may say 4, because it has read that, and then
        drift off into whatever follows such lines. It does not know that it was asked something.
      </p>
      <p>
        What stood in the corpus many times it has <Term of="memorization">by heart</Term>, as large models have
        <Source of="carlini" />; what stood there once it has mostly not.
      </p>
      <Panel of="memory" />
      <When of="verbatim">
        <p>
          Yours continues <Live of="verbatim" /> of the often repeated pages word for word, and gets{' '}
          <Live of="oneDigit" /> of the sums right that it has read.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Base> = {
  task: 'Measure what your base model has by heart.',
  panels: { memory: 'What it has by heart' },
  labels,
  sources: {
    carlini: {
      authors: 'Carlini et al.',
      title: 'Quantifying Memorization Across Neural Language Models',
      venue: 'ICLR',
      year: 2023,
      url: 'https://arxiv.org/abs/2202.07646',
    },
  },
  Prose,
};
