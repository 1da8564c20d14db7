import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { LessonCode } from '../course/lessonCode.ts';
import { showPanel } from '../course/showPanel.ts';
import { showExample, surveyNow, switchFilter, walkList } from './crawlState.ts';
import { FunnelPanel } from './FunnelPanel.tsx';
import { OwnPanel } from './OwnPanel.tsx';
import { PagesPanel } from './PagesPanel.tsx';
import { RunsPanel } from './RunsPanel.tsx';
import { copiesOutcome, outcomeOf } from './runs.ts';
import '../../styles/pages.css';

export const code: LessonCode<Pages> = {
  panels: { funnel: FunnelPanel, pages: PagesPanel, runs: RunsPanel, own: OwnPanel },
  acts: {
    leaveCopies: () => {
      switchFilter('duplicate', false);
      showPanel('funnel');
    },
    nearCopy: () => showExample('nearDuplicate'),
    masked: () => showExample('privacy'),
    menu: () => showExample('noSentences'),
  },
  lives: {
    raw: (state, { integer }) => {
      const survey = surveyNow(state);
      return survey && integer(survey.pages);
    },
    kept: (state, { integer }) => {
      const last = surveyNow(state)?.counts.at(-1);
      return last && integer(last.pages);
    },
    keptShare: (state, { percent }) => {
      const survey = surveyNow(state);
      const last = survey?.counts.at(-1);
      return survey && last && percent(last.pages / survey.pages);
    },
    tokens: ({ school }, { short }) => school && short(school.trainingTokens),
    recitedClean: (state, { percent }) => {
      const outcome = outcomeOf(state);
      return outcome && percent(outcome.clean.share);
    },
    recitedCopied: (state, { percent }) => {
      const outcome = outcomeOf(state);
      return outcome && percent(outcome.copied.share);
    },
  },
  outcomes: { copies: copiesOutcome },
  keys: { right: () => walkList(1), left: () => walkList(-1) },
};
