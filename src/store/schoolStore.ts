/** The one store of the page: the mirror of the engine and the reader's choices. The engine's events enter here and nowhere else. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineCommand, EngineEvent } from '../engine/protocol.ts';
import { type Actions, createActions } from './actions.ts';
import { initialMirror } from './mirror.ts';
import { initialPage, type State } from './pageState.ts';
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

/** @param onSaved what to do with the bytes of a checkpoint that the reader wanted to keep */
export function createSchoolStore(
  client: Client,
  route: Route,
  setAddress: (hash: string) => void,
  onSaved: (fileName: string, bytes: Uint8Array) => void,
): SchoolStore {
  const store = createStore<State>(() => ({ ...initialMirror, ...initialPage(route) }));
  client.subscribe((event) => {
    if (event.kind === 'saved' && event.requestId === store.getState().requests.save) {
      onSaved(event.fileName, event.bytes);
    }
    store.setState((state) => reduce(state, event));
    if (event.kind === 'opened') actions.nameSchool();
  });
  const actions = createActions({
    get: store.getState,
    set: (change) => store.setState(change),
    send: (command) => client.send(command),
    setAddress,
  });
  return { store, actions };
}
