import type { Kit, LessonText } from '../kit.ts';
import type { Learning } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Learning>) {
  return (
    <>
      <p>
        这一步叫<Term of="pretraining">预训练</Term>
        。模型读一页，逐个猜后面的词元，再看正确答案。猜一次，<Term of="loss">损失</Term>是 −ln p，p 是它给正确词元的
        <Term of="probability">概率</Term>
        ：十拿九稳就接近 0，越意外越大。然后把每个参数都轻轻拨动一点，往哪边拨由
        <Term of="gradient">梯度</Term>说了算，好让正确的那个更可能一些。先看猜一次是怎么回事：
        <Act to="learn">走一步</Act>，或者<Act to="another">换一处</Act>。
      </p>
      <Panel of="example" />
      <When of="guessAfter">
        <p>
          只走一步，正确的词元就从 <Live of="guessBefore" /> 变成了 <Live of="guessAfter" />
          。学习的全部奥秘不过如此：每次成百上千处一起猜，一遍又一遍。
        </p>
      </When>
      <p>
        现在动真格的：<Act to="step">真走一步</Act>，或者<Act to="start">让它一直走</Act>
        。图上有两条线：一条是它读过的网页，一条是<Term of="heldOut">特意不给它看的</Term>
        。两条线一起往下走，说明它学到的是语言，而不只是死记了那几页。
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
      <When of="loss">
        <p>
          要是觉得每个词元都同样可能，损失会是 <Live of="uniformLoss" />
          。你的模型从 <Live of="firstLoss" /> 起步，走了 <Live of="steps" /> 步，到了 <Live of="loss" />。
        </p>
      </When>
      <p>
        每次拨动多少，由<Term of="learningRate">学习率</Term>
        定：先升温，再保持，最后慢慢收小，这样开头走得快，后来站得稳。训练时你可以不按原定的来：
        <Act to="double">加一倍</Act>，再加，直到损失往上跳；然后<Act to="usual">回到原定的</Act>。
      </p>
      <Panel of="rate" />
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
      from: (address) => `出自 ${address}。`,
      model: (step) => (step === undefined ? '模型还什么都没学过。' : `模型已经走了 ${step} 步。`),
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
      hint: '从下一步起生效，也随这次训练一起保存。调到 4 倍、8 倍，每一步都迈过头，损失会往上跳。要是有数字大得超出了范围，训练会自动结束，保留最后一次正常的权重。',
      done: '已经读完了。这个倍数仍用于上面副本走的那一步，也用于下一次训练。',
    },
    samplesEmpty: '第一次测量时，会出现第一段文字。',
    atStep: (step) => `第 ${step} 步`,
    copybook: (steps) =>
      `头 ${steps} 步是描红：一串串随机的词元，每串写两遍，让模型学会回头找到前文、照着往下写。之后才开始读网页，损失会一下子跳高，因为这时才真正开始学语言。`,
  },
  sources: {},
  Prose,
};
