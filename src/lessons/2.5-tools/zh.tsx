import type { Kit, LessonText } from '../kit.ts';
import type { Tools } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Source }: Kit<Tools>) {
  return (
    <>
      <p>
        有些事不必记在脑子里。例题里还示范了怎样求助：模型在两个特殊词元之间写下想要什么，用计算器，还是在语料里查找。写到这里，页面不再抽词元，而是真的去运行那个
        <Term of="tool">工具</Term>，把结果贴进<Term of="context">上下文</Term>，再让模型接着写
        <Source of="toolformer" />。<Act to="askWith">带着工具算一道</Act>，再<Act to="askWithout">不带工具算一道</Act>
        。
      </p>
      <Panel of="scores" />
      <When of="with">
        <p>
          不用工具，加法答对
          <Live of="without" otherwise="（没有量过）" />
          ；用计算器，答对 <Live of="with" />
          。它算得并没有更好，只是学会了什么时候该去问。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Tools> = {
  task: '在草稿纸上让模型用一次工具。',
  panels: { scores: '带工具和不带工具' },
  labels: {
    what: '问什么',
    without: '不带工具',
    with: '带工具',
    rows: { sums: '没见过的加法', people: '只有一页提到的人' },
    measure: '两种都量一量',
    again: '再量一次',
    empty: '还没有量过。',
  },
  sources: {
    toolformer: {
      authors: 'Schick 等',
      title: 'Toolformer: Language Models Can Teach Themselves to Use Tools',
      venue: 'NeurIPS',
      year: 2023,
      url: 'https://arxiv.org/abs/2302.04761',
    },
  },
  Prose,
};
