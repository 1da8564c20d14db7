/**
 * Lists of numbers as colored cells, one list under the other: the stronger the color the larger the number, one color for those above zero,
 * another for those below. Pointing at a cell, tapping it or walking there with the arrow keys says what it is.
 */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';

export interface NumberStrip {
  label: string;
  values: ArrayLike<number>;
}

const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

export function NumberStrips({
  strips,
  columns,
  label,
  readout,
  hint,
}: {
  /** All of the same length. */
  strips: readonly NumberStrip[];
  /** Cells in a line. */
  columns: number;
  label: string;
  /** What the numbers at this place are. */
  readout(index: number): string;
  hint: string;
}) {
  const [chosen, setChosen] = useState<number>();
  const count = strips[0]?.values.length ?? 0;
  const index = chosen === undefined ? undefined : Math.min(chosen, count - 1);
  const lines = Math.ceil(count / columns);
  const max = Math.max(1e-9, ...strips.flatMap(({ values }) => Array.from(values, Math.abs)));
  const walk = (event: KeyboardEvent): void => {
    const target =
      event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : (index ?? -1) + (steps[event.key] ?? Number.NaN);
    if (Number.isNaN(target)) return;
    event.preventDefault();
    setChosen(Math.min(count - 1, Math.max(0, target)));
  };
  const point = ({ currentTarget, clientX, clientY }: PointerEvent): void => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.max(0, Math.floor(((clientX - left) / width) * columns)));
    const line = Math.min(lines - 1, Math.max(0, Math.floor(((clientY - top) / height) * lines)));
    setChosen(Math.min(count - 1, line * columns + column));
  };
  return (
    <div className="number-strips">
      <div
        className="strips"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={(index ?? 0) + 1}
        aria-valuetext={index === undefined ? hint : readout(index)}
        onKeyDown={walk}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setChosen(index ?? 0);
        }}
      >
        {strips.map((strip) => (
          <div key={strip.label} className="strip">
            <span className="strip-label">{strip.label}</span>
            <svg
              className="strip-cells"
              style={{ blockSize: `${lines * (lines > 1 ? 0.8 : 1.5)}rem` }}
              viewBox={`0 0 ${columns} ${lines}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              onPointerDown={point}
              onPointerMove={(event) => {
                if (event.pointerType === 'mouse') point(event);
              }}
            >
              {Array.from(strip.values, (value, cell) => (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: places in a list never move
                  key={cell}
                  x={cell % columns}
                  y={Math.floor(cell / columns)}
                  width="1"
                  height="1"
                  className={value < 0 ? 'is-below' : 'is-above'}
                  opacity={(0.04 + 0.96 * (Math.abs(value) / max)).toFixed(3)}
                />
              ))}
              {index !== undefined && (
                <rect
                  x={index % columns}
                  y={Math.floor(index / columns)}
                  width="1"
                  height="1"
                  className="strip-chosen"
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </svg>
          </div>
        ))}
      </div>
      <p className="readout" aria-hidden="true">
        {index === undefined ? hint : readout(index)}
      </p>
    </div>
  );
}
