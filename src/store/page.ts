/** The store of this page, joined to the engine and to the browser's address bar. */
import { useStore } from 'zustand';
import { createClient } from '../engine/client.ts';
import type { State } from './pageState.ts';
import { parseBackend, parseRoute, preferredLanguage, type Route } from './route.ts';
import { createSchoolStore } from './schoolStore.ts';

const routeNow = (fallback: Route): Route => parseRoute(window.location.hash, fallback);

const { store, actions } = createSchoolStore(
  createClient(),
  routeNow({
    language: preferredLanguage(navigator.languages),
    place: 'opening',
    preset: 'course',
    seed: 1,
    wantedBackend: parseBackend(new URLSearchParams(window.location.search)),
  }),
  (hash) => window.history.replaceState(null, '', hash),
  download,
);

export { actions };

/** A part of the state; the view renders again when that part changes. */
export function usePage<Part>(select: (state: State) => Part): Part {
  return useStore(store, select);
}

/** Opens the school that the address names and follows the address from then on. */
export function startPage(): void {
  window.addEventListener('hashchange', () => actions.follow(routeNow(store.getState())));
  window.addEventListener('beforeunload', (event) => {
    const { checkpoints, status } = store.getState();
    const isTrained = checkpoints.some(({ origin, stage }) => origin === 'trained' && stage !== 'untrained');
    if (isTrained || status.kind === 'running' || status.kind === 'paused') event.preventDefault();
  });
  actions.begin();
}

function download(fileName: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
