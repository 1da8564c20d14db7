import type { Kit, LessonText } from '../kit.ts';
import type { Learning } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Learning>) {
  return (
    <>
      <p>
        这一步叫<Term of="pretraining">预训练</Term>
        。参数一开始全是随机的。模型读一页，逐个猜后面的词元，再看正确答案。猜一次，<Term of="loss">损失</Term>是 −ln
        p，p 是它给正确词元的
        <Term of="probability">概率</Term>
        。然后把每个参数都轻轻拨动一点，往哪边拨由<Term of="gradient">梯度</Term>
        说了算，好让正确的那个更可能一些。先看猜一次是怎么回事：<Act to="learn">只学这一次</Act>，或者
        <Act to="another">另找一处</Act>。
      </p>
      <Panel of="example" />
      <When of="guessAfter">
        <p>
          只走一步，正确的词元就从 <Live of="guessBefore" /> 变成了 <Live of="guessAfter" />
          。学习不过如此：每次成百上千处一起猜，一遍又一遍。
        </p>
      </When>
      <p>
        现在动真格的：<Act to="step">真走一步</Act>，或者<Act to="start">让它一直走</Act>
        。读过的网页和<Term of="heldOut">特意不给它看的</Term>
        网页，两边的损失一起往下走，说明它学到的是语言，而不只是死记了那几页。每降过一条横线，就是又学会了一样。
      </p>
      <Predict
        of="direction"
        question="全部读完以后，损失会变成怎样？"
        choices={['差不多还是那么大', '剩下不到一半', '一点不剩']}
      >
        刚开始是 <Live of="firstLoss" />
        ，现在是 <Live of="loss" />
        。降到零，就是再也不会意外；可是没有哪段文字能猜得那么准。
      </Predict>
      <Panel of="training" />
      <p>
        每次拨动多少，由<Term of="learningRate">学习率</Term>
        定：先升上去，保持一段，再慢慢收小。训练时你可以不按原定的来：<Act to="double">加一倍</Act>
        ，再加，直到损失往上跳；然后<Act to="usual">回到原定的</Act>。
      </p>
      <Panel of="rate" />
      <p>再看它写的东西，也是一样：先是噪声，再是常见的碎片，然后成词，成句。</p>
      <Panel of="samples" />
    </>
  );
}

export const text: LessonText<Learning> = {
  task: '先单走一步，再训练到底（看够了也可以停下，保留成果）。',
  panels: { example: '猜一次，走一步', training: '一步一步地读', rate: '一步有多大', samples: '它凭空写出的文字' },
  labels: {
    guess: {
      waiting: '正在网页里找一处来猜……',
      none: '没有哪一页够长，举不出例子。',
      page: '这一页到此为止的文字，以及（标出的）接下来的那个词元',
      drawn: (count) => `从网页里随机抽 ${count} 处，这是最难猜的一处。`,
      from: '出自：',
      model: (step) => (step === undefined ? '（模型还没训练）' : `（模型走过 ${step} 步）`),
      learn: '学这一次：走一步',
      takeBack: '退回这一步',
      another: '换一处',
      bars: '模型觉得接下来会是什么：正确的词元，和它最看好的另外几个',
      token: '词元',
      right: '正确',
      before: '这一步之前',
      after: '这一步之后',
      now: (token, share) => `正确的词元是“${token}”，它的概率是 ${share}。`,
      went: (token, before, after) => `正确的词元“${token}”，概率从 ${before} 变成了 ${after}。`,
      loss: '这一次猜的损失',
      lossBefore: '之前的损失',
      lossAfter: '之后的损失',
      copy: (rate, rows, length, all) =>
        `这一步是在模型的副本上走的，你的模型没有变。它只从这一次猜测里学，学习率和接下来真走的那一步相同（${rate}）。真走一步，是对一整批做同样的事：${rows} 段，每段 ${length} 个词元，一共 ${all} 处一起猜。`,
    },
    rate: {
      title: '学习率：一步走多远',
      made: '走过的步',
      toCome: '还没走的步',
      was: (step, rate) => `第 ${step} 步的学习率是 ${rate}。`,
      next: (step, rate) => `接下来是第 ${step} 步，学习率 ${rate}。`,
      plan: (top, warm, held, end, last) =>
        `原定：头 ${warm} 步升到 ${top}，保持到第 ${held} 步，再慢慢降，到第 ${last} 步时是 ${end}。`,
      factor: '原定的多少倍',
      times: (factor) => `× ${factor}`,
      back: '回到 × 1',
      hint: '从下一步起生效，也随这次训练一起保存。调到 16 倍、32 倍，每一步都迈过头，损失会往上跳。要是有数字大得超出了范围，训练会自动结束，保留最后一次正常的权重。',
      done: '已经读完了。这个倍数仍用于上面副本走的那一步，也用于下一次训练。',
    },
    phases: {
      uniform: '个个同样可能',
      unigram: '知道哪些常见',
      bigram: '知道谁跟着谁',
      lines: (uniform, unigram, bigram) =>
        `横线是光靠数数能在没读过的网页上做到的：每个词元同样可能（${uniform}），一张词元多常见的清单（${unigram}），一张谁后面跟着谁的表（${bigram}）。`,
      names: {
        copying: '现在：照抄。',
        noise: '现在：一片噪声。',
        common: '现在：知道哪些词元常见了。',
        context: '现在：会用更远的上文了。',
      },
      told: {
        copying: ({ copying }) =>
          `头 ${copying} 步是描红：一串串随机的词元，每串写两遍，让模型学会回头看。之后才读网页，损失会一下子跳高，因为这时才真正开始学语言。`,
        noise: ({ step, loss, unigram }) =>
          `第 ${step} 步，没读过的网页上损失是 ${loss}；光知道哪些词元常见，就能到 ${unigram}。`,
        common: ({ step, loss, unigram, bigram }) =>
          `第 ${step} 步，没读过的网页上损失是 ${loss}，低于 ${unigram}；知道谁跟着谁，就能到 ${bigram}。`,
        context: ({ step, loss, bigram }) =>
          `第 ${step} 步，没读过的网页上损失是 ${loss}。光数前后两个词元，最低只到 ${bigram}，可见它看的不止前一个。`,
      },
    },
    samples: {
      empty: '走出第一步，就有第一段文字。',
      title: '模型凭空写出的文字，一步一行，词元对着词元',
      atStep: (step) => `第 ${step} 步`,
      end: '完',
      text: '它写的',
      hint: '指着、点一下，或者用方向键走到一个词元上，看模型自己觉得它有多可能。',
      told: (token, share, step) => `“${token}”，${step}：模型自己给它的概率是 ${share}。`,
      fromTo: (first, before, last, now) => `第 ${first} 步，它写的是“${before}”；第 ${last} 步，是“${now}”。`,
    },
  },
  sources: {},
  Prose,
};
