import type { Kit, LessonText } from '../kit.ts';
import type { Attempts } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Attempts>) {
  return (
    <>
      <p>
        习题只有题目，答案在书后，没有人再示范怎么做。于是它就去试：同一道题写出许多次
        <Term of="rollout">尝试</Term>
        ，每次的随机数都不同。把最后那个数和书后答案对一对，就知道对错，这件事程序就能做，用不着人。答对的里面，选中最短的一个。
      </p>
      <Predict
        of="count"
        question="让诚实的助手把同一道题做上许多遍，会有几次做对？"
        choices={['一次也没有：它不会', '有几次对：要看运气', '全对：它已经会了']}
      >
        <Live of="attempts" /> 次里，对了 <Live of="right" /> 次。
      </Predict>
      <Panel of="attempts" />
      <When of="right">
        <p>
          试了 <Live of="attempts" /> 次，对了 <Live of="right" /> 次
          <When of="shortest">
            ，对的里面最短的用了 <Live of="shortest" /> 个词元
          </When>
          。差别全在抽签：<Act to="cold">把温度调到 0</Act>，每次都一模一样，也就没什么可挑的了。
        </p>
      </When>
      <p>
        学得不好的学生，多试几次也能碰对。试 k 次、至少对一次的可能性，叫 pass@k
        <Source of="passAtK" />
        。只要它比 pass@1 高出一截，模型就能从自己身上学到东西：对的答案它找得到，只是还做不到次次都对。
      </p>
      <Panel of="pass" />
      <When of="passOne">
        <p>
          这一题，试一次对的可能是 <Live of="passOne" />
          ，试 <Live of="many" /> 次至少对一次的可能是 <Live of="passMany" />。
          <When of="shortest" otherwise="一次也做不对的题，没有什么可学；好在下一课的练习里，还有许多别的题。">
            下一课的练习，就是要把前一个数提到后一个数那么高。
          </When>
          <Act to="practiced">让练习过的助手来试试</Act>。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Attempts> = {
  task: '让模型把一道题试上许多次，再点开其中一次。',
  panels: { attempts: '一道题，许多次尝试', pass: '多试几次有多大用' },
  labels: {
    first: '第一个数',
    second: '第二个数',
    otherSum: '换一题',
    who: '谁来试',
    live: '练习中的模型',
    count: '试几次',
    temperature: '温度',
    attempt: (count) => `试 ${count} 次`,
    question: (question, answer) => `${question} 书后答案：${answer}`,
    counted: (right, all) => `${all} 次里对了 ${right} 次。`,
    verdicts: { right: '对', long: '对，但太长', wrong: '错' },
    chosen: '选中',
    tokens: (count) => `${count} 个词元`,
    attempts: '各次尝试',
    openOne: '点一次尝试，看模型写每个词元时有多大把握。',
    empty: '各次尝试会列在这里。',
    waiting: '正在试……',
    nothing: '（什么也没写）',
    passTitle: '至少对一次',
    pass: '试 k 次至少对一次的可能性',
    passNow: (one, k, all) => `试一次对的可能是 ${one}，试 ${k} 次至少对一次的可能是 ${all}。`,
    passEmpty: '试过之后，这里会出现曲线。',
    attemptsCount: '试的次数 k',
  },
  sources: {
    passAtK: {
      authors: 'Chen 等',
      title: 'Evaluating Large Language Models Trained on Code',
      year: 2021,
      url: 'https://arxiv.org/abs/2107.03374',
    },
  },
  Prose,
};
