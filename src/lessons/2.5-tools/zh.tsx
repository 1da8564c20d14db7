import type { Kit, LessonText } from '../kit.ts';
import type { Tools } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Tools>) {
  return (
    <>
      <p>
        有些事不必背下来，知道上哪儿去查就行。所以例题里也示范了怎样求助：模型在两个特殊词元之间写下想要什么，是用计算器，还是到语料里查找。写到这里，页面就不再抽词元，而是真的去运行那个
        <Term of="tool">工具</Term>，把结果贴进去，再让模型接着写
        <Source of="toolformer" />。<Term of="parameter">参数</Term>里的，只是模糊的记忆；
        <Term of="context">上下文</Term>里的，才是摆在眼前的。
      </p>
      <p>
        <Act to="askWith">出一道长长的加法</Act>，或者<Act to="askNobody">问一个不存在的人</Act>
        ，那样就什么也查不到。有工具可用，是一条系统消息告诉它的；没有这条消息，它就自己答。贴进来的词元另用一种颜色。训练时它们是遮住的：要学的是怎么求助，不是背下工具会说什么。
      </p>
      <Predict
        of="trust"
        question="先把工具的回答改掉，再贴进去。模型会怎么答？"
        choices={['照贴进去的答', '照工具本来的答', '答别的']}
      >
        你贴进去的是“
        <Live of="pasted" />
        ”，它答的是“
        <Live of="said" />
        ”。
      </Predict>
      <Panel of="stream" />
      <When of="called">
        <p>
          模型停下来等着。它写的是“
          <Live of="called" />
          ”，只要这一句没写错就够了，剩下的是工具的事。
        </p>
      </When>
      <Panel of="trial" />
      <When of="sumsWith">
        <p>
          加法题，不用工具答对 <Live of="sumsWithout" />
          ，用计算器答对 <Live of="sumsWith" />
          ；只有一页提到的人，不查答对 <Live of="peopleWithout" />
          ，查了答对 <Live of="peopleWith" />
          。不存在的人，有 <Live of="nobodyWith" otherwise="一些" />{' '}
          查过以后老实说没有查到。它算得并没有更好，只是学会了该去问谁。
          <Aside>
            工具要是出了错，或者那一页本来就是假的，模型照样会信。所以大模型要学着注明出处
            <Source of="webgpt" />。
          </Aside>
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Tools> = {
  task: '让模型调用一次工具，把工具的回答贴进去。',
  panels: { stream: '停下，查一查，再往下写', trial: '带工具和不带工具' },
  labels: {
    topic: '问什么',
    topics: { sum: '加法', person: '书里的人', nobody: '没有的人', own: '自己写' },
    question: '你的问题',
    askWith: '带工具问',
    askWithout: '不带工具问',
    another: '换一个',
    empty: '回答会一个词元一个词元地出现在这里。',
    stream: '正在写的回答',
    counts: (written, pasted) => `模型写了 ${written} 个词元，贴进来 ${pasted} 个。`,
    states: {
      writing: '正在写。',
      calling: '它调用了工具，页面让它停下了。',
      ended: '写完了。',
      full: '它没能收住，位置已经用完了。',
    },
    byModel: '模型写的',
    byTool: '页面贴进来的，训练时不算损失',
    called: { calculator: '模型要用计算器算', search: '模型要在语料里查找' },
    says: { calculator: '页面算过了，计算器说：', search: '页面查过了，语料里说：' },
    noCall: '模型一调用工具，页面就让它停在这里。',
    paste: '贴进去，接着写',
    pasteHint: '可以先改一改。',
    roles: { system: '系统', user: '用户', assistant: '助手' },
    calledShort: '调用工具：',
    answered: '工具答：',
    what: '问什么',
    without: '不带',
    with: '带工具',
    measure: '两种都量一量',
    again: '换些题再量',
    stop: '停',
    asked: (done, all) => `${all} 道题问了 ${done} 道，每道问两遍`,
    trialEmpty: '还没有量过。',
    figure: '不带工具和带工具，各答对多少',
    overall: (without, withTools) => `所有题目里，不带工具答对 ${without}，带工具答对 ${withTools}。`,
    intervals: '横线标出的是真实比例大概在哪里（95% 的把握）。',
    kinds: {
      sum: '哪一页、哪道例题里都没有的加法',
      longSum: '比教过的更长的加法',
      person: '只有一页提到的人',
      nobody: '不存在的人，说没有才算对',
    },
    rightOf: '答对',
    interval: '大概在',
    ofTotal: (count, all) => `${count}/${all}`,
    between: (low, high) => `${low} 到 ${high}`,
    table: '看成表格',
    wrong: (count) => `带了工具还是答错的 ${count} 道`,
    noneWrong: '带上工具，全都答对了。',
  },
  sources: {
    toolformer: {
      authors: 'Schick 等',
      title: 'Toolformer: Language Models Can Teach Themselves to Use Tools',
      venue: 'NeurIPS',
      year: 2023,
      url: 'https://arxiv.org/abs/2302.04761',
    },
    webgpt: {
      authors: 'Nakano 等',
      title: 'WebGPT: Browser-assisted question-answering with human feedback',
      year: 2021,
      url: 'https://arxiv.org/abs/2112.09332',
    },
  },
  Prose,
};
