/** How often the newest examined model that can call tools is right, with and without them. */
import { stageNames } from '../../llm/reports.ts';
import type { State } from '../../store/pageState.ts';

export interface ToolComparison {
  sums: { without: number; with: number };
  people: { without: number; with: number };
}

export function toolComparison({ reportCards }: Pick<State, 'reportCards'>): ToolComparison | undefined {
  const cards = stageNames.toReversed().map((stage) => reportCards[stage]);
  const card = cards.find((found) => found?.tools && found.sums);
  if (!card?.tools || !card.sums) return undefined;
  const { calculator, searchObscure } = card.tools;
  const shares = Object.values(calculator);
  return {
    sums: {
      without: card.sums.greedy,
      with: shares.reduce((total, share) => total + share, 0) / Math.max(1, shares.length),
    },
    people: { without: card.people.obscure, with: searchObscure },
  };
}
