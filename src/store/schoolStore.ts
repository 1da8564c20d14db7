/** The one store of the page: the mirror of the engine and the reader's choices. The engine's events enter here and nowhere else. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineCommand, EngineEvent } from '../engine/protocol.ts';
import { type Actions, createActions } from './actions.ts';
import { formatKept, type Memory, parseKept } from './memory.ts';
import { initialMirror } from './mirror.ts';
import { initialPage, type State } from './pageState.ts';
import { withFactsSeen } from './progress.ts';
import { reduce } from './reduce.ts';
import type { Route } from './route.ts';

export interface Client {
  send(command: EngineCommand): void;
  subscribe(listener: (event: EngineEvent) => void): void;
}

export interface SchoolStore {
  store: StoreApi<State>;
  actions: Actions;
}

/**
 * @param onSaved what to do with the bytes of a checkpoint that the reader wanted to keep
 * @param memory what the page remembers from one visit to the next
 */
export function createSchoolStore(
  client: Client,
  route: Route,
  setAddress: (hash: string) => void,
  onSaved: (fileName: string, bytes: Uint8Array) => void,
  memory: Memory,
): SchoolStore {
  const kept = parseKept(memory.read());
  const store = createStore<State>(() => ({ ...initialMirror, ...initialPage(route, kept) }));
  store.subscribe((state, before) => {
    if (formatKept(state) !== formatKept(before)) memory.write(formatKept(state));
  });
  client.subscribe((event) => {
    if (event.kind === 'saved' && event.requestId === store.getState().requests.save) {
      onSaved(event.fileName, event.bytes);
    }
    store.setState((state) => withFactsSeen(reduce(state, event)));
    if (event.kind === 'opened') actions.nameSchool();
  });
  let ids = 0;
  const actions = createActions({
    get: store.getState,
    set: (change) => store.setState(change),
    send: (command) => client.send(command),
    setAddress,
    newId: (name) => `${name}-${++ids}`,
  });
  return { store, actions };
}
