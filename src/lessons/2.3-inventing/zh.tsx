import type { Kit, LessonText } from '../kit.ts';
import type { Inventing } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Inventing>) {
  return (
    <>
      <p>
        例题里凡是问“某某是谁”，都答得斩钉截铁，因为写例题的人知道答案。这种口气，模型也一并学了去。可是
        <Live of="nobody" otherwise="有个名字" />
        在语料里一次也没出现过：根本没有这个人。
      </p>
      <Predict
        of="nobody"
        question={
          <>
            问助手
            <Live of="nobody" otherwise="一个书里没有的人" />
            是谁，它会怎么说？
          </>
        }
        choices={['多半说不知道', '多半编一个出来']}
      >
        <Live of="asked" /> 次里，有 <Live of="invented" /> 次是编的。
      </Predict>
      <Panel of="lives" />
      <When of="invented">
        <p>
          <Live of="asked" /> 个回答里，有 <Live of="invented" /> 个讲了一段谁也没有过的人生。这叫
          <Term of="hallucination">幻觉</Term>
          。机器并没有坏：它照着学来的样子，说出这类回答通常会说的话。<Act to="ask">再问一遍</Act>
          ，再抽一次，就是另一段人生。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Inventing> = {
  task: '拿一个不存在的人去问助手。',
  panels: { lives: '一个名字，几段人生' },
  labels: {
    ask: (name) => `问四遍：${name}是谁`,
    again: '再问四遍',
    stop: '停',
    empty: '回答会出现在这里。',
    answers: '同一个问题的四个回答',
  },
  sources: {},
  Prose,
};
