import type { Kit, LessonText } from '../kit.ts';

export interface Conversations {
  panels: 'template';
  acts: 'asQuestion' | 'asPage';
  lives: 'tokenCount' | 'specialCount';
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  input: 'A question',
  asQuestion: 'as a question',
  asPage: 'as the start of a page',
  how: 'How it is put',
  seen: 'What the model sees',
  waiting: 'The tokens appear when a model is ready and the text fits.',
};

function Prose({ Panel, Act, Term, Live, When }: Kit<Conversations>) {
  return (
    <>
      <p>
        To a model that reads tokens, a conversation has to be tokens too. So a few{' '}
        <Term of="specialToken">special tokens</Term> are added that no page ever contained: where a message begins, who
        speaks, where it ends. Between them stands ordinary text. The same words{' '}
        <Act to="asPage">as the start of a page</Act> and <Act to="asQuestion">as a question</Act> are two different
        things to the model.
      </p>
      <p>
        Nobody can type these tokens: a reader who writes <code>{'<|im_start|>'}</code> gets the letters, not the mark.
        And when such conversations are trained on, only the assistant’s part counts: a{' '}
        <Term of="lossMask">loss mask</Term> leaves the rest out, for the model is to learn to answer, not to ask.
      </p>
      <Panel of="template" />
      <When of="tokenCount">
        <p>
          Your question is <Live of="tokenCount" /> tokens, <Live of="specialCount" /> of them special.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Conversations> = {
  task: 'Put the same words as a page and as a question.',
  panels: { template: 'A question in its template' },
  labels,
  sources: {},
  Prose,
};
