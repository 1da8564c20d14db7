/** The store of this page, joined to the engine, to the address bar and to what the browser keeps. */
import { useStore } from 'zustand';
import { createClient } from '../engine/client.ts';
import { noSettings } from '../llm/settings.ts';
import { isKept } from './kept.ts';
import type { Memory } from './memory.ts';
import type { State } from './pageState.ts';
import { initialSampling, parseBackend, parseRoute, preferredLanguage } from './route.ts';
import { createSchoolStore } from './schoolStore.ts';

const query = new URLSearchParams(window.location.search);
const first = parseRoute(window.location.hash, {
  language: preferredLanguage(navigator.languages),
  lesson: '0',
  preset: 'course',
  seed: 1,
  settings: noSettings,
  sampling: initialSampling,
  wantedBackend: parseBackend(query),
  isEmbedded: query.get('embed') === '1',
  panel: undefined,
});

const memoryName = 'schoolbook';
/** A browser may refuse to keep anything; then every visit is the first. */
const memory: Memory = {
  read() {
    try {
      return window.localStorage.getItem(memoryName) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write(text) {
    try {
      window.localStorage.setItem(memoryName, text);
    } catch {
      // Nothing is lost that the reader could not do again.
    }
  },
};

const addressEveryMs = 300;
let addressSeen = window.location.hash;
let addressTimer: ReturnType<typeof setTimeout> | undefined;

/** Not more often than browsers allow; an address that the reader has gone to meanwhile is followed instead. */
function setAddress(hash: string): void {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    if (window.location.hash !== addressSeen) return;
    window.history.replaceState(null, '', hash);
    addressSeen = window.location.hash;
  }, addressEveryMs);
}

const { store, actions } = createSchoolStore(createClient(), first.route, setAddress, download, memory);

export { actions };

/** The state at this moment, for what happens on a press; views that show it use `usePage`. */
export const pageNow = (): State => store.getState();

/** A part of the state; the view renders again when that part changes. */
export function usePage<Part>(select: (state: State) => Part): Part {
  return useStore(store, select);
}

/** Opens the school that the address names and follows the address from then on. */
export function startPage(): void {
  window.addEventListener('hashchange', () => {
    addressSeen = window.location.hash;
    actions.follow(parseRoute(addressSeen, store.getState()));
  });
  window.addEventListener('beforeunload', (event) => {
    const { checkpoints, status, kept } = store.getState();
    const isTrained = checkpoints.some(({ origin, stage }) => origin === 'trained' && stage !== 'untrained');
    const isTraining = status.kind === 'running' || status.kind === 'paused';
    if ((isTrained || isTraining) && !isKept(kept)) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) actions.keepNow();
  });
  actions.listRuns();
  actions.begin(first.corrections);
}

function download(fileName: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers begin to read it only now.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
