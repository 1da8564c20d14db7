import '../../styles/examples.css';
import type { Honesty } from '../../lessons/2.4-honesty/en.tsx';
import type { InterviewGroup, Outcome } from '../../llm/interview.ts';
import type { SpokenProbe } from '../../llm/reports.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { examplesOf } from '../examples/kinds.ts';
import { stagePanel } from '../training/StagePanel.tsx';
import { stageKeys } from '../training/stageKeys.ts';
import { AfterPanel } from './AfterPanel.tsx';
import { type Compared, countOf, overRefused } from './compared.ts';
import { askBoth, comparedOf } from './outcomes.ts';
import { ProbePanel } from './ProbePanel.tsx';
import { askEverybody, countOf as countProbed, probingOf } from './probing.ts';

const probed =
  (verdict: SpokenProbe['verdict']): LiveFigure =>
  (state, { integer }) => {
    const found = probingOf(state);
    return found && integer(countProbed(found, verdict));
  };

/** The share of a group about whom something was said. */
const share =
  (when: keyof Compared, group: InterviewGroup, outcome: Outcome): LiveFigure =>
  (state, { percent }) => {
    const answers = comparedOf(state)[when];
    if (!answers) return undefined;
    const { of, total } = countOf(answers, group);
    return total > 0 ? percent(of[outcome] / total) : undefined;
  };

/** The share of a group about whom lives are still made up; undefined where none are any more. */
const unsolved =
  (group: InterviewGroup): LiveFigure =>
  (state, words) =>
    countOf(comparedOf(state).after, group).of.invented > 0
      ? share('after', group, 'invented')(state, words)
      : undefined;

export const code: LessonCode<Honesty> = {
  panels: { probe: ProbePanel, training: stagePanel('honest'), after: AfterPanel },
  acts: { probe: askEverybody, compare: askBoth },
  lives: {
    known: probed('known'),
    unknown: probed('unknown'),
    examples: (state, { integer }) => {
      const found = probingOf(state);
      return found && integer(found.examples.length);
    },
    madeUp: examplesOf('refusal'),
    strangers: examplesOf('stranger'),
    inventedBefore: share('before', 'stranger', 'invented'),
    refusedBefore: share('before', 'stranger', 'refused'),
    inventedAfter: share('after', 'stranger', 'invented'),
    refusedAfter: share('after', 'stranger', 'refused'),
    knownBefore: share('before', 'famous', 'right'),
    knownAfter: share('after', 'famous', 'right'),
    lost: (state, { integer }) => {
      const found = overRefused(comparedOf(state));
      return found && integer(found.refused);
    },
    answeredBefore: (state, { integer }) => {
      const found = overRefused(comparedOf(state));
      return found && integer(found.known);
    },
    recombined: unsolved('recombined'),
    obscure: unsolved('obscure'),
  },
  outcomes: {
    // None, some, most of those whom it knew.
    lost: (state) => {
      const found = overRefused(comparedOf(state));
      if (!found) return undefined;
      return found.refused === 0 ? 0 : found.refused * 2 <= found.known ? 1 : 2;
    },
  },
  keys: stageKeys('honest'),
};
