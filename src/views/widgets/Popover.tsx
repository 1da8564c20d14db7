/**
 * A word with a note to it. The note opens on pointing, on keyboard focus and on tapping; it stays while the pointer is over it, and goes
 * with Escape, with a press elsewhere, or when the word is left. It lies in the browser's top layer, so that nothing cuts it off.
 */
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { InlineButton } from './InlineButton.tsx';

const leaveMs = 200;
const gap = 6;

export function Popover({ label, className, children }: { label: ReactNode; className?: string; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  /** Opened by a press: it stays when the pointer leaves. */
  const isPinned = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const word = useRef<HTMLSpanElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const id = useId();

  const close = (): void => {
    isPinned.current = false;
    setIsOpen(false);
  };
  const stay = (): void => clearTimeout(timer.current);
  const leave = (): void => {
    stay();
    if (!isPinned.current) timer.current = setTimeout(close, leaveMs);
  };

  useLayoutEffect(() => {
    if (isOpen && word.current && note.current) place(note.current, word.current);
  }, [isOpen]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `close` is another function each time and always does the same
  useEffect(() => {
    if (!isOpen) return;
    const press = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !word.current?.contains(target) && !note.current?.contains(target)) close();
    };
    const leaveByKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    window.addEventListener('pointerdown', press);
    window.addEventListener('keydown', leaveByKey);
    window.addEventListener('scroll', close, { capture: true, passive: true });
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('pointerdown', press);
      window.removeEventListener('keydown', leaveByKey);
      window.removeEventListener('scroll', close, { capture: true });
    };
  }, [isOpen]);

  return (
    <>
      <InlineButton
        ref={word}
        className={className}
        aria-expanded={isOpen}
        aria-describedby={isOpen ? id : undefined}
        onPress={() => {
          const closes = isOpen && isPinned.current;
          isPinned.current = !closes;
          setIsOpen(!closes);
        }}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setIsOpen(true);
        }}
        onBlur={close}
        onPointerEnter={({ pointerType }) => {
          stay();
          if (pointerType === 'mouse') setIsOpen(true);
        }}
        onPointerLeave={leave}
      >
        {label}
      </InlineButton>
      {isOpen && (
        <span
          ref={note}
          id={id}
          role="tooltip"
          popover="manual"
          className="note"
          onPointerEnter={stay}
          onPointerLeave={leave}
        >
          {children}
        </span>
      )}
    </>
  );
}

/** Below the word if there is room, otherwise above; never over the edge of the window. */
function place(note: HTMLElement, word: HTMLElement): void {
  note.showPopover();
  const from = word.getClientRects()[0] ?? word.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = note;
  const left = Math.max(gap, Math.min(from.left, window.innerWidth - offsetWidth - gap));
  const hasRoom = from.bottom + gap + offsetHeight < window.innerHeight;
  note.style.left = `${left}px`;
  note.style.top = `${hasRoom ? from.bottom + gap : Math.max(gap, from.top - gap - offsetHeight)}px`;
}
