import { useMemo } from 'react';
import { type Distribution, distribution, draw } from '../../llm/sampler.ts';
import type { Tokenizer } from '../../llm/tokenizer.ts';
import { usePage } from '../../store/page.ts';
import { nextLabel } from '../../store/partLabels.ts';
import { tokenizerOf } from '../../store/selectors.ts';
import { nodeOf, pathTo } from './story.ts';
import { storyOf } from './useStory.ts';

export interface Hat {
  logits: Float32Array;
  chances: Distribution;
  tokenizer: Tokenizer;
  /** A token by the name that it has at this place. */
  nameOf(tokenId: number): string;
  /** The number drawn last at this place. */
  random: number | undefined;
  /** The token that stands in the story there. */
  chosen: number | undefined;
  /** Where that number falls under the settings of the moment. */
  hit: number | undefined;
}

/** Everything about the next token at the place looked at, under the settings of the moment. No model is asked. */
export function useHat(): Hat | undefined {
  const school = usePage((state) => state.school);
  const sampling = usePage((state) => state.sampling);
  const story = usePage(storyOf);
  const logits = story.logits[story.at];
  const chances = useMemo(() => logits && distribution(logits, sampling), [logits, sampling]);
  if (!school || !logits || !chances) return undefined;
  const child = story.chosen === undefined ? undefined : nodeOf(story, story.chosen);
  const random = child?.random;
  const tokenizer = tokenizerOf(school);
  const before = pathTo(story, story.at).map(({ tokenId }) => tokenId);
  return {
    logits,
    chances,
    tokenizer,
    nameOf: (tokenId) => nextLabel(tokenizer, before, tokenId),
    random,
    chosen: child?.tokenId,
    hit: random === undefined ? child?.tokenId : draw(chances.renormalized, random),
  };
}
