import { ownProbability } from '../../store/selectors.ts';
import type { Story, StoryNode } from './story.ts';

/** How likely the model itself held a token of the story. */
export function chanceOfNode({ logits }: Story, { parent, tokenId }: StoryNode): number | undefined {
  const before = logits[parent];
  return before && ownProbability(before, tokenId);
}
