import type { Kit, LessonText } from '../kit.ts';
import type { Closing } from './en.tsx';

function Prose({ Panel, Term }: Kit<Closing>) {
  return (
    <>
      <p>
        同一个模型的五个<Term of="checkpoint">检查点</Term>
        ：上学之前，读完课文，看完例题，学会说“不知道”，做完习题。每一个都答同样的题，用同样的设置，这样才好逐列比较。
      </p>
      <p>
        请横着读。知识来自读课文，别处学不到。会回答，是看例题学来的，胡编乱造也跟着来了。说“不知道”要专门去学，而且有代价：有些本来知道的，也不肯答了。加法要等到做习题，才真正学会。要是你这一次的结果不是这样，请相信你自己的结果。
      </p>
      <Panel of="card" />
    </>
  );
}

export const text: LessonText<Closing> = {
  task: '让五个检查点都考一遍。',
  panels: { card: '成绩单' },
  labels: {},
  sources: {},
  Prose,
};
