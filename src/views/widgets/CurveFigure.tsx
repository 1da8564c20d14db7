/**
 * Curves over steps: the drawing, a sentence that says what it shows now, and the same figures as a table. The drawing is renewed at
 * most three times a second and never moves by itself.
 */
import { lazy, Suspense } from 'react';
import type { CurveFigureProps } from './curves.ts';
import { DataTable } from './DataTable.tsx';
import { useThrottled } from './useThrottled.ts';

const CurveChart = lazy(() => import('./CurveChart.tsx'));

const redrawMs = 320;
const maxRows = 40;

export function CurveFigure(props: CurveFigureProps) {
  const { title, series, reference, formatX, formatY, summary, isSmall, testId } = props;
  const points = useThrottled(props.points, redrawMs);
  const every = Math.max(1, Math.ceil(points.length / maxRows));
  const rows = points.filter((_, index) => index % every === 0 || index === points.length - 1);
  return (
    <figure className={isSmall ? 'curve curve-small' : 'curve'} data-testid={testId}>
      <figcaption>{title}</figcaption>
      <div className="curve-key">
        {series.map(({ key, label, pattern }, index) => (
          <span key={key} className="key">
            <svg width="22" height="8" aria-hidden="true">
              <line
                x1="0"
                y1="4"
                x2="22"
                y2="4"
                stroke={`var(--series-${index + 1})`}
                strokeDasharray={pattern}
                strokeWidth="3"
              />
            </svg>
            {label}
          </span>
        ))}
        {reference && (
          <span className="key">
            <svg width="22" height="8" aria-hidden="true">
              <line x1="0" y1="4" x2="22" y2="4" stroke="var(--ink)" strokeDasharray="7 4" strokeWidth="2" />
            </svg>
            {reference.label}
          </span>
        )}
      </div>
      <div className="curve-drawing" aria-hidden="true">
        {points.length > 0 ? (
          <Suspense fallback={null}>
            <CurveChart {...props} points={points} />
          </Suspense>
        ) : (
          <p className="empty">{props.emptyText}</p>
        )}
      </div>
      {summary && <p className="curve-summary">{summary}</p>}
      {points.length > 0 && (
        <details>
          <summary>{props.tableLabel}</summary>
          <DataTable
            caption={title}
            head={[props.stepLabel, ...series.map(({ label }) => label)]}
            rows={rows.map((point) => [
              formatX(point.step),
              ...series.map(({ key }) => {
                const value = point[key];
                return value === undefined ? '' : formatY(value);
              }),
            ])}
          />
        </details>
      )}
    </figure>
  );
}
