/**
 * A picture as a schoolbook prints it: the drawing, and below it a numbered caption. The caption ends with a sentence that says what the
 * picture shows now; whoever cannot see the drawing reads that, and the same figures as a table where there are any.
 */
import { type ReactNode, useId, useState } from 'react';

export function Figure({
  title,
  alternative,
  legend,
  table,
  isInteractive = false,
  isSmall = false,
  testId,
  children,
}: {
  title: string;
  /** What the drawing shows now; undefined while it shows nothing. */
  alternative: ReactNode;
  /** What the colors and lines mean. */
  legend?: ReactNode;
  /** Made only for those who open it. */
  table?: { label: string; make: () => ReactNode } | undefined;
  /** A drawing with controls in it speaks for itself; any other is hidden from those who are read to. */
  isInteractive?: boolean;
  isSmall?: boolean;
  testId?: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <figure className={isSmall ? 'figure is-small' : 'figure'} aria-labelledby={id} data-testid={testId}>
      {legend && <div className="figure-legend">{legend}</div>}
      <div className="figure-drawing" aria-hidden={isInteractive ? undefined : true}>
        {children}
      </div>
      <figcaption>
        <span id={id} className="figure-title">
          {title}
        </span>{' '}
        {alternative}
      </figcaption>
      {table && (
        <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
          <summary>{table.label}</summary>
          {isOpen && table.make()}
        </details>
      )}
    </figure>
  );
}
