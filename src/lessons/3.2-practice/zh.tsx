import type { Kit, LessonText } from '../kit.ts';
import type { Practice } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Practice>) {
  return (
    <>
      <p>
        抽样，打分，留下做对的，拿它训练自己，再来一遍。<Term of="reinforcementLearning">强化学习</Term>
        最朴素的样子就是这样，这种做法叫<Term of="expertIteration">专家迭代</Term>
        <Source of="star" />
        ：自己最好的尝试，成了自己的例题。什么算最好，由<Term of="reward">奖励</Term>
        说了算：答错得零分；答对了，越短得分越高。至于该怎么做，奖励一个字也没提。
      </p>
      <Predict
        of="work"
        question="没人要求写过程，多写一个词元还要扣一点分。模型会怎么做？"
        choices={['更常写出过程', '更常直接写数', '差不多，没什么变化']}
      >
        多写几个字只扣一点分，答错了可就一分也没有。
      </Predict>
      <Panel of="loop" />
      <When of="iterations">
        <p>
          第一轮的尝试答对 <Live of="firstAccuracy" />
          ，平均写 <Live of="firstTokens" /> 个词元；练了 <Live of="iterations" /> 轮，答对 <Live of="accuracy" />
          ，平均写 <Live of="tokens" /> 个。
        </p>
      </When>
      <p>
        <Act to="gradient">这个开关</Act>可以换成<Term of="policyGradient">策略梯度</Term>，做法和 GRPO 相似
        <Source of="grpo" />
        。专家迭代只看每组里最好的那一次，照着它学。策略梯度则每一次都用上：比全组平均好的，让它以后更常出现；比平均差的，让它少出现。这样连错的也能教它点什么，只是各次尝试往不同方向拉，步子得迈小一些。要是一组里每次都一样好，它就什么也学不到。
      </p>
      <Panel of="curves" />
      <p>
        练习也会练坏，因为教材是模型自己写的。所以每隔几轮，就拿它从没练过的算式考一考，考得最好的那一轮留着。开始之前选上
        <Act to="bold">步子大得离谱</Act>，看看会怎样。
      </p>
    </>
  );
}

export const text: LessonText<Practice> = {
  task: '让模型一直练到底，或者在你觉得合适的时候停下。',
  panels: { loop: '做习题', curves: '练得怎么样' },
  labels: {
    settings: '怎样练',
    algorithm: '从什么学',
    algorithms: { expertIteration: '专家迭代', policyGradient: '策略梯度' },
    pace: '步子大小',
    paces: { usual: '平常的步子', bold: '步子大得离谱' },
    fixed: '这一次已经定了。想换个练法，先重来。',
    iteration: '第几轮',
    loopTitle: '一轮练习，看其中一道题',
    loopNow: (all, right, kept, iteration) =>
      `第 ${iteration} 轮：试了 ${all} 次，对了 ${right} 次，拿 ${kept} 次来训练。`,
    loopEmpty: '开始做习题，或者先走一步：一轮里都做些什么，会显示在这里。',
    stations: { sample: '1 抽样', grade: '2 打分', keep: '3 留下', train: '4 训练' },
    right: (right, all) => `${all} 次里对了 ${right} 次`,
    kept: (count) => `拿 ${count} 次来训练`,
    trained: '让它以后更常出现，再来一轮',
    untrained: '这道题没有东西可学',
    attempts: '读一读这道题的各次尝试',
    verdicts: { right: '对', long: '对，但太长', wrong: '错' },
    chosen: '用来训练',
    tokens: (count) => `${count} 个词元`,
    nothing: '（什么也没写）',
    curves: {
      reward: '平均奖励',
      meanTokens: '每次尝试写多长',
      showsWork: '写出过程的比例',
      solved: '至少有一次做对的题（pass@k）',
    },
    series: {
      reward: '各次尝试的奖励',
      meanTokens: '平均词元数',
      showsWork: '简短或详细列式',
      solved: '有尝试做对的题',
    },
    loaded: '这个会推理的助手是载入的。重新开始，看它怎样练成。',
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
    grpo: {
      authors: 'Shao 等',
      title: 'DeepSeekMath: Pushing the Limits of Mathematical Reasoning in Open Language Models',
      year: 2024,
      url: 'https://arxiv.org/abs/2402.03300',
    },
  },
  Prose,
};
