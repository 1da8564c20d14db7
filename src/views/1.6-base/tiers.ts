import type { KnownPerson } from '../../engine/protocol.ts';
import type { Tier } from '../../llm/world.ts';

export interface TierShare {
  tier: Tier;
  known: number;
  count: number;
  /** On average, so many pages name one of them. */
  pages: number;
}

const tiers: readonly Tier[] = ['famous', 'mid', 'obscure'];

/** How many are known of each tier; without tiers of which nobody has been asked about. */
export function tierShares(people: readonly KnownPerson[]): TierShare[] {
  return tiers.flatMap((tier) => {
    const asked = people.filter((person) => person.tier === tier);
    if (asked.length === 0) return [];
    const pages = asked.reduce((sum, person) => sum + person.pages, 0) / asked.length;
    return [{ tier, known: asked.filter(({ isKnown }) => isKnown).length, count: asked.length, pages }];
  });
}
