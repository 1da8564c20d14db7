import type { Kit, LessonText } from '../kit.ts';

export interface Lab {
  panels: 'model' | 'knobs' | 'stages' | 'compare' | 'card';
  acts: never;
  lives: never;
  guesses: never;
  sources: never;
  labels: typeof labels;
}

const labels = {
  stages: 'Stages',
  waiting: 'The model is being set up…',
  experimentsTitle: 'Try:',
  experiments: {
    shallow: 'a single layer',
    hot: 'learning too fast',
    noCopying: 'no copying practice',
    forgetful: 'no rehearsal',
    alone: 'two attempts a question',
    rash: 'practice in steps too large',
  },
  backToPreset: 'All as in the preset',
  setUp: 'Set up this model',
  differs: 'Shape, tokens or pages differ from the model in memory. Set it up to train it so.',
  same: 'The model in memory has this shape. Knobs of a stage count from its next start.',
  turned: (standard: string, stage: string) => `Preset: ${standard}. Makes a new ${stage}, and all after it.`,
  groups: {
    open: 'Before the first step',
    pretrain: 'Reading',
    sft: 'Worked examples',
    honest: 'Honesty',
    rl: 'Exercises',
  },
  data: (off: number) =>
    off === 0 ? 'Pages: all filters on' : off === 1 ? 'Pages: one filter off' : `Pages: ${off} filters off`,
  dataWhy: 'What the model reads. Own texts go in through lesson 1.1.',
  filters: {
    url: 'blocked addresses',
    extract: 'text out of HTML',
    language: 'right language',
    quality: 'quality',
    privacy: 'personal data',
    duplicate: 'duplicates',
  },
  knobs: {
    vocabSize: { label: 'Vocabulary', why: 'Tokens it can tell apart; more make shorter texts and a larger table.' },
    nLayer: { label: 'Layers', why: 'How often every token looks back and thinks it over.' },
    nEmbd: { label: 'Width', why: 'Numbers that stand for each token inside.' },
    nHead: { label: 'Heads', why: 'Ways of looking back at once; as many as divide the width.' },
    contextLength: {
      label: 'Context',
      why: 'Tokens it can look back on. Longer takes more work a step; shorter would cut off the longest worked examples.',
    },
    pretrainSteps: { label: 'Steps', why: 'How long it reads.' },
    pretrainBatch: { label: 'Batch', why: 'Stretches of text read side by side in a step.' },
    muonRate: { label: 'Learning rate, matrices', why: 'How far Muon turns them in a step; too far, and it forgets.' },
    adamRate: { label: 'Learning rate, the rest', why: 'How far AdamW turns embeddings and norms.' },
    weightDecay: { label: 'Weight decay', why: 'How hard every weight is drawn back toward zero.' },
    copybookSteps: { label: 'Copying practice', why: 'First steps that only practice repeating what stood before.' },
    sftEpochs: { label: 'Rounds', why: 'How often it goes through all the conversations.' },
    sftRate: { label: 'Learning rate', why: 'Small steps imitate gently; large ones wash the reading away.' },
    sftRehearsal: { label: 'Rehearsal', why: 'How much the old pages count beside the conversations.' },
    honestEpochs: { label: 'Rounds', why: 'How often it goes through them again, refusals among them.' },
    honestRate: { label: 'Learning rate', why: 'How strongly it takes to refusing.' },
    rlIterations: { label: 'Iterations', why: 'Rounds of trying, grading and learning.' },
    rlQuestions: { label: 'Questions', why: 'Sums set in each iteration.' },
    rlGroup: { label: 'Attempts', why: 'Tries at each sum; rare good ideas need many.' },
    rlTemperature: { label: 'Temperature', why: 'How boldly it tries; without variety there is nothing to choose.' },
    rlRate: {
      label: 'Learning rate',
      why: 'How far it moves toward what worked, less toward the end; too far, and practice collapses.',
    },
    rlLengthPenalty: { label: 'Price of length', why: 'What a long answer costs; at 0, wordiness is free.' },
  },
  remember: 'Remember these curves',
  against: 'Compare with',
  choose: 'choose a run',
  remembered: 'remembered on this visit',
  keptRuns: 'kept in this browser',
  reading: 'Its curves are being read…',
  mine: 'run in memory',
  other: 'the other run',
  atStep: (step: string, mine: string, other: string) =>
    `At step ${step}: ${mine} in memory, ${other} in the other run.`,
  cursor: 'Cursor, for both',
  nothingToCompare:
    'Train something and remember it, or choose a run that this browser keeps; then change a knob and train again.',
  fresh: 'all chance',
  made: (steps: string, tokens: string) => `${steps} steps, ${tokens} tokens`,
  keep: 'Keep, take home, open',
  samplingWhy: 'How tokens are drawn, here and on the scratch pad. The report card has settings of its own.',
};

function Prose({ Panel }: Kit<Lab>) {
  return (
    <>
      <p>
        The whole school without the lessons. Every knob stands here, with what it does and how far it may be turned.
        What you turn goes into the address: send it to somebody, and they have the same experiment before them.
      </p>
      <p>
        A good experiment changes one thing. Train with the preset, remember the curves, turn one knob, train again, and
        lay the two side by side.
      </p>
      <Panel of="model" />
      <Panel of="knobs" />
      <Panel of="stages" />
      <Panel of="compare" />
      <Panel of="card" />
    </>
  );
}

export const text: LessonText<Lab> = {
  task: '',
  panels: {
    model: 'The model',
    knobs: 'The knobs',
    stages: 'The stages',
    compare: 'Two runs',
    card: 'What came of it',
  },
  labels,
  sources: {},
  Prose,
};
