import type { Kit, LessonText } from '../kit.ts';

export interface Sampling {
  panels: 'chances' | 'rolls';
  acts: 'cold' | 'plain' | 'hot' | 'draw' | 'play' | 'story' | 'question' | 'roll';
  lives: 'likeliest' | 'likeliestChance' | 'temperature' | 'rolls' | 'differentTexts' | 'differentFirsts';
  guesses: 'coldRolls';
  sources: 'holtzman';
  labels: typeof labels;
}

const labels = {
  context: 'The text it begins with',
  story: 'The story so far',
  waiting: 'The chances appear when a model is ready and the text fits.',
  controls: 'Drawing',
  play: 'Let it draw',
  pause: 'Pause',
  draw: 'Draw one token',
  back: 'One back',
  clear: 'Begin again',
  speed: 'Speed',
  perSecond: (count: string) => `${count} tokens a second`,
  keys: 'The space bar lets it draw and pauses; the arrow keys → and ← go one token on and back.',
  ended: 'The model has ended this page: it drew the token that stands for the end. Go back, or force another.',
  full: 'The context is full: nothing more fits into what this model can look at. Go back, or begin again.',
  hat: {
    title: 'All tickets end to end, each as long as it is likely',
    none: 'Nothing has been drawn here yet. The draw is a number between 0 and 1, and the ticket it falls on is taken.',
    drawn: (number: string, label: string, from: string, to: string, instead: string | undefined) =>
      instead === undefined
        ? `The number drawn is ${number}. It falls on “${label}”, which lies from ${from} to ${to}.`
        : `With these settings the number ${number} would fall on “${label}” (${from} to ${to}); when it was drawn it fell on “${instead}”.`,
    forced: (label: string, chance: string) => `You chose “${label}” yourself; the hat gave it ${chance}.`,
  },
  bars: 'The likeliest tickets; press one to force it',
  barsNow: (label: string, chance: string, kept: string) =>
    `“${label}” leads with ${chance}; ${kept} tokens are in the hat.`,
  press: 'Candidates: press one to force it',
  forceThis: (label: string, chance: string) => `Force ${label}, ${chance}`,
  token: 'Token',
  chance: 'Chance',
  tree: {
    title: 'Every way the story has taken',
    empty: 'Draw a few tokens, then press another bar: the story forks there, and both branches stay.',
    now: (tokens: string, branches: string) =>
      branches === '1'
        ? `${tokens} tokens, one branch. Press a token to go back to it; press another bar to fork.`
        : `${tokens} tokens in ${branches} branches. Press a token to go back to it; underlined ones were forced.`,
    root: 'the text',
    token: (label: string, chance: string, isForced: boolean) => `${label}, ${chance}${isForced ? ', forced' : ''}`,
  },
  rolls: {
    roll: (count: string) => `Roll ${count} times`,
    again: 'Roll again',
    stop: 'Stop',
    at: (temperature: string) => `at temperature ${temperature}`,
    list: 'Continuations of the same text',
    oneIn: (count: string) =>
      count === '1' ? 'nearly always this one, says the model' : `one text in ${count}, says the model`,
  },
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source }: Kit<Sampling>) {
  return (
    <>
      <p>
        The whole text goes in, <em>one</em> token comes out, is put at the end, and all of it goes in again. What comes
        out of the network is not a word but a chance for every token; one of them is <Term of="sampling">drawn</Term>,
        like a ticket out of a hat. <Act to="draw">Draw one.</Act> Or <Act to="play">let it draw</Act>, and force
        another ticket where you like: the story forks. Where <Act to="story">a story begins</Act>, the hat is full;
        after <Act to="question">a question that pages have answered</Act> it holds hardly more than one ticket.
      </p>
      <p>
        The <Term of="temperature">temperature</Term> changes the hat, not the network. <Act to="cold">Set it to 0</Act>{' '}
        and the likeliest token comes every time. <Act to="plain">At 1</Act> the chances are the model’s own.{' '}
        <Act to="hot">At 2</Act> almost anything can come. <Term of="topK">Top-k</Term> and <Term of="topP">top-p</Term>
        <Source of="holtzman" /> throw the unlikely tickets away first.
      </p>
      <Panel of="chances" />
      <When of="likeliest">
        <p>
          At temperature <Live of="temperature" />, the likeliest token here is “<Live of="likeliest" />
          ”, with a chance of <Live of="likeliestChance" />. The network is not asked again while you move the sliders:
          the same scores are only re-shaped.
        </p>
      </When>
      <p>
        The same text has many futures. <Act to="roll">Roll several at once</Act> and read them side by side.
      </p>
      <Predict
        of="coldRolls"
        question="Set the temperature to 0 and roll. How many different continuations will there be?"
        choices={['one', 'a few', 'all different']}
      >
        <Live of="differentTexts" /> of <Live of="rolls" />. With nothing left to chance, the same text always goes on
        in the same way.
      </Predict>
      <Panel of="rolls" />
      <When of="rolls">
        <p>
          In <Live of="rolls" /> rolls of one text: different continuations, <Live of="differentTexts" />; different
          first tokens, <Live of="differentFirsts" />.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Sampling> = {
  task: 'Move the temperature, and draw a token.',
  panels: { chances: 'The hat with all the tickets', rolls: 'One text, several futures' },
  labels,
  sources: {
    holtzman: {
      authors: 'Holtzman et al.',
      title: 'The Curious Case of Neural Text Degeneration',
      venue: 'ICLR',
      year: 2020,
      url: 'https://arxiv.org/abs/1904.09751',
    },
  },
  Prose,
};
