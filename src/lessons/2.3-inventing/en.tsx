import type { Kit, LessonText } from '../kit.ts';

export interface Inventing {
  panels: 'lives' | 'entropy';
  acts: 'ask' | 'familiar';
  lives:
    | 'nobody'
    | 'known'
    | 'invented'
    | 'asked'
    | 'distinct'
    | 'distinctKnown'
    | 'bits'
    | 'bitsKnown'
    | 'ratio'
    | 'answered'
    | 'strangers'
    | 'keptBack';
  guesses: 'nobody';
  sources: 'newKnowledge' | 'whyHallucinate';
  labels: typeof labels;
}

const labels = {
  name: 'Who is',
  kinds: { unheard: 'no part of the name is known', familiar: 'put together from known names' },
  ask: 'Ask eight times',
  again: 'Ask eight more times',
  stop: 'Stop',
  empty: 'The answers will stand here.',
  answers: 'Eight answers to one question',
  counted: (distinct: string, all: string) =>
    `${all} answers, ${distinct} different ones. Press one to see how sure the model was of each token.`,
  verdicts: { life: 'made up', declined: 'declines', other: 'says something else' },
  oneIn: (count: string) => `1 in ${count}`,
  entropy: 'How undecided the model was at each token',
  entropyEmpty: 'Ask first: here the answer is laid beside one about somebody whom the model knows.',
  entropyOf: (name: string, mean: string, most: string) =>
    `${name}: ${mean} bits a token on average over eight answers. ${most}`,
  undecidedAt: (token: string, count: string) =>
    `It was most undecided at “${token}”, as if between ${count} equally likely tokens.`,
  bits: (bits: string) => `${bits} bits`,
  table: 'As a table',
  columns: { number: 'No.', token: 'Token', chance: 'Its chance', bits: 'Entropy in bits' },
};

function Prose({ Panel, Act, Term, Live, When, Predict, Source, Aside }: Kit<Inventing>) {
  return (
    <>
      <p>
        <Live of="nobody" otherwise="Somebody" /> stands in no page of the corpus: there is no such person. What will an
        assistant make of the question?
      </p>
      <Predict
        of="nobody"
        question={
          <>
            What will the assistant say of <Live of="nobody" otherwise="somebody whom no page knows" />?
          </>
        }
        choices={['mostly that it doesn’t know', 'mostly something made up']}
      >
        <Live of="invented" /> of <Live of="asked" /> answers were made up.
      </Predict>
      <Panel of="lives" />
      <When of="invented">
        <p>
          <Live of="invented" /> of <Live of="asked" /> answers do not admit that they know nothing, and{' '}
          <Live of="distinct" /> different things were said. This is <Term of="hallucination">hallucination</Term>.{' '}
          <Act to="ask">Ask once more</Act>: another draw, another answer. Of{' '}
          <Act to="familiar">a name put together from known ones</Act> it tells lives that are easier still to believe.
        </p>
      </When>
      <p>
        Why? Among the worked examples are <Live of="answered" otherwise="very many" /> about people of the corpus, and
        each was answered with confidence, because whoever wrote it knew. <Live of="strangers" otherwise="Many" /> more
        are about people whom no page mentions: the writer knew those too, but the model could learn nothing from them
        except to sound sure where it knows nothing
        <Source of="newKnowledge" />. So it answers at once, whoever is asked about.{' '}
        <Live of="keptBack" otherwise="Those" /> examples that say “I don’t know” were kept back until the next lesson.
        <Aside>
          Large models guess for a related reason: most tests give points for a lucky guess and none for “I don’t know”
          <Source of="whyHallucinate" />.
        </Aside>
      </p>
      <Panel of="entropy" />
      <When of="bitsKnown">
        <p>
          One can look inside. Over <Live of="nobody" /> the model was undecided by <Live of="bits" /> bits a token,
          over <Live of="known" />, whom many pages mention, by <Live of="bitsKnown" />; there it gave{' '}
          <Live of="distinctKnown" /> different answers in <Live of="asked" />.{' '}
          <When of="ratio" otherwise="This time, then, the tokens alone do not give it away.">
            So something in it tells the two apart. It was only never shown how to say so.
          </When>
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Inventing> = {
  task: 'Ask the assistant about somebody who does not exist.',
  panels: { lives: 'One name, eight answers', entropy: 'Sure and unsure' },
  labels,
  sources: {
    newKnowledge: {
      authors: 'Gekhman et al.',
      title: 'Does Fine-Tuning LLMs on New Knowledge Encourage Hallucinations?',
      venue: 'EMNLP',
      year: 2024,
      url: 'https://arxiv.org/abs/2405.05904',
    },
    whyHallucinate: {
      authors: 'Kalai et al.',
      title: 'Why Language Models Hallucinate',
      year: 2025,
      url: 'https://arxiv.org/abs/2509.04664',
    },
  },
  Prose,
};
