/** Something beside the thread of the text, in a frame of its own. */
import { type ReactNode, useId } from 'react';

export function Callout({ title, kind, children }: { title: ReactNode; kind: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className={`callout is-${kind}`} role="note" aria-labelledby={id}>
      <p id={id} className="callout-title">
        {title}
      </p>
      {children}
    </div>
  );
}
