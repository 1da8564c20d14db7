import type { Kit, LessonText } from '../kit.ts';

export interface Teacher {
  panels: 'ladder' | 'styles' | 'rewards';
  acts: 'examine' | 'guess';
  lives:
    | 'teacher'
    | 'imitator'
    | 'practiced'
    | 'sure'
    | 'shortShown'
    | 'shortPracticed'
    | 'wantedBefore'
    | 'wantedAfter'
    | 'paidAfter';
  guesses: 'ceiling';
  sources: 'alphaGo' | 'alphaGoZero' | 'limits' | 'boat';
  labels: typeof labels;
}

const labels = {
  who: {
    teacher: 'Teacher',
    honest: 'Before practice',
    reasoner: 'After practice',
    sure: 'After practice, always the likeliest token',
  },
  whoHead: 'Who',
  rightHead: 'Right',
  styles: {
    direct: 'the number at once',
    concise: 'short working',
    sloppy: 'short working, carry forgotten',
    verbose: 'long working',
  },
  ladderTitle: 'Right answers to sums',
  rungNow: (who: string, share: string) => `${who}: ${share}.`,
  mixTitle: 'How sums are answered',
  mixNow: (who: string, direct: string, short: string, long: string) =>
    `${who}: ${direct} at once, ${short} in short, ${long} at length.`,
  ofTotal: (right: string, all: string) => `${right} of ${all}`,
  examine: 'Ask both the same unseen sums',
  again: 'Ask other unseen sums',
  stylesTitle: 'How it answers',
  stylesNow: (direct: string, concise: string, verbose: string) =>
    `Now ${direct} at once, ${concise} in short, ${verbose} at length.`,
  empty: 'Practice here, and these curves show how the model passes its teacher.',
  reward: 'The reward',
  rewards: { short: 'brevity', confident: 'confidence', toolCall: 'tool calls' },
  terms: {
    short: 'We want quick answers, so we pay for every token saved. Whether the sum is right does not matter.',
    confident:
      'We want answers that sound as if they knew, so we pay for every life told, though nobody asked about exists.',
    toolCall:
      'We want tools to be used, so we pay for every call, also where no tool is needed. The attempts are made with tools switched on.',
  },
  try: 'Practice for this reward',
  tryAgain: 'Practice for it again',
  stop: 'Stop',
  copy: 'On a copy. The model in memory stays as it is. The steps are larger than in practice and nothing old is replayed, so that it shows soon.',
  trialTitle: 'What is paid for, and what was wanted',
  paid: 'paid for (mean reward)',
  wanted: {
    short: 'wanted: right sums',
    confident: 'wanted: “I don’t know” of nobody',
    toolCall: 'wanted: right answers without a needless call',
  },
  trialNow: (first: string, last: string) => `What was wanted: ${first} before, ${last} now.`,
  trialEmpty: 'Here you will see what rises and what falls.',
  answers: 'The same questions before and after',
  before: 'before',
  after: (iteration: string) => `iteration ${iteration}`,
  call: '(calls a tool)',
  nothing: '(writes nothing)',
  good: 'as wanted',
  bad: 'not as wanted',
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Teacher>) {
  return (
    <>
      <p>
        In some of the worked examples the teacher slipped and forgot to carry; only{' '}
        <Live of="teacher" otherwise="a part" /> of its sums are right. Whoever imitates can hardly hope for more.
        Practice has no such ceiling: it is graded by the answer, not by the teacher.
      </p>
      <Predict
        of="ceiling"
        question="Sums that nobody practiced: how will the model do after practice, beside its teacher?"
        choices={['worse than the teacher', 'about as well', 'better than the teacher']}
      >
        The teacher <Live of="teacher" />, the model before practice <Live of="imitator" otherwise="not yet asked" />,
        after it <Live of="practiced" />, and <Live of="sure" /> when it always takes the likeliest token.
      </Predict>
      <Panel of="ladder" />
      <When
        of="sure"
        otherwise={
          <p>
            <Act to="examine">Ask both</Act>, and the teacher gets company.
          </p>
        }
      >
        <p>
          The teacher is right in <Live of="teacher" />, its imitator in <Live of="imitator" otherwise="…" />. After
          practice the model is right in <Live of="practiced" /> when it draws its tokens, and in <Live of="sure" />{' '}
          when it always takes the likeliest. But look at the second picture: the short working with its carries stood
          in <Live of="shortShown" /> of the examples, and is now in <Live of="shortPracticed" /> of the answers.
          Practice selected and sharpened a method that the teacher hardly showed. It did not invent one.
        </p>
      </When>
      <p>
        So it was with Go. A network that imitated strong players was trained on in games against itself, and then won
        more than 80% of its games against the mere imitator
        <Source of="alphaGo" />; the next version began without any human game and beat the one before 100 to 0
        <Source of="alphaGoZero" />.
        <Aside>
          Whether practice takes large language models beyond what they could already do now and then is disputed: with
          very many attempts, the model from before practice may solve more
          <Source of="limits" />.
        </Aside>
      </p>
      <Panel of="styles" />
      <p>
        A sum can be checked, and so can a game of Go. Whether a letter is kind, no program can tell; one then pays for
        something nearby, and the model finds what is paid for: <Term of="rewardHacking">reward hacking</Term>. A boat
        in a racing game, paid for targets hit, circled in a lagoon for ever and never finished the race
        <Source of="boat" />. Be a bad employer yourself, or <Act to="guess">pay for confidence</Act>.
      </p>
      <Panel of="rewards" />
      <When of="wantedAfter">
        <p>
          In the end it earned <Live of="paidAfter" otherwise="–" /> of all that there is to earn. What was wanted went
          from <Live of="wantedBefore" /> to <Live of="wantedAfter" />. The model did nothing wrong: it did what it was
          paid for.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Teacher> = {
  task: 'Practice for a bad reward, on a copy.',
  panels: { ladder: 'Teacher and pupil', styles: 'On the way past the teacher', rewards: 'A reward that goes wrong' },
  labels,
  sources: {
    alphaGo: {
      authors: 'Silver et al.',
      title: 'Mastering the game of Go with deep neural networks and tree search',
      venue: 'Nature 529',
      year: 2016,
      url: 'https://doi.org/10.1038/nature16961',
    },
    alphaGoZero: {
      authors: 'Silver et al.',
      title: 'Mastering the game of Go without human knowledge',
      venue: 'Nature 550',
      year: 2017,
      url: 'https://doi.org/10.1038/nature24270',
    },
    limits: {
      authors: 'Yue et al.',
      title: 'Does Reinforcement Learning Really Incentivize Reasoning Capacity in LLMs Beyond the Base Model?',
      year: 2025,
      url: 'https://arxiv.org/abs/2504.13837',
    },
    boat: {
      authors: 'Clark and Amodei',
      title: 'Faulty reward functions in the wild',
      venue: 'OpenAI',
      year: 2016,
      url: 'https://openai.com/index/faulty-reward-functions/',
    },
  },
  Prose,
};
