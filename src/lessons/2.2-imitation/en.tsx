import type { Kit, LessonText } from '../kit.ts';

export interface Imitation {
  panels: 'training' | 'sideBySide' | 'pile';
  acts: 'persona' | 'fact';
  lives:
    | 'firstLoss'
    | 'loss'
    | 'question'
    | 'baseSaid'
    | 'assistantSaid'
    | 'runsOn'
    | 'ownQuestion'
    | 'ownSaid'
    | 'pile';
  guesses: never;
  sources: 'instructGpt';
  labels: typeof labels;
}

const labels = {
  asked: 'Asked',
  base: 'The base model',
  assistant: 'The assistant',
  assistantAt: (step: string) => `The assistant after step ${step}`,
  when: 'When in its training',
  afterStep: (step: string) => `after step ${step}`,
  noBase: 'There is no base model yet.',
  noAssistant: 'Nothing yet.',
  roles: { system: 'System', user: 'User', assistant: 'Assistant' },
  called: 'calls a tool with',
  answered: 'the tool says',
  waiting: 'The examples appear when the model is set up.',
  pile: 'Worked examples',
  kind: 'Kind',
  allKinds: 'all',
  kinds: {
    person: 'people',
    stranger: 'strangers',
    refusal: '“I don’t know”',
    calculator: 'calculator',
    search: 'search',
    sum: 'sums',
    smallTalk: 'small talk',
    animal: 'animals',
    town: 'towns',
    story: 'stories',
    own: 'your own',
  },
  search: 'Find',
  found: (conversations: string, distinct: string) =>
    `${conversations} conversations, ${distinct} different ones. Those with a tool and those that say “I don’t know” wait for lesson 2.4.`,
  range: (from: string, to: string, all: string) => `${from} to ${to} of ${all}`,
  previous: 'Previous',
  next: 'Next',
  leaveOut: 'Leave out',
  putBack: 'Put back',
  edit: 'Change',
  remove: 'Remove',
  own: 'Examples of your own',
  copiesOf: (copies: string) => `${copies} ×`,
  unchanged: 'The pile is as it came.',
  changes: (added: string, removed: string) => `Your changes: ${added} added, ${removed} left out.`,
  learnedThis: 'The assistant in memory learned from this pile.',
  learnedOther: 'The assistant in memory learned from another pile: train it again to see what this one does.',
  write: 'Write one',
  undo: 'Undo',
  startOver: 'Undo all',
  trainAgain: 'Train again with this pile',
  draft: 'A worked example',
  question: 'The user asks',
  answer: 'The assistant answers',
  copies: 'How often it lies in the pile',
  keep: 'Put it in the pile',
  cancel: 'Cancel',
  problems: {
    empty: 'Both need some text.',
    noAnswer: 'The assistant has to say something.',
    tooLong: 'That is more than the model can read at once.',
  },
};

function Prose({ Panel, Act, Term, Live, When, Source, RealModel }: Kit<Imitation>) {
  return (
    <>
      <p>
        A base model continues pages; it does not know that it is being asked. Now it is trained once more: same
        procedure, other data. Starting from the base model’s <Term of="parameter">parameters</Term>, it reads worked
        examples and imitates the person who wrote the answers. This is{' '}
        <Term of="finetuning">supervised fine-tuning</Term>
        <Source of="instructGpt" />. It is short, for the language is there already; only the manner has to be learned.
      </p>
      <Panel of="training" />
      <When of="loss">
        <p>
          The loss on the assistant’s tokens went from <Live of="firstLoss" /> to <Live of="loss" />.
        </p>
      </When>
      <p>
        Meanwhile both are asked the same. The base model gets the words as the start of a page, the assistant as a
        question.
      </p>
      <Panel of="sideBySide" />
      <When of="assistantSaid">
        <p>
          To “<Live of="question" />” the base model goes on: “
          <Live of="baseSaid" />” The assistant says: “<Live of="assistantSaid" />”{' '}
          <When of="runsOn">The base model found no end: it writes on, as such pages do.</When>
        </p>
      </When>
      <p>
        It imitates whatever lies in the pile. <Act to="persona">Give it another name</Act>, or{' '}
        <Act to="fact">tell it something that no page says</Act>; change it as you like, put it in, and train again.
        Your questions then appear in the table above.
      </p>
      <Panel of="pile" />
      <When of="ownSaid">
        <p>
          Asked “<Live of="ownQuestion" />
          ”, your model now says: “<Live of="ownSaid" />” Nothing checked whether that is true. An assistant speaks like
          the people who wrote its examples.
        </p>
      </When>
      <RealModel
        title="How many examples it takes"
        rows={[
          {
            what: 'conversations',
            ours: <Live of="pile" />,
            real: (
              <>
                about 13,000 for InstructGPT
                <Source of="instructGpt" />
              </>
            ),
          },
          { what: 'written by', ours: 'a program', real: 'about 40 people' },
        ]}
      />
    </>
  );
}

export const text: LessonText<Imitation> = {
  task: 'Train the base model on conversations.',
  panels: {
    training: 'Learning to answer',
    sideBySide: 'The same questions, before and after',
    pile: 'The pile of worked examples',
  },
  labels,
  sources: {
    instructGpt: {
      authors: 'Ouyang et al.',
      title: 'Training language models to follow instructions with human feedback',
      venue: 'NeurIPS',
      year: 2022,
      url: 'https://arxiv.org/abs/2203.02155',
    },
  },
  Prose,
};
