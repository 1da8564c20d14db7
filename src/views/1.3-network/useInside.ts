import { useEffect, useRef } from 'react';
import type { Inside } from '../../engine/protocol.ts';
import type { OpenedSchool } from '../../store/mirror.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { partLabels } from '../../store/partLabels.ts';
import { questionAt } from '../../store/questions.ts';
import {
  activeStage,
  answeringStage,
  promptKindOf,
  promptOf,
  promptProblem,
  promptTextOf,
  tokenizerOf,
} from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import { beforeSlice, logitsAt } from './walk.ts';

const insideSlot = '1.3/inside';

/** What was seen last; nothing while the next look is under way. */
export const insideOf = ({ questions }: State): Inside | undefined =>
  questionAt(questions, 'inside', insideSlot)?.answer;

/** Names the model that was looked into, and how far it was trained. */
export const modelKey = (state: State): string =>
  JSON.stringify([questionAt(state.questions, 'inside', insideSlot)?.asked.stage, insideOf(state)?.step]);

/** To be called before the text changes: keeps the chances after the first text that this model was given. */
export function rememberBefore(): void {
  const state = pageNow();
  const inside = insideOf(state);
  const key = modelKey(state);
  if (!inside || sliceOf(state, beforeSlice)?.key === key) return;
  actions.setSlice(beforeSlice, { key, logits: logitsAt(inside.activations, inside.tokens.length - 1) });
}

const typingMs = 250;
/** How often a model in training is looked into. */
const liveMs = 1500;

function look(): void {
  const state = pageNow();
  if (promptProblem(state) === undefined) {
    actions.ask(insideSlot, { name: 'inside', asked: { stage: answeringStage(state), prompt: promptOf(state) } });
  }
}

/** With the tokens under the names that they have in this text. */
function named(inside: Inside, school: OpenedSchool): Inside {
  const labels = partLabels(
    tokenizerOf(school),
    inside.tokens.map(({ tokenId }) => tokenId),
  );
  return {
    ...inside,
    tokens: inside.tokens.map((token, index) => ({ ...token, label: labels[index] ?? token.label })),
  };
}

/** What the model computes on the pad's text: asked for anew when the text or the model changes; the last one stays meanwhile. */
export function useInside(): Inside | undefined {
  const school = usePage((state) => state.school);
  const stage = usePage(answeringStage);
  const text = usePage(promptTextOf);
  const kind = usePage(promptKindOf);
  const hasTools = usePage((state) => state.hasTools);
  const problem = usePage(promptProblem);
  const checkpoints = usePage((state) => state.checkpoints);
  const isLive = usePage((state) => answeringStage(state) === 'live' && activeStage(state) !== undefined);
  const isRunning = usePage((state) => state.status.kind === 'running');
  const step = usePage((state) => (state.status.kind === 'paused' ? state.status.step : undefined));
  const answer = usePage(insideOf);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes other numbers
  useEffect(() => {
    if (!school || problem) return;
    const timer = setTimeout(look, typingMs);
    return () => clearTimeout(timer);
  }, [school, stage, text, kind, hasTools, problem, checkpoints, step]);

  useEffect(() => {
    if (!isLive || !isRunning) return;
    const timer = setInterval(() => {
      if (!questionAt(pageNow().questions, 'inside', insideSlot)?.isOpen) look();
    }, liveMs);
    return () => clearInterval(timer);
  }, [isLive, isRunning]);

  const kept = useRef<{ school: OpenedSchool; asked: Inside; answer: Inside } | undefined>(undefined);
  if (answer && school && kept.current?.asked !== answer)
    kept.current = { school, asked: answer, answer: named(answer, school) };
  // Nothing that another school's model computed.
  return kept.current?.school === school ? kept.current?.answer : undefined;
}
