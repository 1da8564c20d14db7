/**
 * What can go wrong, as codes. Nothing under llm/ or engine/ writes a sentence for the reader: the views turn a code and its details
 * into one in the reader's language.
 */

export type ErrorCode =
  | 'contextTooLong'
  | 'corpusTooSmall'
  | 'checkpointCorrupt'
  | 'checkpointVersion'
  | 'checkpointMismatch'
  | 'fileTooLarge'
  | 'unknownPreset'
  | 'notANumber'
  | 'textTooLong'
  | 'backendUnavailable'
  | 'stageNeedsParent'
  | 'questionsFileInvalid'
  /** A file of the corpus is not there, or is not what it should be. */
  | 'corpusMissing'
  | 'corpusCorrupt'
  /** What the reader brought to be read is no text, or holds none. */
  | 'ownTextBinary'
  | 'ownTextEmpty'
  /** Something that the page loads only when it is asked for did not come. */
  | 'partMissing'
  /** Worked examples of the reader's that cannot be learned from, or none left at all. */
  | 'examplesInvalid'
  /** No such checkpoint in memory, or none shipped. */
  | 'checkpointMissing'
  /** A command that needs an open school came before there was one. */
  | 'schoolNotOpen'
  /** A stage is in training already. */
  | 'stageRunning'
  | 'workerCrashed'
  /** The graphics card stopped answering: driver crash, sleep, unplugged. */
  | 'deviceLost'
  /** This browser does not let the page keep anything, or has no room left. */
  | 'storageUnavailable'
  | 'storageFull'
  /** A kept run is not there, was written by a newer page, cannot be read, or is open in another tab. */
  | 'runMissing'
  | 'runNewer'
  | 'runDamaged'
  | 'runHeldElsewhere'
  /** A defect of this program; the details carry its message. */
  | 'unexpected';

/** Facts that a sentence may name: how many tokens, which field, which limit. */
export type ErrorDetails = Record<string, string | number>;

/** Thrown at a safepoint to end what goes on there; see `Safepoint`. No failure. */
export class Halted extends Error {}

/**
 * Awaited wherever work that takes long can be held up: between two tokens of a batch of answers, between the parts of a step.
 * It settles when the work may go on.
 * @throws Halted when it is to end there
 */
export type Safepoint = () => Promise<void>;

export class SchoolError extends Error {
  readonly code: ErrorCode;
  readonly details?: ErrorDetails;

  constructor(code: ErrorCode, details?: ErrorDetails) {
    super(details ? `${code} ${JSON.stringify(details)}` : code);
    this.name = 'SchoolError';
    this.code = code;
    if (details) this.details = details;
  }
}
