import type { Practice } from '../../lessons/3.2-practice/en.tsx';
import type { ExercisePoint } from '../../store/mirror.ts';
import { usePage } from '../../store/page.ts';
import { isLoaded } from '../../store/selectors.ts';
import { AccuracyFigure } from '../training/AccuracyFigure.tsx';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';

const curves = ['reward', 'meanTokens', 'showsWork', 'solved'] as const;
const noPoints: readonly never[] = [];

/** The share of right answers, and four figures about the attempts of each iteration. */
export function CurvesPanel({ labels }: { labels: Practice['labels'] }) {
  const { t, decimal, integer, percent } = useWords();
  const exercises = usePage((state) => state.runs.rl?.exercises.points ?? noPoints);
  const isWithoutCurve = usePage((state) => isLoaded(state, 'rl'));
  if (isWithoutCurve) return <p className="empty">{labels.loaded}</p>;
  const points = exercises.map((point: ExercisePoint) => ({ ...point, showsWork: point.concise + point.verbose }));
  const last = points.at(-1);
  const formats = { reward: decimal, meanTokens: integer, showsWork: percent, solved: percent };
  return (
    <>
      <AccuracyFigure />
      <div className="pair">
        {curves.map((key) => (
          <CurveFigure
            key={key}
            testId={key}
            isSmall
            title={labels.curves[key]}
            points={points}
            series={[{ key, label: labels.series[key] }]}
            domain={[0, key === 'meanTokens' ? 'auto' : 1]}
            formatX={integer}
            formatY={formats[key]}
            summary={last && labels.now(formats[key](last[key]))}
            stepLabel={t.chart.iteration}
            tableLabel={t.chart.asTable}
            emptyText={labels.empty}
          />
        ))}
      </div>
    </>
  );
}
