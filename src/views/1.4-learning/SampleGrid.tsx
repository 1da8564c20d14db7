/**
 * What the model wrote at one step below what it wrote at another, token under token, each on the color of its probability. The arrows walk
 * over it in both directions.
 */
import { type KeyboardEvent, memo } from 'react';
import { likelihood } from '../widgets/AnswerText.tsx';

export interface GridCell {
  label: string;
  isSpecial: boolean;
  /** In [0, 1]. */
  probability: number;
  /** What is said of it to those who cannot see it. */
  name: string;
}

export interface GridRow {
  step: number;
  head: string;
  /** Where the tokens are not known. */
  text: string;
  cells: readonly GridCell[];
}

export interface Place {
  step: number;
  column: number;
}

export function SampleGrid({
  rows,
  label,
  language,
  pointed,
  onPoint,
}: {
  rows: readonly GridRow[];
  label: string;
  /** Of what is written. */
  language: string;
  pointed: Place | undefined;
  onPoint(place: Place): void;
}) {
  const stop = pointed ?? { step: rows[0]?.step, column: 0 };
  return (
    <section className="sample-scroll" aria-label={label}>
      <ol className="samples" data-testid="samples" onKeyDown={walk}>
        {rows.map((row) => (
          <Row
            key={row.step}
            row={row}
            language={language}
            stop={row.step === stop.step ? stop.column : undefined}
            pointed={row.step === pointed?.step ? pointed.column : undefined}
            onPoint={onPoint}
          />
        ))}
      </ol>
    </section>
  );
}

const Row = memo(function Row({
  row: { step, head, text, cells },
  language,
  stop,
  pointed,
  onPoint,
}: {
  row: GridRow;
  language: string;
  /** Where the tab key stops, and what is pointed at, if it is in this row. */
  stop: number | undefined;
  pointed: number | undefined;
  onPoint(place: Place): void;
}) {
  return (
    <li className="sample-row">
      <span className="sample-step">{head}</span>
      {cells.length === 0 && (
        <span className="sample-text" lang={language}>
          {text}
        </span>
      )}
      {cells.map(({ label, isSpecial, probability, name }, column) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: what has been written stays where it is
          key={column}
          type="button"
          lang={language}
          tabIndex={column === stop ? 0 : -1}
          className={`sample-token ${isSpecial ? 'is-special' : ''} ${likelihood(probability)}`}
          style={{ gridColumn: column + 2 }}
          aria-label={name}
          aria-pressed={column === pointed}
          onMouseEnter={() => onPoint({ step, column })}
          onFocus={() => onPoint({ step, column })}
          onClick={() => onPoint({ step, column })}
        >
          {label}
        </button>
      ))}
    </li>
  );
});

function walk(event: KeyboardEvent<HTMLElement>): void {
  const button = document.activeElement;
  const row = button?.closest('li');
  if (!(button instanceof HTMLButtonElement) || !row) return;
  const column = [...row.querySelectorAll('button')].indexOf(button);
  const targets: Partial<Record<string, Element | null | undefined>> = {
    ArrowLeft: row.querySelectorAll('button')[column - 1],
    ArrowRight: row.querySelectorAll('button')[column + 1],
    ArrowUp: nearest(row.previousElementSibling, column),
    ArrowDown: nearest(row.nextElementSibling, column),
  };
  if (!(event.key in targets)) return;
  event.preventDefault();
  const target = targets[event.key];
  if (target instanceof HTMLButtonElement) target.focus();
}

/** A shorter row has its last token there. */
function nearest(row: Element | null, column: number): Element | undefined {
  const buttons = [...(row?.querySelectorAll('button') ?? [])];
  return buttons[Math.min(column, buttons.length - 1)];
}
