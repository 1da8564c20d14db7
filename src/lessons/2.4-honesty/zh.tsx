import type { Kit, LessonText } from '../kit.ts';
import type { Honesty } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Honesty>) {
  return (
    <>
      <p>
        光叫它别说谎没有用：没有谁给它示范过，不知道的时候该是什么样子。不过我们可以替它查清楚。
        <Act to="probe">把每个人都问上几遍</Act>
        ，和语料对一对，再写一批新例题：凡是它答不上来的，答案就写“我不知道”。这样的例题只对<em>这一个</em>模型是真话。
        <Aside>
          Llama 3 的作者就是这么做的，题目也从读过的网页里出
          <Source of="llama3" />
          ；R-Tuning 讲的正是这个主意
          <Source of="rTuning" />。
        </Aside>
      </p>
      <Panel of="probe" />
      <When of="known">
        <p>
          它认识 <Live of="known" /> 个人，答不上来的有 <Live of="unknown" /> 个。答不上来的人里，一半（
          <Live of="examples" /> 个）写进例题，另一半和那些哪里都没有的名字一道，留作考题。先前留着没用的{' '}
          <Live of="madeUp" otherwise="许多" />{' '}
          段也一起放进来：问的是另一批不存在的人，哪个模型都不可能认识。问书外之人的那{' '}
          <Live of="strangers" otherwise="些" /> 段，这回撤下。
        </p>
      </When>
      <Predict
        of="lost"
        question="学完以后，原先认识的人里，它会有多少也说不知道？"
        choices={['一个也没有', '有一些', '大多数']}
      >
        原先答对的 <Live of="answeredBefore" /> 个人里，现在有 <Live of="lost" /> 个它说不知道。
      </Predict>
      <Panel of="training" />
      <p>
        （怎样用工具，也在这一轮里教，2.5 课要用。）然后
        <Act to="compare">拿同样的题去问两个</Act>，问的人都不在那些例题里。
      </p>
      <Panel of="after" />
      <When of="refusedAfter">
        <p>
          问到不存在的人，编一段人生的，原先有 <Live of="inventedBefore" otherwise="（没有量过）" />
          ，现在有 <Live of="inventedAfter" />
          ；说不知道的，原先有 <Live of="refusedBefore" otherwise="（没有量过）" />
          ，现在有 <Live of="refusedAfter" />
          。代价要看这里：好多页提过、例题里却没有的人，原先答对 <Live of="knownBefore" otherwise="（没有量过）" />
          ，现在答对 <Live of="knownAfter" />
          ；原先答对的 <Live of="answeredBefore" otherwise="那些" /> 个人里，有 <Live of="lost" otherwise="几" />{' '}
          个现在也说不知道了，这叫过度<Term of="refusal">拒答</Term>。
        </p>
      </When>
      <When of="recombined">
        <p>
          还有一件事没有解决。拿认识的姓配上认识的名，拼出一个没有的人，它仍有 <Live of="recombined" />{' '}
          会编：名字的每个字都眼熟，它就当成是认识的人了。
          <When of="obscure">
            只有一页提过的人也一样，有 <Live of="obscure" /> 被它安上了别的身世。
          </When>
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Honesty> = {
  task: '教助手说“我不知道”。',
  panels: { probe: '它知道什么', training: '再来一轮例题', after: '学之前和学之后' },
  labels: {
    roles: { system: '系统', user: '用户', assistant: '助手' },
    called: '调用工具：',
    answered: '工具答：',
    probe: '每个人都问五遍',
    probeAgain: '再把每个人问一遍',
    probing: '正在问……',
    empty: '它认识谁，会列在这里。',
    people: '语料里的每个人',
    name: '姓名',
    answers: '五个回答',
    verdict: '判断',
    becomes: '新例题里',
    verdicts: { known: '认识', unsure: '拿不准', unknown: '不认识' },
    right: '对',
    wrong: '错',
    rightOf: (right, all) => `${all} 个里对了 ${right} 个`,
    example: '答“不知道”',
    generated: (count) => `由此写出的 ${count} 段对话`,
    compare: '拿每个人去问两个',
    compareAgain: '再问一遍',
    comparing: '正在问……',
    noBefore: '原先的助手不在内存里，没有可比的。',
    compareEmpty: '两个模型怎么说起例题里没有的人，会列在这里。',
    figure: '问到“不知道”的例题里没有的人，它怎么说',
    outcomeNow: (refused) => `不存在的人里，现在有 ${refused} 会说不知道。`,
    before: '学之前',
    after: '学之后',
    who: '问的是谁',
    groups: {
      stranger: '不存在的人',
      recombined: '不存在，名字是用熟悉的字拼的',
      taught: '好多页提过，例题里也有',
      famous: '好多页提过，例题里没有',
      mid: '有几页提过',
      obscure: '只有一页提过',
    },
    outcomes: { right: '答对', refused: '“不知道”', other: '答了些别的', invented: '编的' },
    ofTotal: (count, all) => `${count}/${all}`,
    table: '看成表格',
    listed: '看看回答',
  },
  sources: {
    llama3: {
      authors: 'Grattafiori 等',
      title: 'The Llama 3 Herd of Models（第 4.3.6 节）',
      year: 2024,
      url: 'https://arxiv.org/abs/2407.21783',
    },
    rTuning: {
      authors: 'Zhang 等',
      title: 'R-Tuning: Instructing Large Language Models to Say “I Don’t Know”',
      venue: 'NAACL',
      year: 2024,
      url: 'https://arxiv.org/abs/2311.09677',
    },
  },
  Prose,
};
