import type { Kit, LessonText } from '../kit.ts';
import type { Opening } from './en.tsx';

function Prose({ Panel, Term, Live, When, Source, RealModel, Predict }: Kit<Opening>) {
  return (
    <>
      <p>
        课本教人有三种办法：先讲一遍，你来读；再做一道例题，你跟着看；最后留几道习题，书后只给答案，你自己琢磨，直到做对为止。
        <Term of="languageModel">语言模型</Term>上学，走的也是这三步，连顺序都一样。
      </p>
      <Panel of="book" />
      <p>
        这一页要带着一个很小的模型把三步走完。它只有一样本事：看到一段文字，说出接下来每个
        <Term of="token">词元</Term>各有多大可能，再抽一个出来。别的本事都由此而来。它有
        <Live of="parameters" otherwise="许许多多" />
        个可以调节的数，叫做<Term of="parameter">参数</Term>。上学以前，它们全是随机的，写出来的东西自然也是。
      </p>
      <Predict
        of="answers"
        question="每学完一个阶段，都拿同样的五个问题考它。还没开始学的时候，它能答对几个？"
        choices={['一个也答不对', '一两个', '三个以上']}
      >
        它还什么都没读过，就算答对了，也是碰运气。
      </Predict>
      <Panel of="noise" />
      <p>
        每一个词元，都是从它拥有的
        <Live of="vocabulary" otherwise="全部" />
        个词元里抽出来的，几乎不偏向哪一个。
        <When of="oneIn">
          拿它没读过的网页来考，让它猜下一个词元，正确的那个一般只分到
          <Live of="oneIn" />
          分之一的机会；闭着眼睛抽，也有
          <Live of="vocabulary" />
          分之一。
        </When>
        上学要改变的，正是这一点，也只有这一点。
      </p>
      <Panel of="card" />
      <p>
        大模型也是这样一个公式，只是旋钮多得多。2019 年轰动一时的 GPT-2 有 15 亿个参数
        <Source of="gpt2" />
        。Llama 3.1 的作者把训练经过写成论文公开了，它有 4050 亿个参数
        <Source of="llama" />。
      </p>
      <Panel of="scale" />
      <RealModel
        title="这个模型和 Llama 3.1 405B"
        rows={[
          {
            what: '读多少词元',
            ours: <Live of="tokens" />,
            real: (
              <>
                15.6 万亿
                <Source of="llama" />
              </>
            ),
          },
          {
            what: '最多往回看多少词元',
            ours: <Live of="context" />,
            real: (
              <>
                12.8 万左右
                <Source of="llama" />
              </>
            ),
          },
          {
            what: '训练用电',
            ours: <Live of="energy" otherwise="训练时就会显示" />,
            real: (
              <>
                显卡共运行 3084 万小时，每块最多耗电 700 瓦
                <Source of="llamaCard" />
                ，合计至多 2160 万度
              </>
            ),
          },
        ]}
      />
      <p>
        从头到尾都可以在这个标签页里学完。不想等，就载入一个已经学完的。
        <When of="memory">
          现在内存里的是：
          <Live of="memory" />
          。页面顶上那一行随时都会写明。
        </When>
      </p>
      <Panel of="ways" />
      <Panel of="model" />
    </>
  );
}

export const text: LessonText<Opening> = {
  task: '让没上过学的模型写点什么。',
  panels: {
    book: '课本',
    noise: '上学以前',
    card: '成绩单的第一栏',
    scale: '它到底有多小',
    ways: '两条路',
    model: '换一个模型',
  },
  labels: {
    turn: '翻一页',
    bookTitle: '课本里的三种页面，都取自这个模型自己的课本',
    bookShows: '先是一页课文，再是一道例题，最后是几道只在书后附答案的习题。',
    bookWaiting: '课本正在打开…',
    explained: '书里讲，你来读。',
    worked: '书里做，你来看。',
    practiced: '书里出题，你来做。',
    inTheBack: '书后答案：',
    noExample: '这本课本里没有算术例题。',
    write: '让它写',
    writeAgain: '再写一次',
    stop: '停',
    waiting: '模型正在准备…',
    empty: '它写的东西会出现在这里。',
    written: '没上过学的模型写的',
    examine: '考考它',
    examineAgain: '再考一次',
    cardEmpty: '让它写点什么，第一栏就会填上。',
    question: '问题',
    right: '答对',
    wrong: '答错',
    score: '答对',
    scoreOf: (right, all) => `${all} 题对 ${right} 题`,
    columnsToCome: (stages) => `还没填的几栏：${stages}。`,
    scaleTitle: '我们的模型、GPT-2 和 Llama 3.1，面积代表参数的多少',
    scaleShows: (first, second) => `GPT-2 装得下 ${first} 个我们的模型，Llama 3.1 又装得下 ${second} 个 GPT-2。`,
    ours: '我们的',
    farther: '再退远一些看。这时我们的模型已经小得画不出来了。',
    asTable: '看成表格',
    model: '模型',
    parameters: '参数',
    train: '自己训练',
    trainWhy: '你看到的每个数字，都是这个标签页里算出来的。',
    goRead: '从读课文开始',
    skip: '跳过训练',
    skipWhy: '载入随页面附带的模型，它是用同一套代码事先训练好的。',
    loadStage: (stage) => `载入${stage}`,
    open: '打开存过的模型',
    openHint: '从本页存下的文件，不超过 50 MB。也可以直接拖进页面。',
  },
  sources: {
    gpt2: {
      authors: 'Radford 等',
      title: 'Language models are unsupervised multitask learners',
      venue: 'OpenAI',
      year: 2019,
      url: 'https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf',
    },
    llama: {
      authors: 'Grattafiori 等',
      title: 'The Llama 3 herd of models',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
    llamaCard: {
      authors: 'Meta',
      title: 'Llama 3.1 model card',
      year: 2024,
      url: 'https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/MODEL_CARD.md',
    },
  },
  Prose,
};
