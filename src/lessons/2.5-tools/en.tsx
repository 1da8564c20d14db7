import type { Kit, LessonText } from '../kit.ts';

export interface Tools {
  panels: 'scores';
  acts: 'askWith' | 'askWithout';
  lives: 'without' | 'with';
  guesses: never;
  sources: 'toolformer';
  labels: typeof labels;
}

const labels = {
  what: 'Asked about',
  without: 'Without tools',
  with: 'With tools',
  rows: { sums: 'sums it has never seen', people: 'people of whom one page tells' },
  measure: 'Measure both',
  again: 'Measure again',
  empty: 'Nothing measured yet.',
};

function Prose({ Panel, Act, Term, Live, When, Source }: Kit<Tools>) {
  return (
    <>
      <p>
        Some things one need not know by heart. The worked examples also showed calls: between two special tokens the
        model writes what it wants, for a calculator or for a search of its corpus. There the page stops drawing tokens,
        really runs the <Term of="tool">tool</Term>, pastes the result into the <Term of="context">context</Term>, and
        lets the model go on
        <Source of="toolformer" />. <Act to="askWith">Ask for a sum with tools</Act>, and{' '}
        <Act to="askWithout">without</Act>.
      </p>
      <Panel of="scores" />
      <When of="with">
        <p>
          Without tools <Live of="without" otherwise="an unknown share" /> of the sums came out right, with the
          calculator <Live of="with" />. The model did not become better at sums. It learned when to ask.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Tools> = {
  task: 'Let the model call a tool on the scratch pad.',
  panels: { scores: 'With and without' },
  labels,
  sources: {
    toolformer: {
      authors: 'Schick et al.',
      title: 'Toolformer: Language Models Can Teach Themselves to Use Tools',
      venue: 'NeurIPS',
      year: 2023,
      url: 'https://arxiv.org/abs/2302.04761',
    },
  },
  Prose,
};
