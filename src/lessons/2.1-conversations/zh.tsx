import type { Kit, LessonText } from '../kit.ts';
import type { Conversations } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When }: Kit<Conversations>) {
  return (
    <>
      <p>
        模型只认词元，对话也得变成词元才行。于是添了几个<Term of="specialToken">特殊词元</Term>
        ，哪一页网页上都没有的：消息从哪里开始，谁在说话，到哪里结束。中间夹着的还是普通文字。同样几个字，
        <Act to="asPage">当作网页的开头</Act>，还是<Act to="asQuestion">当作提问</Act>，在模型看来是两回事。
      </p>
      <p>
        这些词元谁也打不出来：写下 <code>{'<|im_start|>'}</code>{' '}
        ，得到的只是这几个字母，不是那个记号。拿这样的对话来训练时，只有助手的部分算数，其余的都由
        <Term of="lossMask">损失掩码</Term>遮去：要学的是怎么答，不是怎么问。
      </p>
      <Panel of="template" />
      <When of="tokenCount">
        <p>
          现在一共 <Live of="tokenCount" /> 个词元，其中 <Live of="specialCount" /> 个是特殊词元。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Conversations> = {
  task: '同样的话，当作网页放一次，再当作提问放一次。',
  panels: { template: '套进模板的提问' },
  labels: {
    input: '一个问题',
    asQuestion: '当作提问',
    asPage: '当作网页的开头',
    how: '怎样交给它',
    seen: '模型看到的',
    waiting: '模型准备好、文字放得下时，这里会出现词元。',
  },
  sources: {},
  Prose,
};
