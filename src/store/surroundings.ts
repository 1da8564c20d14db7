import type { EngineCommand } from '../engine/protocol.ts';
import type { State } from './pageState.ts';

/** What the actions need of the world: the store, the engine's door and the address bar. */
export interface Surroundings {
  get(): State;
  set(change: Partial<State>): void;
  send(command: EngineCommand): void;
  setAddress(hash: string): void;
  /** An id for a run or a request that no other has. */
  newId(name: string): string;
}
