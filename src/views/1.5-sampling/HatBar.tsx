import { useMemo } from 'react';
import type { Sampling } from '../../lessons/1.5-sampling/en.tsx';
import { useWords } from '../useWords.ts';
import { CumulativeBar } from '../widgets/CumulativeBar.tsx';
import { Figure } from '../widgets/Figure.tsx';
import { stretches } from './story.ts';
import { useHat } from './useHat.ts';

/** Shorter stretches have no room for a name. */
const leastNamed = 0.05;

/** All the tickets laid end to end, and the number that was drawn pointing at one of them. */
export function HatBar({ labels }: { labels: Sampling['labels'] }) {
  const { fraction, chance } = useWords();
  const hat = useHat();
  const renormalized = hat?.chances.renormalized;
  const found = useMemo(() => (renormalized ? stretches(renormalized) : []), [renormalized]);
  if (!hat) return null;
  const { nameOf, random, chosen, hit } = hat;
  const stretch = found.find(({ tokenId }) => tokenId === hit);
  const now =
    random !== undefined && hit !== undefined && stretch
      ? labels.hat.drawn(
          fraction(random),
          nameOf(hit),
          fraction(stretch.from),
          fraction(stretch.to),
          hit === chosen ? undefined : nameOf(chosen ?? hit),
        )
      : hit !== undefined
        ? labels.hat.forced(nameOf(hit), chance(stretch ? stretch.to - stretch.from : 0))
        : labels.hat.none;
  return (
    <Figure
      isInteractive
      testId="hat"
      title={labels.hat.title}
      alternative={
        <span data-testid="hat-now" data-random={random} data-hit={hit} data-chosen={chosen}>
          {now}
        </span>
      }
    >
      <CumulativeBar
        shares={found.map(({ tokenId, from, to }) => ({
          key: tokenId,
          label: to - from < leastNamed ? '' : nameOf(tokenId),
          from,
          to,
        }))}
        hit={hit}
        marker={random === undefined ? undefined : { at: random, text: fraction(random) }}
        label={now}
      />
    </Figure>
  );
}
