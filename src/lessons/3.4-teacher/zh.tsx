import type { Kit, LessonText } from '../kit.ts';
import type { Teacher } from './en.tsx';

function Prose({ Panel, Term, Live, When, Source }: Kit<Teacher>) {
  return (
    <>
      <p>
        例题里的老师有时会忘了进位，自己也只算对了
        <Live of="teacher" otherwise="一部分" />
        。只会模仿的学生，很难比老师强。做习题没有这个限度，因为对错看的是答案，不是老师。围棋也是这样：一个网络先学着模仿高手的棋，再和自己对弈接着学，后来同只会模仿的那个下，胜率超过八成
        <Source of="alphaGo" />。
      </p>
      <Panel of="ceiling" />
      <When of="best">
        <p>
          老师：
          <Live of="teacher" />
          。你的模型最好的一次，在没见过的算式上：
          <Live of="best" />。
        </p>
      </When>
      <Panel of="styles" />
      <p>
        有一句话要说在前头：加法能核对，下棋也能；一封信写得是否体贴，就没法核对了。拿个差不多的东西来打分，迟早会被
        <Term of="rewardHacking">钻空子</Term>。
      </p>
    </>
  );
}

export const text: LessonText<Teacher> = {
  task: '让模型做习题，再和它的老师比一比。',
  panels: { ceiling: '老师的那条线', styles: '走的是哪条路' },
  labels: {
    stylesTitle: '怎样作答',
    stylesNow: (direct, concise, verbose) => `现在直接写数占 ${direct}，简短列式占 ${concise}，详细列式占 ${verbose}。`,
    empty: '第一轮之后，这里会出现曲线。',
  },
  sources: {
    alphaGo: {
      authors: 'Silver 等',
      title: 'Mastering the game of Go with deep neural networks and tree search',
      venue: 'Nature 529',
      year: 2016,
      url: 'https://doi.org/10.1038/nature16961',
    },
  },
  Prose,
};
