/**
 * A text field that takes a limited number of characters. A longer paste is refused before it reaches the field, however long it is,
 * so that nothing slows down and nothing that stood there is lost.
 */
import { type ClipboardEvent, type DragEvent, type ReactNode, useId } from 'react';

export function BoundedTextArea({
  label,
  value,
  limit,
  rows,
  language,
  onChange,
  onTooLong,
  note,
  isInvalid = false,
}: {
  label: string;
  value: string;
  limit: number;
  rows: number;
  language: string;
  onChange(text: string): void;
  /** @param characters how many there would have been */
  onTooLong(characters: number): void;
  /** Said beside the label, and read with the field. */
  note?: ReactNode;
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
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {note && (
          <span id={`${id}-note`} className={isInvalid ? 'hint is-wrong' : 'hint'}>
            {note}
          </span>
        )}
      </div>
      <textarea
        id={id}
        rows={rows}
        value={value}
        lang={language}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={note ? `${id}-note` : undefined}
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
