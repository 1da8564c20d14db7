/** One stage from its first step to its checkpoint: the session that runs it, what is kept of it on the way, and what is made of it. */
import type { Checkpoint } from '../llm/checkpoint.ts';
import type { RlConfig } from '../llm/config.ts';
import { disposeModel, type Model, modelFrom, parameterValues } from '../llm/model.ts';
import type { TrainingStage } from '../llm/reports.ts';
import { type StageRun, startStage } from '../llm/school.ts';
import { type OpenSchool, resumeOf, stageCheckpoint } from './checkpoints.ts';
import type { Best, Keeping } from './keeping.ts';
import { copyOf, type Lineage } from './lineage.ts';
import type { EngineEvent } from './protocol.ts';
import { type Begun, type Outcome, type Session, type SessionOptions, startSession } from './session.ts';

/** From what weights on, and in whose name. */
export interface Assignment {
  runId: string;
  stage: TrainingStage;
  rl?: Partial<RlConfig> | undefined;
  /** The parent; or, with `begun`, what the stage had made of it by then. */
  from: Checkpoint;
  /** Lineage of the parent. */
  ancestors: Checkpoint['lineage'];
  begun?: Begun;
  /** What the learning rates are multiplied by. */
  rateFactor: number;
  /** What had done best by then. */
  best?: Best | undefined;
}

export interface Training {
  session: Session;
  /** When everything is put away. */
  settled: Promise<void>;
  /** The checkpoint that would be made if the stage ended here. */
  result(): Promise<Checkpoint>;
}

interface Surroundings extends Pick<SessionOptions, 'nowMs' | 'breathe'> {
  opened: OpenSchool;
  lineage: Lineage;
  emit(event: EngineEvent): void;
  keeping: Keeping | undefined;
  /** An iteration of practice has done better on the held-out exercises than all before it. */
  onBest(best: Best): void;
  /** Called once, with the result in the lineage if there is one. */
  onEnd(outcome: 'done' | 'abandoned' | { error: unknown }): void;
}

export function startTraining(
  { runId, stage, rl, from, ancestors, begun, rateFactor, best: bestBefore }: Assignment,
  { opened, lineage, emit, nowMs, breathe, keeping, onBest, onEnd }: Surroundings,
): Training {
  const model = modelFrom(from.model, from.parameters);
  const started = startStage(opened.school, stage, model, from.notes, {
    ...(rl && { rl }),
    ...(begun && { resume: resumeOf(from) }),
    rateFactor,
    onProbe(results) {
      emit({ kind: 'working', task: 'probe', done: 1, total: 1 });
      emit({ kind: 'probed', runId, results });
    },
  });

  let best = bestBefore;
  const run: StageRun = { ...started, reports: notingBest(started.reports) };

  const checkpointAt = async (reached: Pick<Outcome, 'steps' | 'tokens'>, at: Model = model): Promise<Checkpoint> => {
    const learned = { ...reached, parameters: await parameterValues(at), notes: run.notes() };
    return stageCheckpoint(opened, stage, learned, ancestors, rl);
  };

  /** Between an iteration's report and the next iteration the weights are those that the report is about. */
  async function* notingBest(reports: StageRun['reports']): StageRun['reports'] {
    for await (const report of reports) {
      const { step, tokens } = report;
      const score = report.stage === 'rl' && report.test ? report.test.greedy + report.test.sampled : undefined;
      if (score !== undefined && score > (best?.score ?? Number.NEGATIVE_INFINITY)) {
        best = { step, score, checkpoint: await checkpointAt({ steps: step, tokens }) };
        onBest(best);
      }
      yield report;
    }
  }

  const keep = async (at: Begun): Promise<void> => {
    const { step, tokens } = at;
    const { rateFactor } = run.flow;
    const progress = { stage, step, ...(rateFactor !== 1 && { rateFactor }) };
    const state = { optimizer: await run.optimizerState(), progress };
    const checkpoint = { ...(await checkpointAt({ steps: step, tokens })), ...state };
    void keeping?.keep({ school: opened, entries: lineage.entries(), best, live: { stage, rl, ...at, checkpoint } });
  };

  const session = startSession({
    ...{ runId, stage, model, run, emit, nowMs, breathe, begun },
    ...(keeping && { keeper: { isDue: keeping.isDue, keep } }),
  });

  const settle = async (outcome: Outcome): Promise<void> => {
    const made = outcome.steps > 0 && !outcome.isAbandoned && (await checkpointAt(outcome));
    run.dispose();
    disposeModel(model);
    if (made) lineage.set({ checkpoint: made, origin: 'trained' });
    if (outcome.isAbandoned) onEnd('abandoned');
    else onEnd(outcome.error === undefined ? 'done' : { error: outcome.error });
  };

  return {
    session,
    settled: session.ended.then(settle).catch((error: unknown) => onEnd({ error })),
    async result() {
      const reached = { steps: session.step(), tokens: session.tokens() };
      // Copied at once, so that no step comes in between.
      const copy = copyOf(model);
      const checkpoint = await checkpointAt(reached, copy);
      disposeModel(copy);
      return checkpoint;
    },
  };
}
