import { useMemo } from 'react';
import type { Attempts } from '../../lessons/3.1-attempts/en.tsx';
import { passCurve } from '../../llm/passAtK.ts';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';
import { outcomeOf, triedIn } from './trying.ts';

/** How likely it is that at least one of k attempts is right. */
export function PassPanel({ labels }: { labels: Attempts['labels'] }) {
  const { t, integer, percent } = useWords();
  const tried = usePage(triedIn);
  const points = useMemo(() => {
    const outcome = outcomeOf(tried);
    return outcome ? passCurve(outcome.attempts.length, outcome.right) : [];
  }, [tried]);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <CurveFigure
      isSmall
      testId="pass"
      title={labels.passTitle}
      points={points}
      series={[{ key: 'pass', label: labels.pass }]}
      domain={[0, 1]}
      formatX={integer}
      formatY={percent}
      summary={first && last && labels.passNow(percent(first.pass), integer(last.step), percent(last.pass))}
      stepLabel={labels.attemptsCount}
      tableLabel={t.chart.asTable}
      emptyText={labels.passEmpty}
    />
  );
}
