import type { Kit, LessonText } from '../kit.ts';

export interface GlossaryPage {
  panels: 'words';
  acts: never;
  lives: never;
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  find: 'Find a word',
  found: (count: string) => `${count} words`,
  none: 'No word here has that in it.',
};

function Prose({ Panel }: Kit<GlossaryPage>) {
  return (
    <>
      <p>
        Wherever a word in a lesson is underlined with dots, it explains itself when you point at it, tap it or reach it
        with the Tab key. Here they all stand together, each with its name in Chinese.
      </p>
      <Panel of="words" />
    </>
  );
}

export const text: LessonText<GlossaryPage> = {
  task: '',
  panels: { words: 'From A to Z' },
  labels,
  sources: {},
  Prose,
};
