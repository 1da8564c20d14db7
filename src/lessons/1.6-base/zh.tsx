import type { Kit, LessonText } from '../kit.ts';
import type { Base } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Source }: Kit<Base>) {
  return (
    <>
      <p>
        读完课文，得到的是一个<Term of="baseModel">基础模型</Term>
        ：它模仿自己读过的语料，有损，还带着随机。它不回答，只接着写。<Act to="page">给它一页的开头</Act>
        ，它就写出那样开头的一页。<Act to="sum">写“2+2=”</Act>
        ，它也许会说 4，因为读到过；然后就顺着这类句子后面常有的东西，不知漂到哪里去了。它并不知道有人问了它什么。
      </p>
      <p>
        在语料里出现过许多次的，它能<Term of="memorization">背下来</Term>，大模型也是这样
        <Source of="carlini" />
        ；只出现过一次的，多半背不下来。
      </p>
      <Panel of="memory" />
      <When of="verbatim">
        <p>
          反复出现的网页，你的模型能一字不差地接下去 <Live of="verbatim" />
          ；读到过的一位数加法，它答对 <Live of="oneDigit" />。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Base> = {
  task: '量一量你的基础模型背下了多少。',
  panels: { memory: '它背下了什么' },
  labels: {
    measure: '量一量',
    again: '再量一次',
    what: '量什么',
    value: '结果',
    rows: {
      verbatim: '语料里常见的网页，能一字不差接下去的',
      oneDigit: '读到过的一位数加法，答对的',
      longer: '位数更多的加法，写成网页，答对的',
      valLoss: '没读过的网页上的损失',
    },
    empty: '还没有量过。',
    of: (count, all) => `${all} 页中的 ${count} 页`,
  },
  sources: {
    carlini: {
      authors: 'Carlini 等',
      title: 'Quantifying Memorization Across Neural Language Models',
      venue: 'ICLR',
      year: 2023,
      url: 'https://arxiv.org/abs/2202.07646',
    },
  },
  Prose,
};
