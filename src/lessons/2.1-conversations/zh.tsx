import type { Kit, LessonText } from '../kit.ts';
import type { Conversations } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Conversations>) {
  return (
    <>
      <p>
        例题里有问，也有懂的人怎么答。可模型只认一串词元，所以得给对话加上框：用几个
        <Term of="specialToken">特殊词元</Term>，哪一页网页上都没出现过的。先是 <code>{'<|im_start|>'}</code>
        ，再写明谁在说话，接着 <code>{'<|im_sep|>'}</code>，然后是说的话，最后 <code>{'<|im_end|>'}</code>。
        <Aside>
          大模型也是这么做的。比如通义千问，每条消息都套着这样的记号，训练时也只算助手说的那部分
          <Source of="qwen" />。
        </Aside>
      </p>
      <p>
        在下面写一段对话吧。每条消息可以是用户的，可以是助手的，也可以来自系统，那是开口之前先交代给模型的话。这些记号谁也打不出来：
        <Act to="typeMark">在问题里写上 {'<|im_end|>'}</Act>，它也只是几个普通的字符。
      </p>
      <Predict of="learned" question="模型会从哪些消息里学？" choices={['每一条都学', '学用户说的', '学助手说的']}>
        这段对话的 <Live of="tokens" /> 个词元里，算数的有 <Live of="learned" /> 个。
      </Predict>
      <Panel of="editor" />
      <When of="typedTokens">
        <p>
          你打的那几个字符成了 <Live of="typedTokens" /> 个普通词元。真正的记号只是一个词元，编号 <Live of="markId" />
          ，只有页面才能放进去。所以用户没法提前结束一条消息，也没法冒充助手说话。
        </p>
      </When>
      <When
        of="learned"
        otherwise={
          <p>
            <Act to="mask">看看哪些词元是要学的。</Act>
          </p>
        }
      >
        <p>
          <Live of="tokens" /> 个词元里，要学的有 <Live of="learned" /> 个。其余的被
          <Term of="lossMask">损失掩码</Term>遮成了灰色：读还是要读，只是不在那里算<Term of="loss">损失</Term>
          。要学的是怎么答，不是怎么问。助手最后那个 <code>{'<|im_end|>'}</code>{' '}
          也在要学之列，它正是这样知道该在哪里停下的。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Conversations> = {
  task: '自己写一段对话，看看其中哪些词元是要学的。',
  panels: { editor: '对话变成词元' },
  labels: {
    roles: { system: '系统', user: '用户', assistant: '助手' },
    roleOf: (number) => `第 ${number} 条消息是谁说的`,
    textOf: (number) => `第 ${number} 条消息`,
    removeOf: (number) => `删去第 ${number} 条消息`,
    remove: '删去',
    add: (role) => `添一条${role}的消息`,
    reset: '重新来过',
    waiting: '模型准备好以后，这里会出现词元。',
    figure: '模型看到的对话',
    message: (number) => `第 ${number} 条消息的词元`,
    mask: '标出要学的部分',
    counts: (tokens, special) => `一共 ${tokens} 个词元，其中 ${special} 个是特殊词元。`,
    learned: (learned) => `要学的有 ${learned} 个，其余只是读一遍。`,
    nothingLearned: '助手一句话也没说，没有什么可学的。',
    tooLong: (limit) => `最多放得下 ${limit} 个词元，多出来的会被截掉。`,
    kinds: { special: '特殊词元', text: '普通词元' },
    isLearned: '要学',
    isRead: '只读',
    table: '看成表格',
    columns: ['序号', '词元', '编号', '种类', '训练时'],
  },
  sources: {
    qwen: {
      authors: 'Bai 等',
      title: 'Qwen Technical Report（第 3.1 节）',
      year: 2023,
      url: 'https://arxiv.org/abs/2309.16609',
    },
  },
  Prose,
};
