import { usePage } from '../../store/page.ts';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';

const noPoints: readonly never[] = [];

/** The share of right answers over the iterations of practice, with the line that the teacher reached. */
export function AccuracyFigure() {
  const { t, integer, percent } = useWords();
  const exercises = usePage((state) => state.runs.rl?.exercises.points ?? noPoints);
  const teacher = usePage((state) => state.school?.teacherAccuracy);
  const [first, last] = [exercises[0], exercises.at(-1)];
  return (
    <>
      <CurveFigure
        testId="accuracy"
        title={t.exercises.accuracyTitle}
        points={exercises.map((point) => ({ ...point }))}
        series={[
          { key: 'accuracy', label: t.exercises.rollouts },
          { key: 'sampled', label: t.exercises.sampled, isSparse: true, pattern: '3 3' },
          { key: 'greedy', label: t.exercises.greedy, isSparse: true, pattern: '9 4' },
        ]}
        {...(teacher !== undefined && { reference: { y: teacher, label: t.exercises.teacher } })}
        domain={[0, 1]}
        formatX={integer}
        formatY={percent}
        stepLabel={t.chart.iteration}
        tableLabel={t.chart.asTable}
        emptyText={t.chart.empty}
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
    </>
  );
}
