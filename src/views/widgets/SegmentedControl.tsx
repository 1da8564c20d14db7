/** One of a few, all in sight: radio buttons drawn as one bar. The arrow keys choose. */
import { type ReactNode, useId } from 'react';

export interface Segment<T extends string> {
  value: T;
  label: ReactNode;
  /** Of the label, where it is not the page's own. */
  language?: string;
}

export function SegmentedControl<T extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  label: string;
  segments: readonly Segment<T>[];
  value: T;
  onChange(value: T): void;
}) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="hidden">{label}</legend>
      {segments.map((segment) => (
        <label key={segment.value} lang={segment.language}>
          <input type="radio" name={name} checked={segment.value === value} onChange={() => onChange(segment.value)} />
          <span>{segment.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
