import type { Kit, LessonText } from '../kit.ts';
import type { Opening } from './en.tsx';

function Prose({ Panel, Term, Live }: Kit<Opening>) {
  return (
    <>
      <p>
        课本教人有三种办法：先讲一遍，你来读；再做一道例题，你跟着看；最后留几道习题，书后只给答案，你自己琢磨，直到做对为止。
        <Term of="languageModel">语言模型</Term>上学，走的也是这三步，连顺序都一样。
      </p>
      <p>
        这一页要带着一个很小的模型把三步走完。它只有一样本事：看到一段文字，说出接下来每个
        <Term of="token">词元</Term>各有多大可能，再抽一个出来。别的本事都由此而来。它有
        <Live of="parameters" otherwise="许许多多" />
        个可以调节的数，叫做<Term of="parameter">参数</Term>。此刻它们全是随机的，写出来的东西自然也是。
      </p>
      <Panel of="noise" />
      <p>
        每一个词元，都是从它拥有的
        <Live of="vocabulary" otherwise="全部" />
        个词元里抽出来的，几乎不偏向哪一个。上学要改变的，正是这一点，也只有这一点。
      </p>
      <Panel of="ways" />
      <Panel of="model" />
    </>
  );
}

export const text: LessonText<Opening> = {
  task: '让没上过学的模型写点什么。',
  panels: { noise: '上学以前', ways: '两条路', model: '换一个模型' },
  labels: {
    write: '让它写',
    writeAgain: '再写一次',
    stop: '停',
    waiting: '模型正在准备…',
    empty: '它写的东西会出现在这里。',
    written: '没上过学的模型写的',
    train: '自己训练',
    trainWhy: '你看到的每个数字，都是这个标签页里算出来的。',
    goRead: '从读课文开始',
    skip: '跳过训练',
    skipWhy: '载入随页面附带的模型，它是用同一套代码事先训练好的。',
    loadStage: (stage) => `载入${stage}`,
    open: '打开存过的模型',
    openHint: '从本页存下的文件，不超过 50 MB。也可以直接拖进页面。',
  },
  sources: {},
  Prose,
};
