import type { Inside } from '../../engine/protocol.ts';
import type { Network } from '../../lessons/1.3-network/en.tsx';
import { actions } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import {
  type Candidate,
  candidates,
  modelShapeOf,
  plainSampling,
  stageState,
  tokenizerOf,
  vocabularySize,
} from '../../store/selectors.ts';
import { sliceOf } from '../../store/slice.ts';
import type { LessonCode } from '../course/lessonCode.ts';
import { insideOf, modelKey } from './useInside.ts';
import { goToFirst, walkOn } from './useWalk.ts';
import { WalkPanel } from './WalkPanel.tsx';
import { beforeSlice, changedCount, lensOf, logitsAt } from './walk.ts';
import '../../styles/network.css';

/** What the model holds likeliest after the whole text, and what it would if it ended after its first layer. */
function likeliest(state: State): { last: Candidate; first: Candidate } | undefined {
  const inside = insideOf(state);
  if (!state.school || !inside) return undefined;
  const tokenizer = tokenizerOf(state.school);
  return once(likeliestOf, inside, () => {
    const { activations, tokens } = inside;
    const best = (logits: Float32Array) => candidates(logits, plainSampling, tokenizer, 1)[0] as Candidate;
    return {
      last: best(logitsAt(activations, tokens.length - 1)),
      first: best(lensOf(activations, 0, tokens.length - 1)),
    };
  });
}

/** Figures are asked for at every change of the store; each look inside is worked on once. */
const likeliestOf = new WeakMap<Inside, { last: Candidate; first: Candidate }>();
const changedBy = new WeakMap<Inside, { moved: number; all: number } | 'nothing'>();

function once<Value>(known: WeakMap<Inside, Value>, inside: Inside, make: () => Value): Value {
  const found = known.get(inside) ?? make();
  known.set(inside, found);
  return found;
}

/** How many probabilities another text has moved. */
function changed(state: State): { moved: number; all: number } | undefined {
  const inside = insideOf(state);
  const before = sliceOf(state, beforeSlice);
  if (!inside || !before || before.key !== modelKey(state)) return undefined;
  const found = once(changedBy, inside, () => {
    const after = logitsAt(inside.activations, inside.tokens.length - 1);
    const isSame = before.logits.every((logit, id) => logit === after[id]);
    return isSame ? 'nothing' : { moved: changedCount(before.logits, after), all: after.length };
  });
  return found === 'nothing' ? undefined : found;
}

export const code: LessonCode<Network> = {
  panels: { walk: WalkPanel },
  acts: {
    ids: () => goToFirst('ids'),
    embedding: () => goToFirst('embedding'),
    attention: () => goToFirst('attention'),
    mlp: () => goToFirst('mlp'),
    output: () => goToFirst('output'),
    train: () => actions.playPause('pretrain'),
  },
  lives: {
    parameters: ({ school }, { short }) => school && short(school.parameterCount),
    vocabulary: ({ school }, { integer }) => school && integer(vocabularySize(school)),
    layers: ({ school }, { integer }) => school && integer(modelShapeOf(school).nLayer),
    heads: ({ school }, { integer }) => school && integer(modelShapeOf(school).nHead),
    likeliest: (state) => likeliest(state)?.last.label,
    likeliestChance: (state, { chance }) => {
      const found = likeliest(state);
      return found && chance(found.last.probability);
    },
    firstSays: (state) => likeliest(state)?.first.label,
    trainable: (state) => (stageState(state, 'pretrain') === 'done' ? undefined : '✓'),
    moved: (state, { integer }) => {
      const found = changed(state);
      return found && integer(found.moved);
    },
  },
  outcomes: {
    moved(state) {
      const found = changed(state);
      if (!found) return undefined;
      const share = found.moved / found.all;
      return share < 0.1 ? 0 : share < 0.9 ? 1 : 2;
    },
  },
  keys: { right: () => walkOn(1), left: () => walkOn(-1) },
};
