/** The drawing of a curve figure, with recharts; loaded only when there is something to draw. */
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { CurveFigureProps } from './curves.ts';

type Props = Pick<CurveFigureProps, 'points' | 'series' | 'reference' | 'turn' | 'domain' | 'formatY' | 'formatX'>;

const tick = { fill: 'var(--muted)', fontSize: 13 };

export default function CurveChart({ points, series, reference, turn, domain, formatY, formatX }: Props) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={points} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--rule)" vertical={false} />
        <XAxis
          dataKey="step"
          type="number"
          domain={['dataMin', 'dataMax']}
          tick={tick}
          tickLine={false}
          stroke="var(--rule-strong)"
          tickFormatter={formatX}
          minTickGap={28}
        />
        <YAxis domain={domain} tick={tick} tickLine={false} axisLine={false} width={48} tickFormatter={formatY} />
        {turn !== undefined && <ReferenceLine x={turn} stroke="var(--rule-strong)" strokeDasharray="2 3" />}
        {reference && <ReferenceLine y={reference.y} stroke="var(--ink)" strokeDasharray="7 5" strokeWidth={1.5} />}
        {series.map(({ key, isSparse, isFaint, pattern }, index) => (
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
    </ResponsiveContainer>
  );
}
