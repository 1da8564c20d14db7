import type { Kit, LessonText } from '../kit.ts';
import type { Learning } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict }: Kit<Learning>) {
  return (
    <>
      <p>
        这一步叫<Term of="pretraining">预训练</Term>
        。模型读一段网页，逐个猜后面的词元，再看正确答案。猜偏了，就把所有参数都轻轻拨动一点，往哪边拨由
        <Term of="gradient">梯度</Term>说了算，好让正确的那个下次显得更可能一些。全部的奥秘，不过如此。你可以
        <Act to="step">走一步</Act>，也可以<Act to="start">让它一直走</Act>。
      </p>
      <p>
        <Term of="loss">损失</Term>说的是它还有多意外。图上有两条线：一条是它读过的网页，一条是
        <Term of="heldOut">特意不给它看的</Term>。两条线一起往下走，说明它学到的是语言，而不只是死记了那几页。
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
      <Panel of="samples" />
    </>
  );
}

export const text: LessonText<Learning> = {
  task: '先单走一步，再训练到底（看够了也可以停下，保留成果）。',
  panels: { training: '一步一步地读', samples: '它凭空写出的文字' },
  labels: {
    samplesEmpty: '第一次测量时，会出现第一段文字。',
    atStep: (step) => `第 ${step} 步`,
    copybook: (steps) =>
      `头 ${steps} 步是描红：一串串随机的词元，每串写两遍，让模型学会回头找到前文、照着往下写。之后才开始读网页，损失会一下子跳高，因为这时才真正开始学语言。`,
  },
  sources: {},
  Prose,
};
