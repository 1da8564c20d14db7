import type { Kit, LessonText } from '../kit.ts';
import type { Base } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Source, Predict }: Kit<Base>) {
  return (
    <>
      <p>
        读完课文，得到的是一个<Term of="baseModel">基础模型</Term>
        ：它模仿自己读过的语料，有损，还带着随机。它不回答，只接着写。语料里出现过许多次的，它能
        <Term of="memorization">背下来</Term>，大模型也是这样
        <Source of="carlini" />
        ；只出现过一次的，多半不能。<Act to="recite">两种网页各给它一个开头</Act>试试。
      </p>
      <Panel of="recital" />
      <When of="often">
        <p>
          读过 <Live of="copies" /> 次的那一页，
          <Live of="oftenOf" /> 个词元里有 <Live of="often" /> 个一字不差；只读过一次的，
          <Live of="onceOf" /> 个里有 <Live of="once" /> 个。
        </p>
      </When>
      <p>
        记事实也一样：<Act to="people">把每个人都问一遍</Act>。
      </p>
      <Panel of="people" />
      <When of="famous">
        <p>
          很多网页提到的人，它认得 <Live of="famous" />
          ；很少有网页提到的，它认得 <Live of="obscure" />。
        </p>
      </When>
      <p>
        猜得准，就压得小
        <Source of="deletang" />
        ：一个词元，模型若认为它有一半的可能，记下它只要一个比特。所以模型也能像 gzip 那样，用
        <Term of="bitsPerByte">每字节比特数</Term>来衡量。<Act to="squeeze">拿它没读过的网页来压一压</Act>。
      </p>
      <Predict of="better" question="都是没见过的网页，哪一个用的比特更少？" choices={['gzip', '模型']}>
        每个字节，gzip 要用 <Live of="gzip" /> 个比特，你的模型要用 <Live of="bits" /> 个。
      </Predict>
      <Panel of="compression" />
      <When of="bits">
        <p>
          参数一共 <Live of="parameters" />
          ，网页一共 <Live of="corpus" />
          。参数里并不是一页一页地存着网页，留下的是网页之间共通的东西，和少数翻来覆去说过的话。大模型可没有这么宽裕：Llama
          3.1 读了 15.6 万亿个词元，参数只有 4050 亿个
          <Source of="llama" />。
        </p>
      </When>
      <p>
        <Act to="sums">写“2+2=”</Act>
        ，它也许会说
        4，因为读到过。哪一页都没写过的算式，它就会算错；没人叫停，它还会越漂越远：它并不知道有人问了它什么。
      </p>
      <Panel of="sums" />
      <p>
        不过，它知道的东西引得出来：写一段上文，让答案成为最自然的下文。这就是写<Term of="prompt">提示</Term>
        ；先列几个例子，叫作<Term of="fewShot">少样本</Term>提示
        <Source of="brown" />。<Act to="contexts">试试三种上文</Act>。
      </p>
      <Panel of="contexts" />
      <When of="interview">
        <p>
          <Live of="asked" /> 个人里，下命令时，两件事都说对的有 <Live of="order" /> 个；先列几个例子，有{' '}
          <Live of="list" /> 个；换成访谈的开头，有 <Live of="interview" />{' '}
          个。它没有多知道什么，只是这样的问法，网页里常有。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Base> = {
  task: '让你的基础模型接着写两页：一页它读过许多次，一页只读过一次。',
  panels: {
    recital: '背下来了没有',
    people: '它认得谁',
    compression: '压缩过的语料',
    sums: '凭记忆做加法',
    contexts: '三种问法',
  },
  labels: {
    stop: '停下',
    again: '再来一次',
    live: '问的是此刻的模型：它还在读。',
    empty: '还没有量过。',
    yes: '是',
    no: '否',
    quotes: {
      end: '——这一页完——',
      none: '这里没有一段是语料里的原文。',
      stretch: (tokens, occurrences) => `连续 ${tokens} 个词元，在语料里原样出现 ${occurrences} 次`,
      copies: (count) => `（所在的这一页，语料里有 ${count} 份）`,
    },
    recital: {
      start: '让它接着写',
      again: '换两页',
      often: '语料里出现过许多次的网页',
      once: '语料里只出现过一次的网页',
      copies: (count) => (count === '1' ? '语料里只出现过一次的网页' : `语料里出现过 ${count} 次的网页`),
      score: (tokens, of) => `接下去的 ${of} 个词元里，从头起 ${tokens} 个一字不差`,
      noPage: '没有这样的网页：这份语料里每页都只有一份。不去重，再读一遍试试。',
      empty: '这里会给出一页的开头，由模型接着写。',
      legend:
        '灰色是给出的开头；黑色是模型写的，每次都取最可能的词元；有下划线的，在语料里原样出现过，点开下面那一行就能看到出自哪一页。',
    },
    people: {
      start: '每个人都问一遍',
      title: '语料里的人，职业和家乡都说得出的',
      tiers: { famous: '很多网页提到', mid: '一些网页提到', obscure: '很少网页提到' },
      tier: (tier, known, count, pages) => `${tier}（平均 ${pages} 页）：${count} 人中认得 ${known} 人。`,
      name: '姓名',
      pages: '网页数',
      known: '认得',
      said: '它说的',
    },
    compression: {
      start: '压一压',
      title: '没读过的网页，每个字节用多少比特',
      sizes: (corpus, parameters, held) => `它读了 ${corpus}，参数一共 ${parameters}；测量用的是没给它看的 ${held}。`,
      way: '用什么记',
      bits: '每字节比特数',
      rows: {
        plain: '原样',
        untrained: '没训练过的模型',
        gzip: 'gzip',
        gzipAfter: 'gzip，先看过语料',
        model: '你的模型',
      },
    },
    sums: {
      start: '让它接着写',
      title: '凭记忆做加法',
      sum: '给出',
      mentions: '语料里出现',
      said: '它说',
      chance: '概率',
      right: '对吗',
      nothing: '没说数字',
      wrong: (sum) => `不对，是 ${sum}`,
      drift: '“2+2=”，没人叫停',
    },
    contexts: {
      start: '三种都试试',
      kinds: { order: '一道命令', list: '先列几个例子', interview: '访谈的开头' },
      score: (right, asked) => `${asked} 位名人里，职业和家乡都说对的有 ${right} 位`,
    },
  },
  sources: {
    carlini: {
      authors: 'Carlini 等',
      title: 'Quantifying Memorization Across Neural Language Models',
      venue: 'ICLR',
      year: 2023,
      url: 'https://arxiv.org/abs/2202.07646',
    },
    deletang: {
      authors: 'Delétang 等',
      title: 'Language Modeling Is Compression',
      venue: 'ICLR',
      year: 2024,
      url: 'https://arxiv.org/abs/2309.10668',
    },
    llama: {
      authors: 'Grattafiori 等',
      title: 'The Llama 3 Herd of Models',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
    brown: {
      authors: 'Brown 等',
      title: 'Language Models are Few-Shot Learners',
      venue: 'NeurIPS',
      year: 2020,
      url: 'https://arxiv.org/abs/2005.14165',
    },
  },
  Prose,
};
