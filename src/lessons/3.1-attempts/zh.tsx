import type { Kit, LessonText } from '../kit.ts';
import type { Attempts } from './en.tsx';

function Prose({ Panel, Term, Live, When }: Kit<Attempts>) {
  return (
    <>
      <p>
        习题只有题目，答案在书后，没有人示范怎么做。于是它就去试：一道题写出许多次
        <Term of="rollout">尝试</Term>
        ，每次的随机数都不同。把最后那个数和答案对一对，就知道对错；答对的里面，留下最短的一个。
      </p>
      <Panel of="round" />
      <When of="right">
        <p>
          最近一轮，这道题试了 <Live of="attempts" /> 次，对了 <Live of="right" /> 次。只要有一次是对的，就有东西可学。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Attempts> = {
  task: '看看两轮里的各次尝试。',
  panels: { round: '一道题，许多次尝试' },
  labels: {
    iteration: '第几轮',
    question: (question, answer) => `${question} 书后答案：${answer}`,
    verdicts: { right: '对', long: '对，但太长', wrong: '错' },
    chosen: '选中',
    tokens: (count) => `${count} 个词元`,
    kept: (right, all) => `${all} 次里对了 ${right} 次。接下来就用选中的来训练模型。`,
    attempts: '各次尝试',
    empty: '先开始做习题，才会有尝试：就在这里走一步吧。',
    nothing: '（什么也没写）',
  },
  sources: {},
  Prose,
};
