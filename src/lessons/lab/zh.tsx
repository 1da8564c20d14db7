import type { Kit, LessonText } from '../kit.ts';
import type { Lab } from './en.tsx';

const labels: Lab['labels'] = {
  stages: '阶段',
  waiting: '模型正在准备…',
  experimentsTitle: '试试：',
  experiments: {
    shallow: '只要一层',
    hot: '学得太猛',
    noCopying: '不练抄写',
    forgetful: '不温习旧课',
    alone: '每题只试两次',
    rash: '练习时步子太大',
  },
  backToPreset: '全部恢复预设',
  setUp: '准备这个模型',
  differs: '形状、词元或网页和内存里的模型不一样。要这样训练，先准备模型。',
  same: '内存里的模型就是这个形状。各阶段的旋钮，下次开始该阶段时生效。',
  turned: (standard, stage) => `预设是 ${standard}。改了它，“${stage}”和后面的都要重新训练。`,
  groups: { open: '第一步之前', pretrain: '读课文', sft: '看例题', honest: '学会说“不知道”', rl: '做习题' },
  data: (off) => (off === 0 ? '网页：过滤器全开' : `网页：关了 ${off} 个过滤器`),
  dataWhy: '模型读的就是这些。想用自己的文章，请到第 1.1 课。',
  filters: {
    url: '网址黑名单',
    extract: '从 HTML 里取出正文',
    language: '语言对不对',
    quality: '质量',
    privacy: '个人信息',
    duplicate: '重复的网页',
  },
  knobs: {
    vocabSize: { label: '词表大小', why: '能分辨多少种词元；越多，文章越短，表也越大。' },
    nLayer: { label: '层数', why: '每个词元回头看、再想一想的次数。' },
    nEmbd: { label: '宽度', why: '模型内部用多少个数来表示一个词元。' },
    nHead: { label: '注意力头', why: '同时有几种回头看的方式；要能整除宽度。' },
    contextLength: {
      label: '上下文长度',
      why: '最多能往回看多少个词元。越长，每一步算得越多；再短，最长的例题就会被截断。',
    },
    pretrainSteps: { label: '步数', why: '读多久。' },
    pretrainBatch: { label: '批量', why: '一步同时读多少段文字。' },
    muonRate: { label: '学习率（矩阵）', why: 'Muon 每步拧多少；拧过头，学了就忘。' },
    adamRate: { label: '学习率（其余）', why: 'AdamW 每步把嵌入和归一化拧多少。' },
    weightDecay: { label: '权重衰减', why: '把每个权重往零拉的力气。' },
    copybookSteps: { label: '抄写练习', why: '最开始有多少步只练重复前文。' },
    sftEpochs: { label: '遍数', why: '把所有对话看几遍。' },
    sftRate: { label: '学习率', why: '步子小，模仿得温和；步子大，会把读过的冲掉。' },
    sftRehearsal: { label: '温习', why: '学对话的同时，旧课文占多少分量。' },
    honestEpochs: { label: '遍数', why: '加上“不知道”的对话，再看几遍。' },
    honestRate: { label: '学习率', why: '学说“不知道”学得多用力。' },
    rlIterations: { label: '轮数', why: '尝试、批改、学习，一共几轮。' },
    rlQuestions: { label: '题数', why: '每轮出多少道题。' },
    rlGroup: { label: '尝试次数', why: '每道题试几次；难得的好主意，试得多才碰得上。' },
    rlTemperature: { label: '温度', why: '试得多大胆；没有不同，就没得挑。' },
    rlRate: { label: '学习率', why: '朝着成功的做法挪多远，到后来会慢慢收小；挪得太远，练习会垮掉。' },
    rlLengthPenalty: { label: '长度的代价', why: '答得长要扣多少；为 0 时，啰嗦不要钱。' },
  },
  remember: '记住这些曲线',
  against: '对照',
  choose: '选一次训练',
  remembered: '这次打开网页后记住的',
  keptRuns: '浏览器里保存的',
  reading: '正在读取它的曲线……',
  mine: '内存里的这一次',
  other: '对照的那一次',
  atStep: (step, mine, other) => `第 ${step} 步：这一次 ${mine}，那一次 ${other}。`,
  cursor: '两条曲线共用的游标',
  nothingToCompare: '先训练一次，记住它，或者选一次浏览器里保存的训练；再拧一个旋钮，重新训练。',
  fresh: '全凭运气',
  made: (steps, tokens) => `${steps} 步，${tokens} 个词元`,
  keep: '保存、带走、打开',
  samplingWhy: '这里和草稿纸上怎样抽词元。成绩单另有自己的设置。',
};

function Prose({ Panel }: Kit<Lab>) {
  return (
    <>
      <p>
        整所学校，只是没有课文。所有的旋钮都在这里，各管什么、能拧到哪儿，都写明了。拧过的旋钮会记在网址里：发给别人，对方打开就是同一个实验。
      </p>
      <p>好的实验一次只改一样。先照预设训练，记住曲线；拧一个旋钮，再训练一次，把两次放在一起看。</p>
      <Panel of="model" />
      <Panel of="knobs" />
      <Panel of="stages" />
      <Panel of="compare" />
      <Panel of="card" />
    </>
  );
}

export const text: LessonText<Lab> = {
  task: '',
  panels: { model: '模型', knobs: '旋钮', stages: '各个阶段', compare: '两次训练', card: '学成了什么样' },
  labels,
  sources: {},
  Prose,
};
