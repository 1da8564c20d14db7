/** What the reader can do with kept runs. */
import type { Discarding, State } from './pageState.ts';
import type { Surroundings } from './surroundings.ts';

/** @param ask goes through with a command, after asking if it would throw training away */
export function createKeptActions({ get, set, send, newId }: Surroundings, ask: (command: Discarding) => void) {
  const change = (kept: Partial<State['kept']>): void => set({ kept: { ...get().kept, ...kept } });
  return {
    /** Asked for before the school is opened, which takes some seconds. */
    listRuns: (): void => send({ kind: 'listRuns' }),
    /** @param isForced takes it away from the tab that has it open */
    resumeRun(id: string, isForced = false): void {
      change({ isOfferAnswered: true });
      set({ openDialog: undefined });
      ask({ kind: 'resumeRun', id, runId: newId('run'), isPaused: false, isForced });
    },
    /** Its curves, to be laid beside those of the open run. */
    readCurves: (id: string): void => send({ kind: 'readCurves', id }),
    declineOffer: (): void => change({ isOfferAnswered: true }),
    renameRun: (id: string, name: string): void => send({ kind: 'renameRun', id, name }),
    deleteRun: (id: string): void => send({ kind: 'deleteRun', id }),
    dismissRecovery: (): void => change({ recovery: undefined }),
    /** The tab may be about to go. */
    keepNow: (): void => send({ kind: 'keepNow' }),
  };
}
