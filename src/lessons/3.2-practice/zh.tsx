import type { Kit, LessonText } from '../kit.ts';
import type { Practice } from './en.tsx';

function Prose({ Panel, Term, Live, When, Source }: Kit<Practice>) {
  return (
    <>
      <p>
        抽样，打分，留下做对的，拿它训练自己，再来一遍。<Term of="reinforcementLearning">强化学习</Term>
        最朴素的样子就是这样，这种做法叫<Term of="expertIteration">专家迭代</Term>
        <Source of="star" />
        ：自己最好的尝试，成了自己的例题。什么算最好，由<Term of="reward">奖励</Term>
        说了算：这里是答案对，两个都对就取短的。
      </p>
      <Panel of="training" />
      <When of="accuracy">
        <p>
          第一轮答对 <Live of="firstAccuracy" />
          ，现在答对 <Live of="accuracy" />。
        </p>
      </When>
      <Panel of="curves" />
    </>
  );
}

export const text: LessonText<Practice> = {
  task: '让模型做习题。',
  panels: { training: '做习题', curves: '得了多少奖励，写了多长' },
  labels: {
    rewardTitle: '平均奖励',
    reward: '奖励',
    lengthTitle: '每次尝试的平均长度',
    meanTokens: '词元',
    empty: '第一轮之后，这里会出现曲线。',
    now: (value) => `现在是 ${value}。`,
  },
  sources: {
    star: {
      authors: 'Zelikman 等',
      title: 'STaR: Bootstrapping Reasoning With Reasoning',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.14465',
    },
  },
  Prose,
};
