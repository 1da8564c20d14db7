/** The learning rate over the steps: what has been, what is to come at the reader's factor, and where the model stands. */
import type { RatePoint } from './rates.ts';

const [width, height] = [600, 120];

export function RateCurve({
  made,
  toCome,
  now,
  steps,
  formatStep,
  formatRate,
}: {
  made: readonly RatePoint[];
  toCome: readonly RatePoint[];
  /** Where the model stands; undefined when reading is over and nothing is known of how it went. */
  now: RatePoint | undefined;
  steps: number;
  formatStep(step: number): string;
  formatRate(learningRate: number): string;
}) {
  const top = Math.max(...[...made, ...toCome].map(({ learningRate }) => learningRate));
  const x = (step: number): number => step / steps;
  const y = (learningRate: number): number => 1 - learningRate / top;
  const path = (points: readonly RatePoint[]): string =>
    points
      .map(({ step, learningRate }, i) => {
        const place = `${(width * x(step)).toFixed(1)} ${(height * y(learningRate)).toFixed(1)}`;
        return `${i === 0 ? 'M' : 'L'}${place}`;
      })
      .join('');
  return (
    <div className="rate-curve">
      <span className="rate-top">{formatRate(top)}</span>
      <span className="rate-zero">0</span>
      <div className="rate-sheet">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path className="rate-made" d={path(made)} />
          <path className="rate-to-come" d={path(toCome)} />
        </svg>
        {now && (
          <span
            className="rate-now"
            style={{ insetInlineStart: `${100 * x(now.step)}%`, insetBlockStart: `${100 * y(now.learningRate)}%` }}
          />
        )}
      </div>
      <span className="rate-steps">
        <span>{formatStep(0)}</span>
        <span>{formatStep(steps)}</span>
      </span>
    </div>
  );
}
