import type { Kit, LessonText } from '../kit.ts';
import type { Teacher } from './en.tsx';

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Teacher>) {
  return (
    <>
      <p>
        例题里的老师有时会忘了进位，自己也只算对了
        <Live of="teacher" otherwise="一部分" />
        。只会模仿的学生，很难比老师强。做习题没有这个限度，因为对错看的是答案，不是老师。
      </p>
      <Predict
        of="ceiling"
        question="拿谁也没练过的算式来考，练完习题的模型和老师比会怎么样？"
        choices={['不如老师', '差不多', '比老师强']}
      >
        老师答对 <Live of="teacher" />
        ，没做习题的模型答对 <Live of="imitator" otherwise="（还没考）" />
        ，做过习题的答对 <Live of="practiced" />
        ，要是每次都取最可能的词元，答对 <Live of="sure" />。
      </Predict>
      <Panel of="ladder" />
      <When
        of="sure"
        otherwise={
          <p>
            <Act to="examine">把它们俩都考一考</Act>，好跟老师排在一起比。
          </p>
        }
      >
        <p>
          老师答对 <Live of="teacher" />
          ，照着它学的答对 <Live of="imitator" otherwise="…" />
          。做过习题以后，抽签作答的答对 <Live of="practiced" />
          ，每次都取最可能的答对 <Live of="sure" />
          。不过再看第二张图：不忘进位的简短列式，例题里只占 <Live of="shortShown" />
          ，如今在回答里占 <Live of="shortPracticed" />
          。练习做的，是把老师难得露一手的办法挑出来、磨锋利，并没有凭空发明什么。
        </p>
      </When>
      <p>
        围棋也是这样。一个网络先学着模仿高手，再和自己对弈接着学，后来同只会模仿的那个下，胜率超过八成
        <Source of="alphaGo" />
        ；再往后的一版，一盘人下的棋也没看过，却以 100 比 0 胜了前一版
        <Source of="alphaGoZero" />。
        <Aside>
          大语言模型练了以后，会不会做到原先怎么也做不到的事，还有争论：要是试的次数够多，没练过的模型做出来的题也许反而更多
          <Source of="limits" />。
        </Aside>
      </p>
      <Panel of="styles" />
      <p>
        加法能核对，围棋也能。一封信写得体不体贴，程序可判断不了；只好拿个差不多的东西来给奖，模型就会专找给奖的地方：这叫
        <Term of="rewardHacking">钻奖励的空子</Term>
        。有个赛艇游戏，撞中目标就得分，结果那条船在一个水湾里没完没了地兜圈子，始终没跑完比赛
        <Source of="boat" />
        。你也来当一回糊涂东家，或者<Act to="guess">给“有把握”发奖</Act>。
      </p>
      <Panel of="rewards" />
      <When of="wantedAfter">
        <p>
          到头来，能拿的奖励拿到了 <Live of="paidAfter" otherwise="–" />
          ，而真正想要的，从 <Live of="wantedBefore" /> 变成了 <Live of="wantedAfter" />
          。模型没做错什么：奖励什么，它就做什么。
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Teacher> = {
  task: '在一份副本上，照着坏奖励练一回。',
  panels: { ladder: '老师和学生', styles: '怎样走到老师前面', rewards: '走了样的奖励' },
  labels: {
    who: { teacher: '老师', honest: '做习题之前', reasoner: '做习题之后', sure: '做习题之后，总取最可能的' },
    whoHead: '谁',
    rightHead: '答对',
    styles: { direct: '直接写数', concise: '简短列式', sloppy: '简短列式，忘了进位', verbose: '详细列式' },
    ladderTitle: '加法答对的比例',
    rungNow: (who, share) => `${who}：${share}。`,
    mixTitle: '怎样作答',
    mixNow: (who, direct, short, long) => `${who}：直接写数 ${direct}，简短列式 ${short}，详细列式 ${long}。`,
    ofTotal: (right, all) => `${all} 道对 ${right} 道`,
    examine: '拿没见过的算式考考它们俩',
    again: '换一批没见过的再考',
    stylesTitle: '怎样作答',
    stylesNow: (direct, concise, verbose) => `现在直接写数占 ${direct}，简短列式占 ${concise}，详细列式占 ${verbose}。`,
    empty: '在这里做过习题，就能看到模型怎样一步步超过老师。',
    reward: '奖励什么',
    rewards: { short: '写得短', confident: '有把握', toolCall: '用工具' },
    terms: {
      short: '想要它答得快，于是每省一个词元都给奖。算式对不对，不管。',
      confident: '想要它有问必答，于是只要说出一个人的生平就给奖。问的却都是世上没有的人。',
      toolCall: '想要它多用工具，于是调用一次给一次奖，用不着的时候也给。试的时候工具是打开的。',
    },
    try: '照这个奖励练',
    tryAgain: '再练一回',
    stop: '停下',
    copy: '练的是一份副本，内存里的模型不变。步子比平时练习大，旧例题也不再复习，好让结果快些显出来。',
    trialTitle: '奖励的是什么，想要的又是什么',
    paid: '奖励的（平均奖励）',
    wanted: {
      short: '想要的：加法做对',
      confident: '想要的：没有的人就说不知道',
      toolCall: '想要的：答对，而且不乱用工具',
    },
    trialNow: (first, last) => `想要的，原先做到 ${first}，现在 ${last}。`,
    trialEmpty: '什么在涨，什么在跌，会显示在这里。',
    answers: '同样的题，之前和之后',
    before: '之前',
    after: (iteration) => `第 ${iteration} 轮`,
    call: '（调用工具）',
    nothing: '（什么也没写）',
    good: '合意',
    bad: '不合意',
  },
  sources: {
    alphaGo: {
      authors: 'Silver 等',
      title: 'Mastering the game of Go with deep neural networks and tree search',
      venue: 'Nature 529',
      year: 2016,
      url: 'https://doi.org/10.1038/nature16961',
    },
    alphaGoZero: {
      authors: 'Silver 等',
      title: 'Mastering the game of Go without human knowledge',
      venue: 'Nature 550',
      year: 2017,
      url: 'https://doi.org/10.1038/nature24270',
    },
    limits: {
      authors: 'Yue 等',
      title: 'Does Reinforcement Learning Really Incentivize Reasoning Capacity in LLMs Beyond the Base Model?',
      year: 2025,
      url: 'https://arxiv.org/abs/2504.13837',
    },
    boat: {
      authors: 'Clark、Amodei',
      title: 'Faulty reward functions in the wild',
      venue: 'OpenAI',
      year: 2016,
      url: 'https://openai.com/index/faulty-reward-functions/',
    },
  },
  Prose,
};
