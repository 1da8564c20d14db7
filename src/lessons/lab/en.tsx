import type { Kit, LessonText } from '../kit.ts';

export interface Lab {
  panels: 'model' | 'stages' | 'card';
  acts: never;
  lives: never;
  guesses: never;
  sources: never;
  labels: { stages: string };
}

function Prose({ Panel }: Kit<Lab>) {
  return (
    <>
      <p>The whole school without the lessons: make a model, train it stage by stage, examine it.</p>
      <Panel of="model" />
      <Panel of="stages" />
      <Panel of="card" />
    </>
  );
}

export const text: LessonText<Lab> = {
  task: '',
  panels: { model: 'The model', stages: 'The stages', card: 'Report card' },
  labels: { stages: 'Stages' },
  sources: {},
  Prose,
};
