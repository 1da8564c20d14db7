/** What answers one of the lessons' questions. */

import type { StageName } from '../../llm/reports.ts';
import type { School, StageNotes } from '../../llm/school.ts';
import type { LentModel } from '../lineage.ts';
import type { Answer, Asked, QuestionName } from '../protocol.ts';

export interface Surroundings {
  school: School;
  /** The model of a checkpoint, or the one in training as it is now; to be given back. @throws SchoolError 'checkpointMissing' */
  lend(stage: StageName | 'live'): LentModel & { step: number };
  /** What a checkpoint's examples were about. @throws SchoolError 'checkpointMissing' */
  notesOf(stage: StageName): StageNotes;
}

/**
 * Yields the answer as it grows; each yield replaces the one before. Whatever it holds it frees in a `finally`, for the reader may cancel it
 * at any yield. What computes for long yields often, or at least awaits the values of its tensors (see breathing.ts).
 */
export type Answerer<Name extends QuestionName> = (
  asked: Asked<Name>,
  surroundings: Surroundings,
) => AsyncGenerator<Answer<Name>, void>;
