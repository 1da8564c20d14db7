import type { KeyboardEvent } from 'react';

/**
 * Several buttons as one stop of the tab key: the arrows go from one to the next. For `onKeyDown` of what holds them; all but one of the
 * buttons have a `tabIndex` of -1.
 */
export function walkButtons(event: KeyboardEvent<HTMLElement>): void {
  const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const step = steps[event.key];
  const target =
    event.key === 'Home' ? buttons[0] : event.key === 'End' ? buttons.at(-1) : step && buttons[index + step];
  if (index < 0 || !target) return;
  event.preventDefault();
  target.focus();
}
