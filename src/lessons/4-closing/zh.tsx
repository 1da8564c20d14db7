import type { Kit, LessonText } from '../kit.ts';
import type { Closing } from './en.tsx';
import { sourcesInChinese } from './sources.ts';

const labels: Closing['labels'] = {
  missing: (count, all) =>
    `内存里有 ${count} 个检查点，一共应有 ${all} 个。其余的可以到各课去训练，也可以把同一套代码先前训练好的全部载入。`,
  loadAll: '载入全部五个',
  print: '打印成绩单',
  printedFrom: '重现这一次训练：',
  firstAnswer: '抽一份答卷',
  nextAnswer: '再抽一份',
  guessEmpty: '这里会出现一份没有署名的答卷。',
  fewStages: '内存里只有一个检查点，还没有什么可猜的。',
  who: '这是哪个检查点写的？',
  wrote: (stage) => `是“${stage}”写的。`,
  guessed: (hits, played, count) => `你猜了 ${played} 次，中了 ${hits} 次。闭着眼睛猜，每 ${count} 次才中一次。`,
  showAll: '让它们都答一遍',
  waiting: '模型正在准备…',
  question: '要问的话',
  settings: (temperature) =>
    `大家用同样的设置，也就是草稿纸上的：温度 ${temperature}。头两个没见过对话，所以把问题当作网页的开头交给它们。`,
  askAll: (count) => (count === '1' ? '问它' : `${count} 个都问`),
  ages: '各个检查点的回答，从最早到最晚',
  writing: '正在写…',
  unasked: '还没问。',
  noGuesses: '你还没有猜过。有几课会请你先猜再看；你猜的，和你这一次训练得到的，会并排列在这里。',
  expected: '你猜',
  happened: '结果',
  notYet: '还没有看到结果',
  guessScore: (right, judged) => `看到结果的有 ${judged} 个，你猜中了 ${right} 个。`,
  quizHint: '没有人预先写好标准答案：对不对，由你这一次训练的成绩单说了算。',
  quizWaits: '记下了。到上面的成绩单里让检查点考一遍，就知道对不对。',
  quizScore: (right, judged) => `${judged} 题答对 ${right} 题。`,
  quiz: {
    surprise: {
      question: '读完课文以后，在从没读过的网页上，正确的下一个词元的概率怎么变了？',
      choices: ['变小了', '几乎没变', '变大了，不超过十倍', '变大了，超过十倍'],
      seen: (before, after) => `从 ${before} 变成 ${after}（各个词元的几何平均）。`,
    },
    facts: {
      question: '对名人的了解，哪个阶段增加得最多？',
      choices: ['读课文', '看例题', '学会说“不知道”', '做习题'],
      seen: (before, after) => `在那个阶段，说对的比例从 ${before} 变成 ${after}。`,
    },
    inventor: {
      question: '问起不存在的人，哪个检查点编得最多？',
      choices: ['未训练的模型', '基础模型', '助手', '诚实的助手', '会推理的助手'],
      seen: (before, after) => `它有 ${after} 的时候在编造生平，诚实的助手是 ${before}。`,
    },
    cost: {
      question: '学会说“不知道”以后，课文里的人，它还能说对多少？',
      choices: ['比以前多', '一样多', '比以前少'],
      seen: (before, after) => `之前是 ${before}，之后是 ${after}。`,
    },
    teacher: {
      question: '没见过的算式，每次只取最可能的词元：做完习题，它到了哪里？',
      choices: ['超过了老师', '和老师持平', '还不如老师'],
      seen: (before, after) => `老师答对 ${before}，会推理的助手答对 ${after}。`,
    },
    working: {
      question: '做完习题以后，它列出过程的时候是多了还是少了？',
      choices: ['比以前多', '和以前一样', '比以前少'],
      seen: (before, after) => `做习题之前是 ${before}，之后是 ${after}。`,
    },
  },
  link: '这一次训练的链接',
  linkHint: '链接里有大小、种子和全部设置，但没有模型本身：谁打开它再训练一遍，读到的就是同样的数据，顺序也一样。',
  copy: '复制链接',
  copied: '已复制。',
  download: '下载模型',
};

function Prose({ Panel, Act, Term, Live, When, Source, RealModel }: Kit<Closing>) {
  return (
    <>
      <p>
        同一个模型的五个<Term of="checkpoint">检查点</Term>
        ：上学之前，读完课文，看完例题，学会说“不知道”，做完习题。每一个都答同样的题，用同样的设置。成绩单要横着看；要是和我们说的不一样，就相信你自己的结果。
      </p>
      <Panel of="card" />
      <When of="famous">
        <p>
          光是读完课文，名人就已经说对了 <Live of="famous" />
          。后来学的一切，都建在这上面。
        </p>
      </When>
      <p>
        到现在，你该认得出自己的学生了。<Act to="deal">抽一份答卷</Act>
        ，说说是五个里的哪一个写的；再听听另外几个怎么答。
      </p>
      <Panel of="guess" />
      <Panel of="machine" />
      <p>
        这算思考吗？它从头到尾只做一件事：预测下一个词元。觉得这就够了的人，会拿人来比：杰夫·霍金斯认为，大脑皮层也是靠预测工作的，凭的是它学来的世界模型
        <Source of="brains" />
        。有个网络只读过黑白棋的棋谱，研究者却发现它心里有一张棋盘
        <Source of="othello" />
        。你的模型也会加哪一页上都没有的数，答对 <Live of="sums" otherwise="（先考一考）" />
        ，因为它学会了把步骤写下来。
      </p>
      <p>
        不以为然的人，也能从你的成绩单里找到证据。拿两个真名拼出一个假名去问，它仍有{' '}
        <Live of="mixed" otherwise="（先考一考）" />{' '}
        的时候在编造生平：它听的是问题的腔调。真正的大模型也一样，应用题里多一句不相干的话，就可能绊倒
        <Source of="symbolic" />
        。那么你呢？这一路上，你也一直在预测。
      </p>
      <Panel of="predictions" />
      <p>最后，考一考你自己。</p>
      <Panel of="quiz" />
      <RealModel
        title="真正的大模型还多些什么"
        rows={[
          {
            what: '规模',
            ours: (
              <>
                <Live of="parameters" /> 个参数
              </>
            ),
            real: (
              <>
                4050 亿个参数
                <Source of="llama" />
              </>
            ),
          },
          {
            what: '阅读',
            ours: (
              <>
                <Live of="read" otherwise="几百万" /> 个词元
              </>
            ),
            real: (
              <>
                15.6 万亿个词元
                <Source of="llama" />
              </>
            ),
          },
          {
            what: '人的评判',
            ours: '没有：算式由程序批改',
            real: (
              <>
                从人的偏好里学出一个奖励模型；靠它，13 亿参数的模型写的回答，比 1750 亿参数的更受欢迎
                <Source of="instruct" />
              </>
            ),
          },
          {
            what: '习题',
            ours: (
              <>
                加法，每个数最多 <Live of="digits" otherwise="几" /> 位
              </>
            ),
            real: (
              <>
                数学题和编程题；在一项中学生竞赛上，从答对 15.6% 升到 71.0%
                <Source of="r1" />
              </>
            ),
          },
          {
            what: '感官',
            ours: '文字',
            real: (
              <>
                文字和图像
                <Source of="gpt4" />
              </>
            ),
          },
          {
            what: '工具',
            ours: '一个计算器，一座资料库',
            real: (
              <>
                一整台电脑：有个智能体带着自己的编辑器，修好了一批真实软件故障中的 12.5%
                <Source of="agent" />
              </>
            ),
          },
        ]}
      />
      <Panel of="home" />
    </>
  );
}

export const text: LessonText<Closing> = {
  task: '让五个检查点都考一遍。',
  panels: {
    card: '成绩单',
    guess: '猜猜是哪个阶段',
    machine: '一个问题，五个年纪',
    predictions: '你的预测',
    quiz: '你的考试',
    home: '带回家',
  },
  labels,
  sources: sourcesInChinese,
  Prose,
};
