import type { Kit, LessonText } from '../kit.ts';
import type { Inventing } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Inventing>) {
  return (
    <>
      <p>
        语料里哪一页也没提过
        <Live of="nobody" otherwise="这个名字" />
        ：根本没有这个人。要是拿去问助手，它会怎么办？
      </p>
      <Predict
        of="nobody"
        question={
          <>
            问助手
            <Live of="nobody" otherwise="一个书里没有的人" />
            是谁，它会怎么说？
          </>
        }
        choices={['多半说不知道', '多半编一个出来']}
      >
        <Live of="asked" /> 次里，有 <Live of="invented" /> 次是编的。
      </Predict>
      <Panel of="lives" />
      <When of="invented">
        <p>
          <Live of="asked" /> 个回答里，有 <Live of="invented" /> 个不肯承认自己不知道；说法各不相同的有{' '}
          <Live of="distinct" /> 种。这叫<Term of="hallucination">幻觉</Term>。<Act to="ask">再问一遍</Act>
          ，重新抽一次，又是另一个说法。<Act to="familiar">换一个用认识的姓和名拼成的人</Act>，编得还要像。
        </p>
      </When>
      <p>
        为什么会这样？例题里有 <Live of="answered" otherwise="许多" />{' '}
        段是问书里的人的，段段都答得斩钉截铁，因为写的人知道答案。还有 <Live of="strangers" otherwise="许多" />{' '}
        段，问的人书里一页也没提过：写的人认识，模型不认识，能学去的只有那副口气
        <Source of="newKnowledge" />
        。于是有人问“某某是谁”，它张口就答，不管问的是哪个。另有 <Live of="keptBack" otherwise="一些" />{' '}
        段答“不知道”的例题，留到下一课才用。
        <Aside>
          大模型爱猜，道理也差不多：多数考题猜对了给分，说“不知道”一分也没有
          <Source of="whyHallucinate" />。
        </Aside>
      </p>
      <Panel of="entropy" />
      <When of="bitsKnown">
        <p>
          不妨看看它里面。说到
          <Live of="nobody" />
          ，平均每个词元要犹豫 <Live of="bits" /> 比特；说到好多页都提过的
          <Live of="known" />
          ，是 <Live of="bitsKnown" /> 比特；同样问了 <Live of="asked" /> 次，说法有 <Live of="distinctKnown" /> 种。
          <When of="ratio" otherwise="不过这一回，单看词元还分不出来。">
            可见它里面分得出知道和不知道，只是从来没有谁教过它把“不知道”说出口。
          </When>
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Inventing> = {
  task: '拿一个不存在的人去问助手。',
  panels: { lives: '一个名字，八个回答', entropy: '有底和没底' },
  labels: {
    name: '问谁',
    kinds: { unheard: '名字的每个字都没见过', familiar: '用认识的姓和名拼成' },
    ask: '问八遍',
    again: '再问八遍',
    stop: '停',
    empty: '回答会出现在这里。',
    answers: '同一个问题的八个回答',
    counted: (distinct, all) => `${all} 个回答，${distinct} 种说法。按一下其中一个，看模型对每个词元有多大把握。`,
    verdicts: { life: '编的', declined: '说不知道', other: '答了些别的' },
    oneIn: (count) => `${count} 次里一次`,
    entropy: '每个词元犹豫了多少',
    entropyEmpty: '先问一问：这里会把它的回答和一个它认识的人并排放着。',
    entropyOf: (name, mean, most) => `${name}：八个回答里，平均每个词元 ${mean} 比特。${most}`,
    undecidedAt: (token, count) => `最拿不准的是“${token}”，好比在 ${count} 个同样可能的词元里挑一个。`,
    bits: (bits) => `${bits} 比特`,
    table: '看成表格',
    columns: { number: '序号', token: '词元', chance: '概率', bits: '熵（比特）' },
  },
  sources: {
    newKnowledge: {
      authors: 'Gekhman 等',
      title: 'Does Fine-Tuning LLMs on New Knowledge Encourage Hallucinations?',
      venue: 'EMNLP',
      year: 2024,
      url: 'https://arxiv.org/abs/2405.05904',
    },
    whyHallucinate: {
      authors: 'Kalai 等',
      title: 'Why Language Models Hallucinate',
      year: 2025,
      url: 'https://arxiv.org/abs/2509.04664',
    },
  },
  Prose,
};
