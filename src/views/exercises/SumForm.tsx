import type { ReactNode } from 'react';
import { usePage } from '../../store/page.ts';
import { drawSum, largestNumber, setSum, sumOf } from './sum.ts';

export interface SumLabels {
  first: string;
  second: string;
  otherSum: string;
}

/** Which sum; `children` stand beside it. */
export function SumForm({ labels, children }: { labels: SumLabels; children?: ReactNode }) {
  const sum = usePage(sumOf);
  const change = (part: keyof typeof sum, text: string): void => {
    const number = Math.min(largestNumber, Number(text.replace(/\D/g, '')));
    setSum({ ...sum, [part]: number });
  };
  const field = (part: keyof typeof sum, label: string) => (
    <input
      className="sum-number"
      inputMode="numeric"
      maxLength={4}
      aria-label={label}
      value={sum[part]}
      onChange={({ target }) => change(part, target.value)}
    />
  );
  return (
    <div className="sum-form">
      {field('a', labels.first)}
      <span aria-hidden="true">+</span>
      {field('b', labels.second)}
      <button type="button" onClick={drawSum}>
        {labels.otherSum}
      </button>
      {children}
    </div>
  );
}
