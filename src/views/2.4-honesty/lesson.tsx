import type { Honesty } from '../../lessons/2.4-honesty/en.tsx';
import type { PeopleScores, ProbeResult, StageName } from '../../llm/reports.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { stagePanel } from '../training/StagePanel.tsx';
import { stageKeys } from '../training/stageKeys.ts';
import { ProbePanel } from './ProbePanel.tsx';

const counted =
  (verdict: ProbeResult['verdict']): LiveFigure =>
  ({ probe }, { integer }) =>
    probe.length > 0 ? integer(probe.filter((result) => result.verdict === verdict).length) : undefined;

/** A share on the report card of a stage. */
const scored =
  (stage: StageName, share: (people: PeopleScores) => number): LiveFigure =>
  ({ reportCards }, { percent }) => {
    const card = reportCards[stage];
    return card && percent(share(card.people));
  };

export const code: LessonCode<Honesty> = {
  panels: { training: stagePanel('honest'), probe: ProbePanel },
  acts: {},
  lives: {
    known: counted('known'),
    unknown: counted('unknown'),
    refusedBefore: scored('assistant', ({ newNames }) => newNames.refused),
    refusedAfter: scored('honest', ({ newNames }) => newNames.refused),
    knownBefore: scored('assistant', ({ famous }) => famous),
    knownAfter: scored('honest', ({ famous }) => famous),
  },
  outcomes: {},
  keys: stageKeys('honest'),
};
