import type { Kit, LessonText } from '../kit.ts';
import type { Network } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside, RealModel }: Kit<Network>) {
  return (
    <>
      <p>
        <Term of="neuralNetwork">神经网络</Term>是一个带有许多旋钮的算式：<i>y</i> = <i>f</i>(<i>x</i>, <i>w</i>)。
        <i>x</i> 是你的文字，写成一串词元编号；<i>w</i> 是 <Live of="parameters" otherwise="许多" /> 个
        <Term of="parameter">参数</Term>；<i>y</i> 给接下来可能出现的 <Live of="vocabulary" otherwise="许多" /> 个词元，
        <em>每个</em>一个<Term of="probability">概率</Term>。
      </p>
      <p>
        拿你自己写的句子走一遍。<Act to="ids">编号</Act>先换成<Act to="embedding">嵌入</Act>
        ，并且带上自己的位置
        <Source of="rope" />
        。接着是 <Live of="layers" otherwise="几" /> 个<Term of="layer">层</Term>，每一层里，
        <Act to="attention">注意力</Act>
        <Source of="attention" />
        让每个词元回头看前面的词元，
        <Live of="heads" otherwise="好几" /> 个<Term of="head">头</Term>同时看；
        <Act to="mlp">MLP</Act> 再加工找来的东西。这两样都只往词元
        <Term of="residualStream">随身带着的那串数</Term>上加，从不抹掉什么。最后经过
        <Act to="output">打分和 softmax</Act>，就得到 <i>y</i>。图里的每个数，都是这个模型刚刚算出来的。
        <Aside>
          图上每一层旁边，写着模型若到此为止会说什么。这种看法叫“logit 透镜”
          <Source of="lens" />。
        </Aside>
      </p>
      <Panel of="walk" />
      <When of="likeliest">
        <p>
          读完你的句子，这个模型觉得最可能的是“
          <Live of="likeliest" />
          ”，概率 <Live of="likeliestChance" />
          。要是只走完第一层就停下，它会说“
          <Live of="firstSays" />
          ”。
        </p>
      </When>
      <Predict
        of="moved"
        question="把句子的最后一个词换掉，会有多少个概率跟着变？"
        choices={['寥寥几个', '大约一半', '几乎全部']}
      >
        <Live of="vocabulary" /> 个里面，有 <Live of="moved" />{' '}
        个变动了千分之一以上。答案里的每一个数，都有整段文字的份。
      </Predict>
      <When of="trainable" otherwise={<p>在上面换成“未训练的模型”来答，比一比就知道：你看到的这些线，是学出来的。</p>}>
        <p>
          这些线是学出来的。停在某一层的注意力上，<Act to="train">让模型读起来</Act>，就能看着它们慢慢成形。
          <Aside>
            第一层有一个头，一开始就会看前一个词元。这是我们事先设好的，因为这么小的模型自己摸索要花太久；其余的头看什么，全凭它们自己学。
          </Aside>
        </p>
      </When>
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
  task: '改一改句子，再看一看某一层的注意力。',
  panels: { walk: '你的句子穿过网络' },
  labels: {
    input: '你的句子',
    waiting: '模型准备好、文字放得下时，这里会出现数字。',
    follow: '跟着哪个词元走',
    token: (label, place, id) => `${label}，第 ${place} 个词元，编号 ${id}`,
    way: '穿过网络的路',
    keys: '按 → 往前走，按 ← 往回走。',
    says: '若到此为止',
    layer: (number) => `第 ${number} 层`,
    stations: {
      ids: '编号',
      embedding: '嵌入',
      attention: '注意力',
      mlp: 'MLP',
      output: '打分与概率',
    },
    place: '第几个',
    value: '数值',
    lookedAt: '词元',
    share: '份额',
    pointAtNumber: '指一指或点一点格子，就能读到它的数。蓝色大于零，橙色小于零。',
    number: (place, all, value) =>
      `${all} 个数里的第 ${place} 个：${value}。单看它，说不出是什么意思；合在一起，才是网络对这个词元的了解。`,
    ids: {
      text: '文字是作为一串词元编号送进去的。编号只是名字，好比柜子的号码：400 不是 200 的两倍，挨着的两个号也未必相像。',
      title: '句子写成 x',
      head: ['位置', '词元', '编号'],
      now: (count, label, id) => `一共 ${count} 个词元；我们跟着的“${label}”是 ${id} 号。`,
    },
    embedding: {
      text: (channels, knobs) =>
        `每个编号到一张表里去查，换回 ${channels} 个数。这张表由 ${knobs} 个旋钮组成，里面是什么数，全由训练决定。`,
      title: (label) => `“${label}”换来的一串数`,
      now: (alike, similarity) =>
        `和它最像的几串数，属于${alike.map((label) => `“${label}”`).join('、')}（第一个的相似度是 ${similarity}，完全相同则为 1）。`,
      alike: '最像它的：',
      clocks: (place, planes) =>
        `还有它的位置：第 ${place} 个。在每个头里，数两两成对，按位置转动，好像 ${planes} 个钟的指针，一个比一个走得慢。两个词元相比，是带着各自的指针比的，所以要紧的是它们隔了多远。`,
      clocksAlternative: (degrees) => `指针的角度依次为 ${degrees.join('、')} 度`,
    },
    attention: {
      text: (knobs) =>
        `只有在这里，词元和词元才碰面。每个词元回头看前面的，从每一个那里取来一份，各份加起来是 100%。找什么、取什么，由 ${knobs} 个旋钮决定。`,
      title: (layer, head) => `第 ${layer} 层第 ${head} 个头的注意力`,
      now: (token, most, share, previous) =>
        `“${token}”看得最多的是“${most}”（${share}）。${previous === undefined ? '' : `平均来说，这个头把 ${previous} 的注意力给了紧挨着的前一个词元。`}`,
      heads: '一次看一个头；小方块是它的全貌（每行一个在看的词元，每列一个被看的词元）',
      head: (number) => `第 ${number} 头`,
    },
    mlp: {
      text: (units, knobs) =>
        `在这里，词元各管各的。${units} 个单元，每个在词元带来的数里找一种花样，找到了就亮起来，把自己知道的加上去。一层的旋钮大多在这里：${knobs} 个。`,
      title: (layer, label) => `第 ${layer} 层的单元，在“${label}”处`,
      now: (on, all) => `${all} 个单元里，亮着 ${on} 个。`,
      units: '各个单元',
      unit: '单元',
      number: (place, all, value) => `${all} 个单元里的第 ${place} 个：${value}。大于零就是亮着，等于零就什么也不加。`,
    },
    carried: {
      title: (label) => `“${label}”随身带着的数`,
      before: '带进来的',
      added: { attention: '注意力加上的', mlp: 'MLP 加上的' },
      after: '带出去的',
      now: (before, added, after) =>
        `只有加，没有抹：带进来的长度是 ${before}，加上的是 ${added}，带出去的是 ${after}。`,
      number: (place, all, before, added, after) =>
        `${all} 个数里的第 ${place} 个：带进来 ${before}，加上 ${added}，带出去 ${after}。`,
    },
    output: {
      text: '词元最后带着的数，要同每个词元的嵌入比一比：越像，分越高，这个分叫 logit。softmax 对每个分取 e 的几次方，再除以总和。',
      title: 'y：词表里每个词元一个概率',
      now: (all, label, chance) => `${all} 个词元里，最可能的是“${label}”，概率 ${chance}。`,
      next: (label, chance) => `这里真正接下来的是“${label}”，概率 ${chance}。`,
      score: '分',
      softmax: 'softmax 之后',
      chance: '概率',
    },
  },
  sources: {
    rope: {
      authors: 'Su 等',
      title: 'RoFormer: Enhanced Transformer with Rotary Position Embedding',
      year: 2021,
      url: 'https://arxiv.org/abs/2104.09864',
    },
    attention: {
      authors: 'Vaswani 等',
      title: 'Attention Is All You Need',
      venue: 'NeurIPS',
      year: 2017,
      url: 'https://arxiv.org/abs/1706.03762',
    },
    lens: {
      authors: 'nostalgebraist',
      title: 'interpreting GPT: the logit lens',
      venue: 'LessWrong',
      year: 2020,
      url: 'https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru/interpreting-gpt-the-logit-lens',
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
