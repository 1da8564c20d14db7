/** Brings a panel of the open lesson into sight, unless its beginning is, and the focus to it. For phrases that act on a panel far away. */
export function showPanel(name: string): void {
  const panel = document.querySelector<HTMLElement>(`[data-panel="${name}"]`);
  if (!panel) return;
  const { top } = panel.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) panel.scrollIntoView({ block: 'start' });
  panel.focus({ preventScroll: true });
}
