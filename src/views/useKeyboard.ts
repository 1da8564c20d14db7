import { useEffect } from 'react';
import { actions, usePage } from '../store/page.ts';
import { activeStage } from '../store/selectors.ts';

const controls = 'a, button, input, select, textarea, summary, dialog, [tabindex="0"]';

/** The space bar pauses the stage in training and lets it go on, unless it belongs to the control in focus. */
export function useKeyboard(): void {
  const stage = usePage(activeStage);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isInControl = event.target instanceof Element && event.target.closest(controls) !== null;
      if (event.key !== ' ' || isInControl || !stage || event.repeat) return;
      event.preventDefault();
      actions.playPause(stage);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [stage]);
}
