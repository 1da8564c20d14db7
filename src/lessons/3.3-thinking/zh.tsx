import type { Kit, LessonText } from '../kit.ts';
import type { Thinking } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Thinking>) {
  return (
    <>
      <p>
        没有人要求模型写出过程。它可以直接写数，也可以先列式再写数，后一种就是
        <Term of="chainOfThought">思维链</Term>
        <Source of="chain" />
        。哪一种得奖多，练着练着，它就多用哪一种。那么“写出来”本身值多少？办法是不让它写：只放数字和句号过去，别的词元一律不许，它就只能直接写数。
      </p>
      <Predict
        of="atOnce"
        question="同一套参数，同样的算式，只是只许写数字。还能做对多少？"
        choices={['差不多一样多', '大概一半', '几乎一道也做不对']}
      >
        直接写数：
        <Live of="atOnce" />
        。列式再写：
        <Live of="worked" />。
      </Predict>
      <Panel of="compare" />
      <When of="worked">
        <p>
          直接写数，答对 <Live of="atOnce" />
          ；列式再写，答对 <Live of="worked" />
          。不过这也不是万灵药：
          <Live of="longerDigits" /> 位数的加法比它练过的都长，列了式，
          <Live of="longerTotal" /> 道也只对 <Live of="longerWorked" /> 道。
          <When of="shortRight">
            而且一种办法练熟了，另一种就荒疏了：一位数的加法本来用不着列式，直接写，
            <Live of="shortTotal" /> 道只对了 <Live of="shortRight" /> 道。
          </When>
        </p>
      </When>
      <p>
        写出来为什么有用？每写一个词元，网络走的都是同样那几层，再难也不会多走一层。直接写数，头一位就得一口气算出来，可它取决于后面的每一次进位。把步骤写出来，每一步都有一轮计算；写下的每一步又都进了
        <Term of="context">上下文</Term>
        ，下一步照着它往下做就行。下面的表里，每往下一行，答案前面就多放一列模型自己写的算式。
      </p>
      <Panel of="working" />
      <When of="chanceWorked">
        <p>
          不列式，正确的数只有 <Live of="chanceAtOnce" /> 的可能；算式全写出来，是 <Live of="chanceWorked" />
          。算式一列列写出来，答案的每一位也就有了把握：这时它只要照着抄，用不着再算。<Act to="other">换一题</Act>
          ，还是这样吗？
        </p>
      </When>
      <p>
        大模型的长篇推理，也不是有人示范出来的，而是奖励出来的：DeepSeek-R1-Zero
        只要答案对、格式对就得奖，自己就越写越长
        <Source of="r1" />
        。我们的模型每写一个词元都要扣分，而加法也用不着写多少。
      </p>
    </>
  );
}

export const text: LessonText<Thinking> = {
  task: '用两种办法，量一量会推理的助手。',
  panels: { compare: '直接写数，还是列式', working: '列式有什么用' },
  labels: {
    first: '第一个数',
    second: '第二个数',
    otherSum: '换一题',
    measure: '两种办法都量一量',
    again: '换一批题再量',
    waiting: '正在算……',
    empty: '还没有量过。',
    compareTitle: '同一个模型，直接写数和列式再写',
    compareNow: (atOnce, worked) =>
      `和练过的一样长的算式，直接写数答对 ${atOnce}，列式再写答对 ${worked}。细线是题数这么少时，真实比例大概会落在的范围（95%）。`,
    what: '几位数',
    digits: (count) => `${count} 位数`,
    longer: (count) => `${count} 位数，从没练过`,
    atOnce: '直接写数',
    worked: '列式再写',
    ofTotal: (right, all) => `${all} 道对 ${right} 道`,
    look: '看看里面',
    workingEmpty: '算式一列一列写出来，答案的每一位各有多大把握，会显示在这里。',
    noWorking: '这个模型不会一列一列地算这道题。',
    workingTitle: '前面有了这些算式，正确的每一位各有多大可能',
    workingNow: (sum, atOnce, worked) =>
      `整个 ${sum}，直接写的可能是 ${atOnce}，模型自己的算式全在前面时是 ${worked}。`,
    workingWrong: (found) => `不过它自己的算式会得出 ${found}，这样一来，正确的数字还是没什么可能。`,
    before: '上下文里已有',
    nothingBefore: '只有题目',
  },
  sources: {
    chain: {
      authors: 'Wei 等',
      title: 'Chain-of-Thought Prompting Elicits Reasoning in Large Language Models',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2201.11903',
    },
    r1: {
      authors: 'DeepSeek-AI',
      title: 'DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning',
      year: 2025,
      url: 'https://arxiv.org/abs/2501.12948',
    },
  },
  Prose,
};
