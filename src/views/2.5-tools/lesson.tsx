import '../../styles/examples.css';
import type { Tools } from '../../lessons/2.5-tools/en.tsx';
import type { TrialKind } from '../../llm/toolTrial.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { StreamPanel } from './StreamPanel.tsx';
import { TrialPanel } from './TrialPanel.tsx';
import { ask, chooseTopic, trusted, turnOf } from './talk.ts';
import { tallyOf } from './tally.ts';
import { casesOf } from './trial.ts';

const sums: readonly TrialKind[] = ['sum', 'longSum'];

const right =
  (kinds: readonly TrialKind[], how: 'with' | 'without'): LiveFigure =>
  (state, { percent }) => {
    const tally = tallyOf(casesOf(state), kinds, how);
    return tally.total > 0 ? percent(tally.share) : undefined;
  };

const outcomes = ['pasted', 'truth', 'other'] as const;

export const code: LessonCode<Tools> = {
  panels: { stream: StreamPanel, trial: TrialPanel },
  acts: {
    askWith: () => {
      chooseTopic('sum');
      ask(true);
    },
    askNobody: () => {
      chooseTopic('nobody');
      ask(true);
    },
  },
  lives: {
    called: (state) => turnOf(state)?.call?.argument,
    pasted: (state) => trusted(state)?.pasted,
    said: (state) => trusted(state)?.said,
    sumsWithout: right(sums, 'without'),
    sumsWith: right(sums, 'with'),
    peopleWithout: right(['person'], 'without'),
    peopleWith: right(['person'], 'with'),
    nobodyWith: right(['nobody'], 'with'),
  },
  outcomes: {
    trust: (state) => {
      const found = trusted(state);
      return found && outcomes.indexOf(found.outcome);
    },
  },
};
