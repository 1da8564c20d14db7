/** What the engine needs of the place where it runs: a browser's worker, Node, or a test. */
import type { Preset, PresetName } from '../llm/config.ts';
import type { BackendAssets } from './backend.ts';
import type { RunStorage } from './storage.ts';

/** Reads a file of the page, named by its path below the page's own address; undefined when there is none. */
export type FetchBytes = (path: string) => Promise<Uint8Array | undefined>;

export interface Environment {
  fetchBytes: FetchBytes;
  nowMs(): number;
  /** Settles in a task of its own, after the messages that have arrived by now. */
  nextTask(): Promise<void>;
  backends: BackendAssets;
  presets: Record<PresetName, Preset>;
  /** Where runs are kept; without it, nothing is. */
  keeping?: {
    /** @throws SchoolError 'storageUnavailable' */
    open(): Promise<RunStorage>;
    /** Milliseconds since 1970. */
    dateMs(): number;
    /** A name that no other run has, in any tab. */
    newId(): string;
  };
}
