import type { Kit, LessonText } from '../kit.ts';
import type { Imitation } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Source, RealModel }: Kit<Imitation>) {
  return (
    <>
      <p>
        基础模型只会把网页接着写下去，并不知道有人在问它。现在再训练一遍：办法照旧，只是换了材料。从基础模型的
        <Term of="parameter">参数</Term>
        出发，让它读例题，模仿写答案的人。这叫<Term of="finetuning">监督微调</Term>
        <Source of="instructGpt" />
        。用不了多久：话早就会说了，要学的只是怎么答话。
      </p>
      <Panel of="training" />
      <When of="loss">
        <p>
          在助手说的词元上，损失从 <Live of="firstLoss" /> 降到了 <Live of="loss" />。
        </p>
      </When>
      <p>训练的时候，两边都在答同样的题。给基础模型的，是当作网页开头的几个字；给助手的，是一个提问。</p>
      <Panel of="sideBySide" />
      <When of="assistantSaid">
        <p>
          同样是“
          <Live of="question" />
          ”，基础模型接着写的是：“
          <Live of="baseSaid" />
          ”助手答的是：“
          <Live of="assistantSaid" />”<When of="runsOn">基础模型没有收住，这种网页后面该有什么，它就接着写什么。</When>
        </p>
      </When>
      <p>
        例题里写什么，它就学什么。<Act to="persona">给它换个名字</Act>，或者
        <Act to="fact">教它一件哪本书里都没有的事</Act>
        。内容随你改，改好放进去，再训练一遍。你写的问题会出现在上面的表里。
      </p>
      <Panel of="pile" />
      <When of="ownSaid">
        <p>
          现在问它“
          <Live of="ownQuestion" />
          ”，它说：“
          <Live of="ownSaid" />
          ”这话是真是假，没有谁查过。写例题的人怎么说话，助手就怎么说话。
        </p>
      </When>
      <RealModel
        title="要多少道例题"
        rows={[
          {
            what: '对话数',
            ours: <Live of="pile" />,
            real: (
              <>
                InstructGPT 约 13,000
                <Source of="instructGpt" />
              </>
            ),
          },
          { what: '谁写的', ours: '一个程序', real: '约 40 个人' },
        ]}
      />
    </>
  );
}

export const text: LessonText<Imitation> = {
  task: '用对话训练基础模型。',
  panels: { training: '学着回答', sideBySide: '同样的题，学之前和学之后', pile: '那摞例题' },
  labels: {
    asked: '问题',
    base: '基础模型',
    assistant: '助手',
    assistantAt: (step) => `第 ${step} 步时的助手`,
    when: '训练到哪里',
    afterStep: (step) => `第 ${step} 步`,
    noBase: '还没有基础模型。',
    noAssistant: '还没有。',
    roles: { system: '系统', user: '用户', assistant: '助手' },
    called: '调用工具：',
    answered: '工具答：',
    waiting: '模型准备好以后，这里会列出例题。',
    pile: '例题',
    kind: '种类',
    allKinds: '全部',
    kinds: {
      person: '人物',
      stranger: '书外的人',
      refusal: '“不知道”',
      calculator: '计算器',
      search: '查找',
      sum: '加法',
      smallTalk: '寒暄',
      animal: '动物',
      town: '地方',
      story: '故事',
      own: '你写的',
    },
    search: '找一找',
    found: (conversations, distinct) =>
      `共 ${conversations} 段对话，各不相同的有 ${distinct} 段。用工具的、说“不知道”的，留到 2.4 课才用。`,
    range: (from, to, all) => `第 ${from} 到 ${to} 段，共 ${all} 段`,
    previous: '上一页',
    next: '下一页',
    leaveOut: '拿掉',
    putBack: '放回去',
    edit: '改写',
    remove: '删去',
    own: '你写的例题',
    copiesOf: (copies) => `${copies} 份`,
    unchanged: '例题还是原来那摞。',
    changes: (added, removed) => `你的改动：添了 ${added} 段，拿掉 ${removed} 段。`,
    learnedThis: '内存里的助手就是照这摞学的。',
    learnedOther: '内存里的助手不是照这摞学的。再训练一遍，看看有什么不同。',
    write: '写一段',
    undo: '撤销',
    startOver: '全部撤销',
    trainAgain: '照这摞再训练一遍',
    draft: '一道例题',
    question: '用户问',
    answer: '助手答',
    copies: '放几份进去',
    keep: '放进去',
    cancel: '算了',
    problems: {
      empty: '问和答都要写点什么。',
      noAnswer: '助手总得说点什么。',
      tooLong: '太长了，模型一次读不完。',
    },
  },
  sources: {
    instructGpt: {
      authors: 'Ouyang 等',
      title: 'Training language models to follow instructions with human feedback',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.02155',
    },
  },
  Prose,
};
