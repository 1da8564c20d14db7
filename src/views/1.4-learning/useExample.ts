/** The guess that is looked at from near: asked for when the lesson is opened, and anew whenever the model has become another. */
import { useEffect, useRef } from 'react';
import type { Answer } from '../../engine/protocol.ts';
import type { StageName } from '../../llm/reports.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import { activeStage, hasCheckpoint } from '../../store/selectors.ts';

const slot = '1.4/example';
/** How often a model in training is asked, as long as no step has been made on the guess. */
const liveMs = 2500;

/** The model that reads, as it is now: the base model once it is there. */
const readerOf = (state: State): StageName | 'live' =>
  hasCheckpoint(state, 'base') ? 'base' : activeStage(state) === 'pretrain' ? 'live' : 'untrained';

const exampleQuestion = ({ questions }: State) => questionAt(questions, 'example', slot);
export const exampleOf = (state: State): Answer<'example'> | undefined => exampleQuestion(state)?.answer;

/** Asks about the place looked at; about another one with another seed. */
function ask({ isLearned, isOther = false }: { isLearned: boolean; isOther?: boolean }): void {
  const state = pageNow();
  const stage = readerOf(state);
  if (!state.school || (stage === 'untrained' && !hasCheckpoint(state, 'untrained'))) return;
  const before = exampleQuestion(state);
  const position = isOther ? undefined : (before?.answer?.example?.position ?? before?.asked.position);
  const seed = before ? before.asked.seed + Number(isOther) : state.school.seed;
  actions.ask(slot, {
    name: 'example',
    asked: { stage, seed, isLearned, rateFactor: state.rateFactor, ...(position !== undefined && { position }) },
  });
}

/** Makes the step in a copy. */
export const learnFromIt = (): void => ask({ isLearned: true });
export const takeItBack = (): void => ask({ isLearned: false });
export const drawAnother = (): void => ask({ isLearned: false, isOther: true });

/** What was answered last, which stays while the next answer is under way. */
export function useExample(): Answer<'example'> | undefined {
  const school = usePage((state) => state.school);
  const stage = usePage(readerOf);
  const checkpoints = usePage((state) => state.checkpoints);
  const isRunning = usePage((state) => readerOf(state) === 'live' && state.status.kind === 'running');
  const pausedAt = usePage((state) => (state.status.kind === 'paused' ? state.status.step : undefined));
  const answer = usePage(exampleOf);
  const isLearned = answer?.example?.after !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes another model
  useEffect(() => ask({ isLearned: false }), [school, stage, checkpoints, pausedAt]);

  useEffect(() => {
    if (!isRunning || isLearned) return;
    const timer = setInterval(() => {
      if (!exampleQuestion(pageNow())?.isOpen) ask({ isLearned: false });
    }, liveMs);
    return () => clearInterval(timer);
  }, [isRunning, isLearned]);

  const kept = useRef<{ school: OpenedSchool; answer: Answer<'example'> } | undefined>(undefined);
  if (answer && school) kept.current = { school, answer };
  return kept.current?.school === school ? kept.current?.answer : undefined;
}
