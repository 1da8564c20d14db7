import type { Kit, LessonText } from '../kit.ts';
import type { Imitation } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Source }: Kit<Imitation>) {
  return (
    <>
      <p>
        基础模型只会把网页接着写下去，并不知道有人在问它。于是换成对话，照老办法再训练一遍，只有助手说的话才算数。这叫
        <Term of="finetuning">有监督微调</Term>
        <Source of="instructGpt" />
        。它从基础模型的参数接着往下走，而且很快：话早就会说了，要学的只是怎么答话。
      </p>
      <Panel of="training" />
      <When of="loss">
        <p>
          助手说的话上，损失从 <Live of="firstLoss" /> 降到了 <Live of="loss" />。<Act to="ask">问问它</Act>
          ；再在草稿纸上换成基础模型，拿同样的问题去问。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Imitation> = {
  task: '用对话训练基础模型。',
  panels: { training: '学着回答' },
  labels: {},
  sources: {
    instructGpt: {
      authors: 'Ouyang 等',
      title: 'Training language models to follow instructions with human feedback',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.02155',
    },
  },
  Prose,
};
