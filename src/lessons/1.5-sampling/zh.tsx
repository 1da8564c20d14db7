import type { Kit, LessonText } from '../kit.ts';
import type { Sampling } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When }: Kit<Sampling>) {
  return (
    <>
      <p>
        整段文字进去，出来<em>一个</em>
        词元，接在后面，再整段送进去。网络给出的不是一个词，而是每个词元各有多大机会；然后像抽签一样，
        <Term of="sampling">抽出</Term>其中一个。<Act to="draw">抽一个。</Act>
      </p>
      <p>
        <Term of="temperature">温度</Term>改的是签筒，不是网络。<Act to="cold">调到 0</Act>，每次都是最可能的那个；
        <Act to="plain">调到 1</Act>，就照模型自己的意思；<Act to="hot">调到 2</Act>，几乎什么都抽得到。
        <Term of="topK">Top-k</Term> 和 <Term of="topP">top-p</Term> 则先把不太可能的签拿掉。
      </p>
      <Panel of="chances" />
      <When of="likeliest">
        <p>
          温度为 <Live of="temperature" /> 时，最可能的下一个词元是“
          <Live of="likeliest" />
          ”，机会是 <Live of="likeliestChance" />
          。为此并没有再问一次网络：分还是那些分，只是换了个算法变成概率。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Sampling> = {
  task: '拨一拨温度，再抽一个词元。',
  panels: { chances: '装着所有签的签筒' },
  labels: {
    context: '到现在为止的文字',
    drawn: '抽到的',
    draw: '抽一个词元',
    clear: '放回去',
    bars: '最可能的下一个词元',
  },
  sources: {},
  Prose,
};
