import type { ReactNode } from 'react';
import type { Base } from '../../lessons/1.6-base/en.tsx';
import { usePage } from '../../store/page.ts';
import { NeedsStage } from '../training/NeedsStage.tsx';
import { readerOf, stop } from './asking.ts';

/** What a panel of this lesson has in common with the others: the model that it needs, and the button that asks it. */
export function Measuring({
  slots,
  start,
  again,
  onStart,
  labels,
  children,
}: {
  slots: readonly string[];
  start: string;
  again: string;
  onStart: () => void;
  labels: Base['labels'];
  children: ReactNode;
}) {
  const isThere = usePage((state) => readerOf(state) !== undefined);
  const isLive = usePage((state) => readerOf(state) === 'live');
  const isOpen = usePage(({ questions }) => slots.some((slot) => questions[slot]?.isOpen));
  const isAnswered = usePage(({ questions }) => slots.some((slot) => questions[slot]?.answer !== undefined));
  if (!isThere) return <NeedsStage stage="base">{children}</NeedsStage>;
  return (
    <>
      <div className="buttons">
        {isOpen ? (
          <button type="button" onClick={() => stop(slots)}>
            {labels.stop}
          </button>
        ) : (
          <button type="button" className="primary" onClick={onStart}>
            {isAnswered ? again : start}
          </button>
        )}
        {isLive && <span className="hint">{labels.live}</span>}
      </div>
      {children}
    </>
  );
}
