import { useEffect } from 'react';
import { actions, usePage } from '../../store/page.ts';
import { activeStage } from '../../store/selectors.ts';
import type { Keys } from './lessonCode.ts';

/** Whatever uses keys itself while it has the focus. */
const controls = 'a, button, input, select, textarea, summary, dialog, [tabindex="0"]';
const names: Partial<Record<string, keyof Keys>> = { ' ': 'space', ArrowRight: 'right', ArrowLeft: 'left' };

/**
 * Single keys as commands: the lesson's own, the digits that lead to its panels, and the question mark. Where a lesson says nothing of the
 * space bar, it pauses the stage in training and lets it go on.
 */
export function useKeyboard(keys: Keys | undefined): void {
  const stage = usePage(activeStage);
  const hasShortcuts = usePage((state) => state.hasShortcuts);
  useEffect(() => {
    if (!hasShortcuts) return;
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const isInControl = event.target instanceof Element && event.target.closest(controls) !== null;
      if (isInControl && !isDigitOnButton(event)) return;
      const command = commandOf(event.key);
      if (!command) return;
      event.preventDefault();
      command();
    };
    const commandOf = (key: string): (() => void) | undefined => {
      if (key === '?' || key === '？') return () => actions.showDialog('keys');
      if (/^[1-9]$/.test(key)) return () => goToPanel(Number(key));
      const name = names[key];
      const own = name && keys?.[name];
      if (own) return own;
      return name === 'space' && stage ? () => actions.playPause(stage) : undefined;
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys, stage, hasShortcuts]);
}

/** Digits and the question mark mean nothing to links and buttons. */
function isDigitOnButton({ key, target }: KeyboardEvent): boolean {
  return /^[1-9?？]$/.test(key) && target instanceof Element && target.closest('a, button') !== null;
}

function goToPanel(number: number): void {
  const panel = document.querySelectorAll<HTMLElement>('[data-panel]')[number - 1];
  panel?.scrollIntoView({ block: 'start' });
  panel?.focus({ preventScroll: true });
}
