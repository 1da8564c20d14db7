import type { Kit, LessonText } from '../kit.ts';
import type { Sampling } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Sampling>) {
  return (
    <>
      <p>
        整段文字进去，出来<em>一个</em>
        词元，接在后面，再整段送进去。网络给出的不是一个词，而是每个词元各有多大机会；然后像抽签一样，
        <Term of="sampling">抽出</Term>其中一个。<Act to="draw">抽一个。</Act>也可以
        <Act to="play">让它一直抽</Act>
        ，想改哪一步，就在哪一步换一支签：故事从那里分岔。
        <Act to="story">故事刚开头</Act>，签筒满满的；换成<Act to="question">书里答过的问题</Act>
        ，就几乎只剩一支签了。
      </p>
      <p>
        <Term of="temperature">温度</Term>改的是签筒，不是网络。<Act to="cold">调到 0</Act>，每次都是最可能的那个；
        <Act to="plain">调到 1</Act>，就照模型自己的意思；<Act to="hot">调到 2</Act>，几乎什么都抽得到。
        <Term of="topK">Top-k</Term> 和 <Term of="topP">top-p</Term>
        <Source of="holtzman" /> 则先把不太可能的签拿掉。
      </p>
      <Panel of="chances" />
      <When of="likeliest">
        <p>
          温度为 <Live of="temperature" /> 时，这里最可能的词元是“
          <Live of="likeliest" />
          ”，机会是 <Live of="likeliestChance" />
          。你拨动滑块的时候，并没有再问一次网络：分还是那些分，只是换了个算法变成概率。
        </p>
      </When>
      <p>
        同一段文字，可以有许多种未来。<Act to="roll">一次掷出好几个</Act>，并排看一看。
      </p>
      <Predict
        of="coldRolls"
        question="把温度调到 0 再掷一次，会有几种不同的续写？"
        choices={['只有一种', '两三种', '各不相同']}
      >
        掷了 <Live of="rolls" /> 个，
        <Live of="differentTexts" /> 种。既然什么都不靠运气，同一段文字就总是接出同样的下文。
      </Predict>
      <Panel of="rolls" />
      <When of="rolls">
        <p>
          同一段文字掷了 <Live of="rolls" /> 次，得到 <Live of="differentTexts" /> 种下文，开头的词元有{' '}
          <Live of="differentFirsts" /> 种。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Sampling> = {
  task: '拨一拨温度，再抽一个词元。',
  panels: { chances: '装着所有签的签筒', rolls: '一段文字，几种未来' },
  labels: {
    context: '开头的文字',
    story: '到现在为止的故事',
    waiting: '模型准备好、文字放得下时，这里会出现各个词元的机会。',
    controls: '抽签',
    play: '让它一直抽',
    pause: '暂停',
    draw: '抽一个词元',
    back: '退一个',
    clear: '从头来过',
    speed: '速度',
    perSecond: (count) => `每秒 ${count} 个词元`,
    keys: '按空格让它一直抽，再按就停；按 → 抽一个，按 ← 退一个。',
    ended: '这一页到此结束：模型抽到了表示结尾的词元。可以退回去，或者另选一支。',
    full: '上下文满了，这个模型能看的地方再也放不下。可以退回去，或者从头来过。',
    hat: {
      title: '所有的签首尾相接，越可能的越长',
      none: '这里还没有抽过。抽签就是取一个 0 到 1 之间的数，落在哪支签上，就是哪一支。',
      drawn: (number, label, from, to, instead) =>
        instead === undefined
          ? `抽到的数是 ${number}，落在“${label}”上，它占着 ${from} 到 ${to} 这一段。`
          : `照现在的设置，${number} 会落在“${label}”上（${from} 到 ${to}）；当初抽的时候，落在的是“${instead}”。`,
      forced: (label, chance) => `“${label}”是你自己选的；签筒给它的机会是 ${chance}。`,
    },
    bars: '最可能的几支签，按一下就选定',
    barsNow: (label, chance, kept) => `“${label}”领先，${chance}；签筒里有 ${kept} 个词元。`,
    press: '候选的词元，按一下就选定',
    forceThis: (label, chance) => `选定 ${label}，${chance}`,
    token: '词元',
    chance: '机会',
    tree: {
      title: '故事走过的每一条路',
      empty: '先抽几个词元，再按另一根横条：故事在那里分岔，两条路都留着。',
      now: (tokens, branches) =>
        branches === '1'
          ? `${tokens} 个词元，一条路。按一个词元就回到那里；按另一根横条，就分出一条岔路。`
          : `${tokens} 个词元，${branches} 条路。按一个词元就回到那里；有下划线的是你选定的。`,
      root: '开头',
      token: (label, chance, isForced) => `${label}，${chance}${isForced ? '，你选定的' : ''}`,
    },
    rolls: {
      roll: (count) => `掷 ${count} 次`,
      again: '再掷一次',
      stop: '停下',
      at: (temperature) => `温度 ${temperature}`,
      list: '同一段文字的几种续写',
      oneIn: (count) => (count === '1' ? '照模型看，几乎次次都写成这样' : `照模型看，每 ${count} 次会有一次写成这样`),
    },
  },
  sources: {
    holtzman: {
      authors: 'Holtzman 等',
      title: 'The Curious Case of Neural Text Degeneration',
      venue: 'ICLR',
      year: 2020,
      url: 'https://arxiv.org/abs/1904.09751',
    },
  },
  Prose,
};
