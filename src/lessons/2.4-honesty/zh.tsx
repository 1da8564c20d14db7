import type { Kit, LessonText } from '../kit.ts';
import type { Honesty } from './en.tsx';

function Prose({ Panel, Term, Live, When }: Kit<Honesty>) {
  return (
    <>
      <p>
        叫它别说谎是没有用的，它没法查自己知道什么。可是我们有办法：每个人都问上几遍，和语料对一对。再写一些新例题，凡是它答不上来的，答案就写“我不知道”，然后再训练一遍。这些例题只对
        <em>这一个</em>模型是真话，换一个就不算数了。
      </p>
      <Panel of="training" />
      <When of="known">
        <p>
          它认识 <Live of="known" /> 个人，不认识 <Live of="unknown" /> 个。
        </p>
      </When>
      <Panel of="probe" />
      <When of="refusedAfter" otherwise={<p>想知道例题里没有的名字怎么样了，请到第 4 课填成绩单。</p>}>
        <p>
          哪道例题里都没有的名字，现在有 <Live of="refusedAfter" /> 会说不知道，原先是
          <Live of="refusedBefore" otherwise="（没有量过）" />
          。这是有代价的：名人的问题，现在答对 <Live of="knownAfter" />
          ，原先是
          <Live of="knownBefore" otherwise="（没有量过）" />
          。动不动就<Term of="refusal">拒答</Term>，也是毛病。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Honesty> = {
  task: '教助手说“我不知道”。',
  panels: { training: '再来一轮例题', probe: '模型认识哪些人' },
  labels: {
    intro: (known, unsure, unknown) =>
      `每个人都问上几遍：认识 ${known} 个，拿不准 ${unsure} 个，不认识 ${unknown} 个。不认识的人里有一半会写进“不知道”的例题。`,
    empty: '微调开始时，会拿书里的每个人去问模型，结果列在这里。',
    name: '姓名',
    right: '答对',
    verdict: '判断',
    verdicts: { known: '认识', unsure: '拿不准', unknown: '不认识' },
    tryIt: '问问它',
    tryHint: '把问题写到草稿纸上。',
    people: '全部名单',
  },
  sources: {},
  Prose,
};
