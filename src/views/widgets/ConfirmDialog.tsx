/** Asks before something is thrown away. Escape and the first button keep everything. */
import type { ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';

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
  return (
    <Dialog title={title} onClose={onNo}>
      {children}
      <div className="buttons">
        <button type="button" className="primary" onClick={onNo}>
          {no}
        </button>
        <button type="button" onClick={onYes}>
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
