import type { Practice } from '../../lessons/3.2-practice/en.tsx';
import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';

/** What the attempts are paid on average, and how long they are. */
export function CurvesPanel({ labels }: { labels: Practice['labels'] }) {
  const { t, decimal, integer } = useWords();
  const exercises = usePage((state) => state.runs.rl?.exercises.points);
  const last = exercises?.at(-1);
  if (!exercises || !last) return <p className="empty">{labels.empty}</p>;
  const shared = {
    points: exercises.map((point) => ({ ...point })),
    formatX: integer,
    stepLabel: t.chart.iteration,
    tableLabel: t.chart.asTable,
    emptyText: t.chart.empty,
    isSmall: true,
  };
  return (
    <div className="pair">
      <CurveFigure
        {...shared}
        title={labels.rewardTitle}
        series={[{ key: 'reward', label: labels.reward }]}
        domain={[0, 1]}
        formatY={decimal}
        summary={labels.now(decimal(last.reward))}
      />
      <CurveFigure
        {...shared}
        title={labels.lengthTitle}
        series={[{ key: 'meanTokens', label: labels.meanTokens }]}
        domain={[0, 'auto']}
        formatY={integer}
        summary={labels.now(integer(last.meanTokens))}
      />
    </div>
  );
}
