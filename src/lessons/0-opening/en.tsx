import type { Kit, LessonText } from '../kit.ts';

export interface Opening {
  panels: 'noise' | 'ways' | 'model';
  acts: never;
  lives: 'vocabulary' | 'parameters';
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  write: 'Let it write',
  writeAgain: 'Let it write again',
  stop: 'Stop',
  waiting: 'The model is being set up…',
  empty: 'What it writes will stand here.',
  written: 'What the untrained model wrote',
  train: 'Train it here',
  trainWhy: 'Every number you will see comes from this tab.',
  goRead: 'Begin with reading',
  skip: 'Skip',
  skipWhy: 'Load a model that the same code trained earlier; it comes with the page.',
  loadStage: (stage: string) => `Load the ${stage}`,
  open: 'Open a saved model',
  openHint: 'A file saved from this page, at most 50 MB. You can also drop it anywhere.',
};

function Prose({ Panel, Term, Live }: Kit<Opening>) {
  return (
    <>
      <p>
        A schoolbook teaches in three ways. It explains, and you read. It works an example, and you follow. It sets an
        exercise with only the answer in the back, and you try until you get there. A{' '}
        <Term of="languageModel">language model</Term> is taught in the same three ways, in the same order.
      </p>
      <p>
        This page takes one tiny model through all three. It knows a single trick: given some text, say how likely each
        possible next <Term of="token">token</Term> is, and draw one. Everything else follows from that. It has{' '}
        <Live of="parameters" otherwise="very many" /> adjustable numbers, its <Term of="parameter">parameters</Term>,
        and at this moment they are pure chance. So is what it writes.
      </p>
      <Panel of="noise" />
      <p>
        Every token was drawn from all <Live of="vocabulary" otherwise="the" /> tokens it has, with hardly a preference
        among them. School will change that, and nothing but that.
      </p>
      <Panel of="ways" />
      <Panel of="model" />
    </>
  );
}

export const text: LessonText<Opening> = {
  task: 'Let the untrained model write something.',
  panels: {
    noise: 'Before the first day at school',
    ways: 'Two ways through',
    model: 'Another model',
  },
  labels,
  sources: {},
  Prose,
};
