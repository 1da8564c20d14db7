import '../../styles/exercises.css';
import type { Attempts } from '../../lessons/3.1-attempts/en.tsx';
import { passCurve } from '../../llm/passAtK.ts';
import { actions, pageNow } from '../../store/page.ts';
import { hasCheckpoint } from '../../store/selectors.ts';
import type { LessonCode, LiveFigure } from '../course/lessonCode.ts';
import { AttemptsPanel } from './AttemptsPanel.tsx';
import { PassPanel } from './PassPanel.tsx';
import { attempt, change, type Outcome, outcomeOf, triedIn } from './trying.ts';

const figure =
  (tell: (outcome: Outcome, words: Parameters<LiveFigure>[1]) => string | undefined): LiveFigure =>
  (state, words) => {
    const outcome = outcomeOf(triedIn(state));
    return outcome && tell(outcome, words);
  };

const curveOf = ({ attempts, right }: Outcome) => passCurve(attempts.length, right);

export const code: LessonCode<Attempts> = {
  panels: { attempts: AttemptsPanel, pass: PassPanel },
  acts: {
    cold: () => {
      change({ temperature: 0 });
      attempt();
    },
    practiced: () => {
      change({ pupil: 'reasoner', temperature: 1 });
      if (hasCheckpoint(pageNow(), 'reasoner')) attempt();
      else actions.loadShipped('reasoner');
    },
  },
  lives: {
    right: figure(({ right }, { integer }) => integer(right)),
    attempts: figure(({ attempts }, { integer }) => integer(attempts.length)),
    shortest: figure(({ shortest }, { integer }) => (Number.isFinite(shortest) ? integer(shortest) : undefined)),
    passOne: figure((outcome, { percent }) => percent(curveOf(outcome)[0]?.pass ?? 0)),
    passMany: figure((outcome, { percent }) => percent(curveOf(outcome).at(-1)?.pass ?? 0)),
    many: figure((outcome, { integer }) => integer(curveOf(outcome).length)),
  },
  outcomes: {
    count: (state) => {
      const outcome = outcomeOf(triedIn(state));
      if (!outcome || triedIn(state)?.asked.stage !== 'honest') return undefined;
      const { right, attempts } = outcome;
      return right === 0 ? 0 : right === attempts.length ? 2 : 1;
    },
  },
};
