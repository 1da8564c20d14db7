/**
 * The drawing of a curve figure, with recharts; fetched when the first figure is drawn. Its parts come one after the other: each makes the
 * chart lay itself out anew, and all at once would hold up the page for longer than a reader fails to notice.
 */
import { useRef } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { CurveFigureProps } from './curves.ts';
import { useGradually } from './useGradually.ts';
import { useSize } from './useSize.ts';

type Props = Pick<
  CurveFigureProps,
  'points' | 'series' | 'reference' | 'marks' | 'turn' | 'domain' | 'formatY' | 'formatX'
>;

const tick = { fill: 'var(--muted)', fontSize: 13 };
/** With a rim of paper, for curves may pass behind it. */
const markLabel = {
  position: 'insideBottomRight',
  fill: 'var(--muted)',
  fontSize: 12,
  stroke: 'var(--paper)',
  strokeWidth: 3,
  paintOrder: 'stroke',
} as const;
const margin = { top: 8, right: 22, bottom: 0, left: 0 };
/** What comes before the lines: the sheet, the two axes, the grid. */
const partsBefore = 4;

export default function CurveChart({ points, series, reference, marks = [], turn, domain, formatY, formatX }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const parts = useGradually(size ? partsBefore + series.length : 1);
  return (
    <div ref={frame} className="curve-frame">
      {size && (
        <LineChart {...size} data={points} margin={margin} accessibilityLayer={false}>
          {parts > 1 && (
            <XAxis
              dataKey="step"
              type="number"
              domain={['dataMin', 'dataMax']}
              tick={tick}
              tickLine={false}
              stroke="var(--rule-strong)"
              tickFormatter={formatX}
              allowDecimals={false}
              minTickGap={28}
            />
          )}
          {parts > 2 && (
            <YAxis domain={domain} tick={tick} tickLine={false} axisLine={false} width={48} tickFormatter={formatY} />
          )}
          {parts > 3 && <CartesianGrid stroke="var(--rule)" vertical={false} />}
          {parts > 3 && turn !== undefined && (
            <ReferenceLine x={turn} stroke="var(--rule-strong)" strokeDasharray="2 3" />
          )}
          {parts > 3 && reference && (
            <ReferenceLine y={reference.y} stroke="var(--ink)" strokeDasharray="7 5" strokeWidth={1.5} />
          )}
          {parts > 3 &&
            marks.map(({ y, label }) => (
              <ReferenceLine
                key={label}
                y={y}
                stroke="var(--rule-strong)"
                ifOverflow="extendDomain"
                label={{ ...markLabel, value: label }}
              />
            ))}
          {series.slice(0, Math.max(0, parts - partsBefore)).map(({ key, isSparse, isFaint, pattern }, index) => (
            <Line
              key={key}
              dataKey={key}
              type="linear"
              stroke={`var(--series-${index + 1})`}
              strokeWidth={isFaint ? 1.25 : 2.25}
              strokeDasharray={pattern}
              dot={isSparse ? { r: 3, fill: `var(--series-${index + 1})`, strokeDasharray: 'none' } : false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </div>
  );
}
