/**
 * A text field that takes a limited number of characters. A longer paste is refused before it reaches the field, however long it is,
 * so that nothing slows down and nothing that stood there is lost.
 */
import { type ClipboardEvent, type DragEvent, useId } from 'react';

export function BoundedTextArea({
  label,
  value,
  limit,
  rows,
  language,
  onChange,
  onTooLong,
  describedBy,
  isInvalid,
}: {
  label: string;
  value: string;
  limit: number;
  rows: number;
  language: string;
  onChange(text: string): void;
  /** @param characters how many there would have been */
  onTooLong(characters: number): void;
  describedBy?: string;
  isInvalid?: boolean;
}) {
  const id = useId();
  const refuse = (event: ClipboardEvent | DragEvent, added: string): void => {
    const total = value.length + added.length;
    if (total <= limit) return;
    event.preventDefault();
    onTooLong(total);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        lang={language}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        onPaste={(event) => refuse(event, event.clipboardData.getData('text'))}
        onDrop={(event) => refuse(event, event.dataTransfer.getData('text'))}
        onChange={({ target }) => {
          if (target.value.length <= limit) onChange(target.value);
          else onTooLong(target.value.length);
        }}
      />
    </div>
  );
}
