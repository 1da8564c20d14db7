/** One bar for each of very many: too many to be told apart, enough to see which few stand out. */
import { memo } from 'react';

export interface Peak {
  index: number;
  label: string;
}

export const Skyline = memo(function Skyline({
  values,
  peaks,
  label,
}: {
  /** In [0, 1]; drawn up to the highest of them. */
  values: ArrayLike<number>;
  /** Bars that have their name written over them. */
  peaks: readonly Peak[];
  /** What the picture shows now. */
  label: string;
}) {
  const count = values.length;
  const highest = Math.max(1e-9, ...Array.from(values));
  const bars = Array.from(values, (value, index) => `M${index} 100V${(100 - (96 * value) / highest).toFixed(2)}`);
  return (
    <div className="skyline" role="img" aria-label={label}>
      <svg viewBox={`-1 0 ${count + 2} 100`} preserveAspectRatio="none" aria-hidden="true">
        <path d={bars.join('')} vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="skyline-peaks" aria-hidden="true">
        {peaks.map(({ index, label: name }) => (
          <bdi
            key={index}
            style={{
              insetInlineStart: `${((index + 1) / (count + 2)) * 100}%`,
              insetBlockEnd: `${(96 * (values[index] ?? 0)) / highest}%`,
            }}
          >
            {name}
          </bdi>
        ))}
      </div>
    </div>
  );
});
