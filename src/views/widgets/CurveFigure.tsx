/**
 * Curves over steps: the drawing, a sentence that says what it shows now, and the same figures as a table. The drawing is renewed at
 * most three times a second, however often figures arrive, and never moves by itself.
 */
import { lazy, memo, Suspense } from 'react';
import type { CurveFigureProps } from './curves.ts';
import { DataTable } from './DataTable.tsx';
import { Figure } from './Figure.tsx';
import { useThrottled } from './useThrottled.ts';

const CurveChart = lazy(() => import('./CurveChart.tsx'));

const redrawMs = 320;
const maxRows = 40;

export function CurveFigure(props: CurveFigureProps) {
  const { title, series, reference, summary, isSmall = false, testId, tableLabel } = props;
  const shown = useThrottled(props, redrawMs);
  return (
    <Figure
      title={title}
      alternative={summary}
      isSmall={isSmall}
      testId={testId}
      legend={
        <>
          {series.map(({ key, label, pattern }, index) => (
            <Key
              key={key}
              label={label}
              color={`var(--series-${index + 1})`}
              width={3}
              {...(pattern !== undefined && { pattern })}
            />
          ))}
          {reference && <Key label={reference.label} color="var(--ink)" width={2} pattern="7 4" />}
        </>
      }
      table={shown.points.length > 0 ? { label: tableLabel, make: () => <Figures shown={shown} /> } : undefined}
    >
      <Drawing shown={shown} />
    </Figure>
  );
}

function Key({ label, color, width, pattern }: { label: string; color: string; width: number; pattern?: string }) {
  return (
    <span className="key">
      <svg width="22" height="8" aria-hidden="true">
        <line x1="0" y1="4" x2="22" y2="4" stroke={color} strokeDasharray={pattern} strokeWidth={width} />
      </svg>
      {label}
    </span>
  );
}

const Drawing = memo(function Drawing({ shown }: { shown: CurveFigureProps }) {
  return (
    <div className={shown.isSmall ? 'curve is-small' : 'curve'}>
      {shown.points.length > 0 ? (
        <Suspense fallback={null}>
          <CurveChart {...shown} />
        </Suspense>
      ) : (
        <p className="empty">{shown.emptyText}</p>
      )}
    </div>
  );
});

const Figures = memo(function Figures({ shown }: { shown: CurveFigureProps }) {
  const { points, series, title, stepLabel, formatX, formatY } = shown;
  const every = Math.max(1, Math.ceil(points.length / maxRows));
  const rows = points.filter((_, index) => index % every === 0 || index === points.length - 1);
  return (
    <DataTable
      caption={title}
      head={[stepLabel, ...series.map(({ label }) => label)]}
      rows={rows.map((point) => [
        formatX(point.step),
        ...series.map(({ key }) => {
          const value = point[key];
          return value === undefined ? '' : formatY(value);
        }),
      ])}
    />
  );
});
