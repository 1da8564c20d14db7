/** Makes the page work without a network from the second visit on, where the browser can do that. */

/** The page's own files come first; then those that only some chapter needs. */
const patienceMs = 8000;

/** Does nothing while developing, where there is no built page to be kept. */
export async function workOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('./serviceWorker.js', { updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    const { saveData } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
    if (!saveData) setTimeout(() => active?.postMessage('keepMaterial'), patienceMs);
  } catch {
    // Private windows and pages without https have none. The page works all the same, as long as there is a network.
  }
}
