import type { Teacher } from '../../lessons/3.4-teacher/en.tsx';
import { usePage } from '../../store/page.ts';
import { AccuracyFigure } from '../training/AccuracyFigure.tsx';
import { useWords } from '../useWords.ts';
import { CurveFigure } from '../widgets/CurveFigure.tsx';

const styles = ['direct', 'concise', 'verbose'] as const;
const patterns = { direct: undefined, concise: '9 4', verbose: '3 3' };

/** The line of the teacher and the curves that pass it, and the shares of the ways of answering, over the iterations of practice. */
export function StylesPanel({ labels }: { labels: Teacher['labels'] }) {
  const { t, integer, percent } = useWords();
  const exercises = usePage((state) => state.runs.rl?.exercises.points);
  const last = exercises?.at(-1);
  if (!exercises || !last) return <p className="empty">{labels.empty}</p>;
  return (
    <>
      <AccuracyFigure />
      <CurveFigure
        isSmall
        testId="styles"
        title={labels.stylesTitle}
        points={exercises.map((point) => ({ ...point }))}
        series={styles.map((key) => {
          const pattern = patterns[key];
          return { key, label: t.exercises.styles[key], ...(pattern && { pattern }) };
        })}
        domain={[0, 1]}
        formatX={integer}
        formatY={percent}
        summary={labels.stylesNow(percent(last.direct), percent(last.concise), percent(last.verbose))}
        stepLabel={t.chart.iteration}
        tableLabel={t.chart.asTable}
        emptyText={t.chart.empty}
      />
    </>
  );
}
