import type { Kit, LessonText } from '../kit.ts';

export interface Imitation {
  panels: 'training';
  acts: 'ask';
  lives: 'firstLoss' | 'loss';
  guesses: never;
  sources: 'instructGpt';
  labels: object;
}

function Prose({ Panel, Act, Term, Live, When, Source }: Kit<Imitation>) {
  return (
    <>
      <p>
        A base model continues pages; it does not know that it is being asked. So it is trained once more with the very
        same procedure, now on conversations, and only the assistant’s words count. This is{' '}
        <Term of="finetuning">supervised fine-tuning</Term>
        <Source of="instructGpt" />. It starts from the base model’s parameters, and it is short: the language is there
        already, only the manner has to be learned.
      </p>
      <Panel of="training" />
      <When of="loss">
        <p>
          The loss on the assistant’s tokens went from <Live of="firstLoss" /> to <Live of="loss" />.{' '}
          <Act to="ask">Ask it something</Act>, and on the scratch pad choose the base model to put the same question to
          it.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Imitation> = {
  task: 'Train the base model on conversations.',
  panels: { training: 'Learning to answer' },
  labels: {},
  sources: {
    instructGpt: {
      authors: 'Ouyang et al.',
      title: 'Training language models to follow instructions with human feedback',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.02155',
    },
  },
  Prose,
};
