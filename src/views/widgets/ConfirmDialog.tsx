/** Asks before something is thrown away. Escape and the first button keep everything. */
import { type ReactNode, useEffect, useId, useRef } from 'react';

export function ConfirmDialog({
  title,
  children,
  yes,
  no,
  onYes,
  onNo,
}: {
  title: string;
  children: ReactNode;
  yes: string;
  no: string;
  onYes(): void;
  onNo(): void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className="buttons">
        <button type="button" className="primary" onClick={onNo}>
          {no}
        </button>
        <button type="button" onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  );
}
