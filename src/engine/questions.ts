/**
 * Questions to a model: the next token's logits, an answer, a report card, and those of the lessons (answerers.ts). Each is answered beside whatever else goes on, can be cancelled,
 * and says under its requestId what went wrong.
 */
import { type ErrorCode, type ErrorDetails, SchoolError } from '../llm/errors.ts';
import { evaluateStage } from '../llm/evaluate.ts';
import type { StageName } from '../llm/reports.ts';
import type { School } from '../llm/school.ts';
import { answerTo } from './answerers.ts';
import { finish, generateAnswer, inspect, viewOf } from './answers.ts';
import type { Entry, LentModel, Lineage } from './lineage.ts';
import type { EngineCommand, EngineEvent } from './protocol.ts';

type CommandOf<Kind extends EngineCommand['kind']> = Extract<EngineCommand, { kind: Kind }>;
type Question = CommandOf<'inspect' | 'generate' | 'evaluate' | 'ask'>;

export interface Surroundings {
  emit(event: EngineEvent): void;
  /** @throws SchoolError 'schoolNotOpen' */
  school(): School;
  lineage: Lineage;
  /** @throws SchoolError 'checkpointMissing' */
  entryOf(stage: StageName): Entry;
  /** The model to ask, with the step it stands at. @throws SchoolError 'checkpointMissing' */
  lend(stage: StageName | 'live'): LentModel & { step: number };
  nowMs(): number;
}

export interface Questions {
  /** @throws SchoolError 'schoolNotOpen' */
  ask(question: Question): void;
  cancel(requestId: string): void;
  /** Cancels all, and waits until their models have been given back. */
  endAll(): Promise<void>;
}

interface Asking {
  isCancelled: boolean;
  done: Promise<void>;
}

class Cancelled extends Error {}

const answersEveryMs = 100;

export function createQuestions({ emit, school, lineage, entryOf, lend, nowMs }: Surroundings): Questions {
  const open = new Map<string, Asking>();

  async function inspectOne({ requestId, stage, ...question }: CommandOf<'inspect'>): Promise<void> {
    const { step, model, giveBack } = lend(stage);
    try {
      emit({ kind: 'inspected', requestId, step, ...(await inspect(school(), model, question)) });
    } finally {
      giveBack();
    }
  }

  async function generate({ requestId, stage, ...question }: CommandOf<'generate'>, asking: Asking): Promise<void> {
    const asked = school();
    const { model, giveBack } = lend(stage);
    const written = [...(question.written ?? [])];
    try {
      for await (const token of generateAnswer(asked, model, question)) {
        if (asking.isCancelled) break;
        written.push(token.tokenId);
        const { logits, random } = token;
        const drawn = logits && random !== undefined ? { logits, random } : {};
        emit({ kind: 'generated', requestId, token: viewOf(asked, token), ...drawn });
      }
    } finally {
      giveBack();
    }
    const { parts, reason } = finish(asked, question.prompt, written);
    emit({ kind: 'finished', requestId, parts, reason: asking.isCancelled ? 'cancelled' : reason });
  }

  async function evaluate({ requestId, stages }: CommandOf<'evaluate'>, asking: Asking): Promise<void> {
    const asked = school();
    const entries = stages.map(entryOf);
    const tell = (done: number): void => emit({ kind: 'working', task: 'evaluate', done, total: entries.length });
    tell(0);
    try {
      for (const [i, entry] of entries.entries()) {
        const { model, giveBack } = lineage.lend(entry);
        const { stage, notes } = entry.checkpoint;
        try {
          const card = await evaluateStage(asked, stage, model, notes, (done, total) => {
            if (asking.isCancelled) throw new Cancelled();
            tell(i + done / total);
          });
          entry.card = card;
          emit({ kind: 'reportCard', card });
        } finally {
          giveBack();
        }
      }
    } catch (error) {
      tell(entries.length);
      if (!(error instanceof Cancelled)) throw error;
    }
    emit({ kind: 'answered', requestId });
  }

  /** Sends the answer as it grows, not too often, and in any case the last of it. */
  async function askOne(question: CommandOf<'ask'>, asking: Asking): Promise<void> {
    const { requestId } = question;
    let sentMs = Number.NEGATIVE_INFINITY;
    let unsent: EngineEvent | undefined;
    const surroundings = { school: school(), lend, notesOf: (stage: StageName) => entryOf(stage).checkpoint.notes };
    for await (const event of answerTo(question, surroundings)) {
      if (asking.isCancelled) break;
      unsent = event;
      if (nowMs() - sentMs < answersEveryMs) continue;
      emit(event);
      sentMs = nowMs();
      unsent = undefined;
    }
    if (unsent) emit(unsent);
    emit({ kind: 'answered', requestId });
  }

  function answer(question: Question, asking: Asking): Promise<void> {
    switch (question.kind) {
      case 'inspect':
        return inspectOne(question);
      case 'generate':
        return generate(question, asking);
      case 'evaluate':
        return evaluate(question, asking);
      case 'ask':
        return askOne(question, asking);
      default: {
        const unknown: never = question;
        return unknown;
      }
    }
  }

  return {
    ask(question) {
      const { requestId } = question;
      school();
      const asking: Asking = { isCancelled: false, done: Promise.resolve() };
      open.set(requestId, asking);
      asking.done = answer(question, asking)
        .catch((error: unknown) => emit({ kind: 'refused', requestId, ...errorCode(error) }))
        .finally(() => open.delete(requestId));
    },
    cancel(requestId) {
      const asking = open.get(requestId);
      if (asking) asking.isCancelled = true;
    },
    async endAll() {
      const all = [...open.values()];
      for (const asking of all) asking.isCancelled = true;
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

/** What went wrong, as the events tell it. An error without a code is a defect, told with its message. */
export function errorCode(error: unknown): { code: ErrorCode; details?: ErrorDetails } {
  if (error instanceof SchoolError) return { code: error.code, ...(error.details && { details: error.details }) };
  return { code: 'unexpected', details: { message: error instanceof Error ? error.message : String(error) } };
}
