import { useEffect } from 'react';
import type { Asked } from '../../engine/protocol.ts';
import { createRandom } from '../../llm/random.ts';
import { specialId } from '../../llm/tokenizer.ts';
import { actions, pageNow, usePage } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { questionAt } from '../../store/questions.ts';
import {
  activeStage,
  answeringStage,
  askedKey,
  contextLengthOf,
  promptOf,
  promptProblem,
  promptSize,
} from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import {
  emptyStory,
  nodeOf,
  pathTo,
  type Story,
  storySlice,
  tipOf,
  wentBack,
  wentTo,
  withDrawn,
  withForced,
  withLogits,
} from './story.ts';

const slot = '1.5/next';
const typingMs = 250;
/** How often the chances are asked for again while the model is in training and nothing has been drawn. */
const liveMs = 2000;

const endings: ReadonlySet<number> = new Set([specialId('<|im_end|>'), specialId('<|endoftext|>')]);

/** Changes with the text, with who answers, and with every checkpoint. */
const storyKey = (state: State): string => JSON.stringify([askedKey(state), state.school?.seed, state.checkpoints]);

const stories = new Map<string, Story>();

/** The story told from the text as it is now; an empty one when the text or the model is another. */
export function storyOf(state: State): Story {
  const story = sliceOf(state, storySlice);
  const key = storyKey(state);
  if (story.key === key) return story;
  // The same empty story each time, so that nothing renders for it.
  const empty = stories.get(key) ?? emptyStory(key);
  stories.clear();
  stories.set(key, empty);
  return empty;
}

/** Why no token can be drawn now; undefined when one can. */
export function drawProblem(state: State): 'notReady' | 'ended' | 'full' | undefined {
  if (!state.school || promptProblem(state)) return 'notReady';
  const story = storyOf(state);
  const tip = tipOf(story);
  if (endings.has(nodeOf(story, tip)?.tokenId ?? -1)) return 'ended';
  const length = promptSize(state.school, promptOf(state)).tokens + pathTo(story, tip).length;
  if (length >= contextLengthOf(state.school)) return 'full';
  return story.logits[tip] ? undefined : 'notReady';
}

const set = (change: (story: Story) => Story): void => actions.setSlice(storySlice, change(storyOf(pageNow())));

/** Draws one token at the tip of the story. */
export function drawOne(): void {
  const state = pageNow();
  if (drawProblem(state)) return;
  set((story) => withDrawn(story, state.sampling, createRandom(`${state.seed}/${story.key}/${story.draws}`).next()));
  actions.record('tokenDrawn');
}

export function force(tokenId: number): void {
  set((story) => withForced(story, tokenId));
  actions.record('tokenDrawn');
}

export const goTo = (node: number): void => set((story) => wentTo(story, node));
export const goBack = (): void => set(wentBack);
export const forgetStory = (): void => actions.setSlice(storySlice, emptyStory(''));

function ask(node: number): void {
  const state = pageNow();
  if (promptProblem(state)) return;
  const written = pathTo(storyOf(state), node).map(({ tokenId }) => tokenId);
  actions.ask(slot, { name: 'nextToken', asked: { stage: answeringStage(state), prompt: promptOf(state), written } });
}

/** Keeps the logits at hand that the next draw needs: those after the tip, and those of the place looked at. */
export function useStoryLogits(): void {
  const story = usePage(storyOf);
  const problem = usePage(promptProblem);
  const tip = tipOf(story);
  const hasEnded = endings.has(nodeOf(story, tip)?.tokenId ?? -1);
  const isFull = usePage((state) => drawProblem(state) === 'full');
  const wanted = !story.logits[story.at] ? story.at : !story.logits[tip] && !hasEnded && !isFull ? tip : undefined;
  const question = usePage((state) => questionAt(state.questions, 'nextToken', slot));
  const isLive = usePage((state) => answeringStage(state) === 'live' && activeStage(state) !== undefined);
  const isUnbegun = story.nodes.length === 0;
  const isRunning = usePage((state) => state.status.kind === 'running');

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text or model is asked for anew
  useEffect(() => {
    if (wanted === undefined || problem) return;
    const timer = setTimeout(() => ask(wanted), isUnbegun ? typingMs : 0);
    return () => clearTimeout(timer);
  }, [story.key, wanted, problem, isUnbegun]);

  const answer = question?.answer;
  const asked = question?.asked;
  useEffect(() => {
    const state = pageNow();
    if (!answer || !asked || sameText(asked) !== sameText({ stage: answeringStage(state), prompt: promptOf(state) }))
      return;
    set((now) => {
      // The answer may have come for a place that the reader has left meanwhile.
      const node = nodeAlong(now, asked.written);
      return node === undefined || now.logits[node] === answer.logits ? now : withLogits(now, node, answer.logits);
    });
  }, [answer, asked]);

  useEffect(() => {
    if (!isLive || !isRunning || !isUnbegun) return;
    const timer = setInterval(() => {
      if (!questionAt(pageNow().questions, 'nextToken', slot)?.isOpen) ask(tipOf(storyOf(pageNow())));
    }, liveMs);
    return () => clearInterval(timer);
  }, [isLive, isRunning, isUnbegun]);
}

const sameText = ({ stage, prompt }: Pick<Asked<'nextToken'>, 'stage' | 'prompt'>): string =>
  JSON.stringify([stage, prompt]);

/** The node that is reached through these tokens. */
function nodeAlong(story: Story, tokenIds: readonly number[]): number | undefined {
  let at = 0;
  for (const tokenId of tokenIds) {
    const next = story.nodes.find((node) => node.parent === at && node.tokenId === tokenId);
    if (!next) return undefined;
    at = next.id;
  }
  return at;
}
