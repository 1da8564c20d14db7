import { usePage } from '../store/page.ts';
import { RoundView } from './RoundView.tsx';
import { RunControls } from './RunControls.tsx';
import { useWords } from './useWords.ts';
import { CurveFigure } from './widgets/CurveFigure.tsx';

/** Exercises: attempts, what was chosen among them, and the curves that rise. */
export function RlPanel() {
  const { t, decimal, integer, percent } = useWords();
  const run = usePage((state) => state.runs.rl);
  const teacher = usePage((state) => state.school?.teacherAccuracy);
  const points = (run?.exercises.points ?? []).map((point) => ({ ...point }));
  const [first, last] = [points[0], points.at(-1)];
  const shared = {
    points,
    formatX: integer,
    stepLabel: t.chart.iteration,
    tableLabel: t.chart.asTable,
    emptyText: t.chart.empty,
  };
  return (
    <>
      <section className="panel" aria-label={t.places.exercises}>
        <RunControls stage="rl" />
        <CurveFigure
          {...shared}
          testId="accuracy"
          title={t.exercises.accuracyTitle}
          series={[
            { key: 'accuracy', label: t.exercises.rollouts },
            { key: 'sampled', label: t.exercises.sampled, isSparse: true, pattern: '3 3' },
            { key: 'greedy', label: t.exercises.greedy, isSparse: true, pattern: '9 4' },
          ]}
          {...(teacher !== undefined && { reference: { y: teacher, label: t.exercises.teacher } })}
          domain={[0, 1]}
          formatY={percent}
          summary={
            first &&
            last && (
              <span data-testid="accuracy-now" data-first={first.accuracy} data-last={last.accuracy}>
                {t.exercises.accuracyNow(percent(last.accuracy), percent(first.accuracy))}
              </span>
            )
          }
        />
        {teacher !== undefined && <p className="hint">{t.exercises.teacherLine(percent(teacher))}</p>}
      </section>
      <RoundView />
      {points.length > 0 && (
        <section className="panel pair" aria-label={t.exercises.curves}>
          <CurveFigure
            {...shared}
            isSmall
            title={t.exercises.rewardTitle}
            series={[{ key: 'reward', label: t.exercises.reward }]}
            domain={[0, 1]}
            formatY={decimal}
            summary={undefined}
          />
          <CurveFigure
            {...shared}
            isSmall
            title={t.exercises.lengthTitle}
            series={[{ key: 'meanTokens', label: t.exercises.meanTokens }]}
            domain={[0, 'auto']}
            formatY={integer}
            summary={undefined}
          />
          <CurveFigure
            {...shared}
            isSmall
            testId="styles"
            title={t.exercises.stylesTitle}
            series={(['direct', 'concise', 'verbose'] as const).map((key, index) => ({
              key,
              label: t.exercises.styles[key],
              ...(index > 0 && { pattern: index === 1 ? '9 4' : '3 3' }),
            }))}
            domain={[0, 1]}
            formatY={percent}
            summary={undefined}
          />
        </section>
      )}
    </>
  );
}
