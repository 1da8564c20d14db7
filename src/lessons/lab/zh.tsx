import type { Kit, LessonText } from '../kit.ts';
import type { Lab } from './en.tsx';

function Prose({ Panel }: Kit<Lab>) {
  return (
    <>
      <p>整所学校，只是没有课文：造一个模型，一个阶段一个阶段地训练，再考一考。</p>
      <Panel of="model" />
      <Panel of="stages" />
      <Panel of="card" />
    </>
  );
}

export const text: LessonText<Lab> = {
  task: '',
  panels: { model: '模型', stages: '各个阶段', card: '成绩单' },
  labels: { stages: '阶段' },
  sources: {},
  Prose,
};
