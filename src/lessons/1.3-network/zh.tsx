import type { Kit, LessonText } from '../kit.ts';
import type { Network } from './en.tsx';

function Prose({ Panel, Term, Live, Source, Aside, RealModel }: Kit<Network>) {
  return (
    <>
      <p>
        <Term of="neuralNetwork">神经网络</Term>是一个带有许多旋钮的算式：<i>y</i> = <i>f</i>(<i>x</i>, <i>w</i>)。
        <i>x</i> 是你的文字，写成词元的编号；<i>w</i> 是 <Live of="parameters" otherwise="许多" /> 个参数；<i>y</i>{' '}
        给接下来可能出现的 <Live of="vocabulary" otherwise="每一" /> 个词元各一个
        <Term of="probability">概率</Term>。
        <Aside>
          <i>x</i> 里的数是编号，不是大小：400 号词元并不是 200 号的两倍。
        </Aside>
      </p>
      <p>
        进了网络，每个词元先变成一串数，叫做<Term of="embedding">嵌入</Term>。在 <Live of="layers" otherwise="几" /> 个
        <Term of="layer">层</Term>的每一层里，
        <Term of="attention">注意力</Term>让它回头看前面的词元，
        <Live of="heads" otherwise="好几" /> 个<Term of="head">头</Term>同时看；
        <Term of="mlp">MLP</Term> 再对找来的东西加工
        <Source of="attention" />
        。最后一个词元带到顶上的那串数，换算成每个词元的<Term of="logit">分</Term>，再由{' '}
        <Term of="softmax">softmax</Term> 变成概率。
      </p>
      <Panel of="prediction" />
      <RealModel
        title="同一个算式，大得多"
        rows={[
          { what: '参数', ours: <Live of="parameters" />, real: '4050 亿' },
          { what: '层', ours: <Live of="layers" />, real: '126' },
          { what: '每层的头', ours: <Live of="heads" />, real: '128' },
          { what: '词元的种数', ours: <Live of="vocabulary" />, real: '12.8 万' },
        ]}
      >
        <p>
          这里“真正的”是 Llama 3，它的尺寸由制造者公布
          <Source of="llama3" />。
        </p>
      </RealModel>
    </>
  );
}

export const text: LessonText<Network> = {
  task: '改一改句子，看概率怎样跟着变。',
  panels: { prediction: '进去是编号，出来是概率' },
  labels: {
    input: '你的句子',
    seen: 'x：进去的，写成编号',
    likeliest: 'y：出来的，所有词元里最可能的几个',
    waiting: '模型准备好、文字放得下时，这里会出现数字。',
  },
  sources: {
    attention: {
      authors: 'Vaswani 等',
      title: 'Attention Is All You Need',
      venue: 'NeurIPS',
      year: 2017,
      url: 'https://arxiv.org/abs/1706.03762',
    },
    llama3: {
      authors: 'Llama Team, AI @ Meta',
      title: 'The Llama 3 Herd of Models',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
  },
  Prose,
};
