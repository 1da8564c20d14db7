/** The reader's two runs, one without the copies and one with them: where each of them stands. */
import type { FilterName } from '../../llm/cleaning.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { comparedRecitals, isComparable, isSameReading, type Recital, recitalOfBase } from '../../store/recitals.ts';
import { activeStage } from '../../store/selectors.ts';

export const recitalSlot = '1.1/recital';

/** What the two runs read: the crawl, cleaned, and the same with the copies left in. */
export const withoutCopies: readonly FilterName[] = [];
export const withCopies: readonly FilterName[] = ['duplicate'];

/**
 * `away`: the school reads something else, and nothing is known of this run. `untrained`, `training`: the school reads this. `unmeasured`,
 * `measuring`: its base model is there. `known`: how much was recited.
 */
export type RunStep = 'away' | 'untrained' | 'training' | 'unmeasured' | 'measuring' | 'known';

export interface ComparedRun {
  step: RunStep;
  recital: Recital | undefined;
  /** The school in memory reads this. */
  isHere: boolean;
}

type Known = Pick<State, 'school' | 'checkpoints' | 'status' | 'recitals' | 'questions'>;

export function comparedRun(state: Known, hasCopies: boolean): ComparedRun {
  const { school, checkpoints, recitals, questions } = state;
  if (!school) return { step: 'away', recital: undefined, isHere: false };
  const { clean, copied } = comparedRecitals(recitals, school.language);
  const recital = hasCopies ? copied : clean;
  const wanted = { isOwn: false, switchedOff: [...(hasCopies ? withCopies : withoutCopies)] };
  const isHere = isSameReading(school.reading, wanted);
  const base = checkpoints.find(({ stage }) => stage === 'base');
  const stepHere = (): RunStep => {
    if (!base) return activeStage(state) === 'pretrain' ? 'training' : 'untrained';
    if (questionAt(questions, 'recital', recitalSlot)?.isOpen) return 'measuring';
    return recitalOfBase(recitals, state)?.pages ? 'known' : 'unmeasured';
  };
  return { step: isHere ? stepHere() : recital ? 'known' : 'away', recital, isHere };
}

export interface Outcome {
  clean: Recital;
  copied: Recital;
  /** They differ in what they read, and in nothing else. */
  isFair: boolean;
}

/** Once both are known. */
export function outcomeOf({ school, recitals }: Pick<State, 'school' | 'recitals'>): Outcome | undefined {
  if (!school) return undefined;
  const { clean, copied } = comparedRecitals(recitals, school.language);
  return clean && copied && { clean, copied, isFair: isComparable(clean, copied) };
}

/** From here on, in shares of the text, it is more. */
const clearlyMore = 0.1;

/** Which of "much more", "about the same", "less" the copies made it; undefined until two runs can be compared. */
export function copiesOutcome(state: Pick<State, 'school' | 'recitals'>): number | undefined {
  const outcome = outcomeOf(state);
  if (!outcome?.isFair) return undefined;
  const more = outcome.copied.share - outcome.clean.share;
  if (more > clearlyMore) return 0;
  return more >= -clearlyMore ? 1 : 2;
}
