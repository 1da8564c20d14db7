/** Practice for a reward that measures something nearby: which one, and what came of it. */
import type { BadReward } from '../../llm/badRewards.ts';
import type { TrialReport } from '../../llm/rewardTrial.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { type Questioned, questionAt } from '../../store/questions.ts';
import { hasCheckpoint } from '../../store/selectors.ts';
import { defineSlice, sliceOf } from '../../store/slice.ts';

export const rewardSlice = defineSlice<BadReward>('3.4/reward', 'short');
export const slotOf = (reward: BadReward): string => `3.4/reward/${reward}`;

/** A copy of the newest of these is spoiled. */
export const spoiledStage = (state: Pick<State, 'checkpoints'>): 'honest' | 'reasoner' =>
  hasCheckpoint(state, 'reasoner') ? 'reasoner' : 'honest';

export const choose = (reward: BadReward): void => actions.setSlice(rewardSlice, reward);

export function tryReward(): void {
  const state = pageNow();
  const reward = sliceOf(state, rewardSlice);
  const before = trialIn(state, reward);
  const seed = before ? before.asked.seed + 1 : state.seed;
  actions.ask(slotOf(reward), { name: 'rewardTrial', asked: { stage: spoiledStage(state), reward, seed } });
  actions.record('rewardTried');
}

export type Trial = Questioned<'rewardTrial'>;

export const trialIn = ({ questions }: Pick<State, 'questions'>, reward: BadReward): Trial | undefined =>
  questionAt(questions, 'rewardTrial', slotOf(reward));

const none: readonly TrialReport[] = [];
export const reportsOf = (trial: Trial | undefined): readonly TrialReport[] => trial?.answer?.reports ?? none;

/** The one that is looked at, once it has been tried: what came of it is said at the end. */
export function looked(
  state: Pick<State, 'questions' | 'slices'>,
): { first: TrialReport; last: TrialReport } | undefined {
  const trial = trialIn(state, sliceOf(state, rewardSlice));
  if (trial?.isOpen) return undefined;
  const reports = reportsOf(trial);
  const [first, last] = [reports[0], reports.at(-1)];
  return first && last && last.step > 0 ? { first, last } : undefined;
}
