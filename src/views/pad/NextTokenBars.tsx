import { useMemo } from 'react';
import { usePage } from '../../store/page.ts';
import { candidates, tokenizerOf } from '../../store/selectors.ts';
import { useWords } from '../useWords.ts';
import { ChanceBars } from '../widgets/ChanceBars.tsx';

/** The likeliest next tokens after the pad's text, under the settings of the moment. */
export function NextTokenBars({ count, caption }: { count: number; caption: string }) {
  const { t, chance } = useWords();
  const school = usePage((state) => state.school);
  const inspection = usePage((state) => state.inspection);
  const sampling = usePage((state) => state.sampling);
  const chances = useMemo(() => {
    if (!school || !inspection) return [];
    return candidates(inspection.logits, sampling, tokenizerOf(school), count);
  }, [school, inspection, sampling, count]);
  if (chances.length === 0) return <p className="empty">{t.pad.chancesEmpty}</p>;
  return (
    <ChanceBars
      caption={caption}
      cutText={t.pad.cut}
      chances={chances.map((candidate) => ({ ...candidate, text: chance(candidate.probability) }))}
    />
  );
}
