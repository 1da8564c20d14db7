import type { Kit, LessonText } from '../kit.ts';
import type { Thinking } from './en.tsx';

function Prose({ Panel, Term, Live, When, Source }: Kit<Thinking>) {
  return (
    <>
      <p>
        没有人要求模型写出过程。它可以直接写数，也可以先列式再写数，后一种就是
        <Term of="chainOfThought">思维链</Term>
        <Source of="chain" />
        。哪一种得奖多，它就渐渐偏向哪一种。
      </p>
      <p>
        写出来为什么有用？每写一个词元，网络做的计算差不多一样多。直接写数，只有一轮计算的工夫；把步骤写出来，每一步都有一轮。而且写下的每一步都进了
        <Term of="context">上下文</Term>，下一步可以照着它往下做。
      </p>
      <Panel of="styles" />
      <When of="worked">
        <p>
          直接写数的，答对
          <Live of="direct" otherwise="（一次也没有）" />
          ；简短列式的，答对 <Live of="worked" />。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Thinking> = {
  task: '按作答的方式，量一量会推理的助手。',
  panels: { styles: '直接写数，还是列式' },
  labels: {
    measure: '量一量',
    again: '再量一次',
    style: '怎样作答',
    count: '占多少',
    right: '其中答对',
    empty: '还没有量过。',
  },
  sources: {
    chain: {
      authors: 'Wei 等',
      title: 'Chain-of-Thought Prompting Elicits Reasoning in Large Language Models',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2201.11903',
    },
  },
  Prose,
};
