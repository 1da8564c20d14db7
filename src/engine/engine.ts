/**
 * The engine: owns the school, its checkpoints and the stage in training, obeys commands and tells what happens in events. Knows nothing of
 * workers: the page runs it in one, the tests in Node.
 *
 * Commands are obeyed in the order in which they come. Questions to a model (inspect, generate, evaluate) then go on by themselves beside
 * training: they ask a copy of its weights, and take turns with it (see breathing.ts). No command waits for a question, except one that
 * would take the school away from under it.
 *
 * Long, because every command works on the same few variables (school, stage, kept run); what can do without them is in files of its own.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Checkpoint } from '../llm/checkpoint.ts';
import type { Settings } from '../llm/config.ts';
import { SchoolError } from '../llm/errors.ts';
import { exportModel } from '../llm/export/export.ts';
import { gatesOf } from '../llm/gates.ts';
import { disposeModel, parameterValues } from '../llm/model.ts';
import { setRecorder } from '../llm/ops/recording.ts';
import { type StageName, stageNames, stageParent, stageResult, type TrainingStage } from '../llm/reports.ts';
import { nearestRateFactor } from '../llm/schedule.ts';
import { type School, untrainedModel, withCheckedEdits } from '../llm/school.ts';
import { noSettings, withStage } from '../llm/settings.ts';
import { chooseBackend, deviceLost, isDeviceLost } from './backend.ts';
import { breatheAtReads, createBreathing } from './breathing.ts';
import { createRecorder } from './capture.ts';
import {
  checkShape,
  fetchShipped,
  type OpenSchool,
  presetOf,
  readCheckpoint,
  untrainedCheckpoint,
} from './checkpoints.ts';
import type { Environment } from './environment.ts';
import { type Best, createKeeping, type Keeping } from './keeping.ts';
import { copyOf, createLineage, type Entry, type LentModel } from './lineage.ts';
import { openedEvent, openFor, prepareSchool } from './opening.ts';
import type { BackendName, EngineCommand, EngineEvent } from './protocol.ts';
import { createQuestions, errorCode } from './questions.ts';
import { deleteRun, listRuns, type OpenedRun, openRun, readCurves, renameRun } from './runs.ts';
import type { RunStorage } from './storage.ts';
import { type Assignment, startTraining, type Training } from './training.ts';
import { timeStep } from './trial.ts';

export interface Engine {
  handle(command: EngineCommand): void;
  /** Ends whatever runs and frees all tensors. */
  dispose(): Promise<void>;
}

type CommandOf<Kind extends EngineCommand['kind']> = Extract<EngineCommand, { kind: Kind }>;

export function createEngine(tell: (event: EngineEvent) => void, environment: Environment): Engine {
  const { nowMs, presets } = environment;
  const breathing = createBreathing(nowMs, environment.nextTask);
  const { breathe } = breathing;
  const lineage = createLineage();
  let open: OpenSchool | undefined;
  let training: Training | undefined;
  /** The iteration of practice that did best, for as long as what came of it is there. */
  let best: Best | undefined;
  let kept: { storage: RunStorage; keeping: Keeping } | undefined;

  const emit = (event: EngineEvent): void => {
    kept?.keeping.note(event);
    tell(event);
    if (event.kind === 'reportCard') keepFinished();
  };
  let queue: Promise<void> = openStorage();

  const tellCheckpoints = (): void => emit({ kind: 'checkpoints', checkpoints: lineage.summaries() });
  const tellIdle = (): void => emit({ kind: 'status', status: { kind: 'idle' } });
  const refuse = (error: unknown, requestId?: string): void =>
    emit({ kind: 'refused', ...(requestId !== undefined && { requestId }), ...errorCode(error) });

  const school = (): OpenSchool => {
    if (!open) throw new SchoolError('schoolNotOpen');
    return open;
  };

  const entryOf = (stage: StageName): Entry => {
    const entry = lineage.get(stage);
    if (!entry) throw new SchoolError('checkpointMissing', { stage });
    return entry;
  };

  const questions = createQuestions({ emit, school: () => school().school, entryOf, lend, lineage, nowMs });

  async function perform(command: EngineCommand): Promise<void> {
    switch (command.kind) {
      case 'open':
        return openSchool(command);
      case 'start':
        return start(command);
      case 'pause':
        return training?.session.pause();
      case 'resume':
        return training?.session.resume();
      case 'step':
        return training?.session.stepOnce();
      case 'setRateFactor':
        return training?.session.setRateFactor(nearestRateFactor(command.factor));
      case 'stop':
        training?.session.stop();
        return training?.settled;
      case 'reset':
        return reset(command);
      case 'rollBack':
        return rollBack();
      case 'inspect':
      case 'generate':
      case 'evaluate':
      case 'ask':
        return questions.ask(command);
      case 'cancel':
        return questions.cancel(command.requestId);
      case 'loadShipped':
        return load(await fetchShipped(environment, command.language, command.stage), 'shipped');
      case 'loadFile':
        return load([await readCheckpoint(command.bytes, presets)], 'file');
      case 'save':
        return save(command);
      case 'listRuns':
        return listKept();
      case 'resumeRun':
        return resumeRun(command);
      case 'readCurves':
        return tell(await readCurves(storage(), command.id));
      case 'renameRun': {
        const name = await renameRun(storage(), command.id, command.name);
        if (kept?.keeping.currentId() === command.id) kept.keeping.rename(name);
        return listKept();
      }
      case 'deleteRun':
        await deleteRun(storage(), command.id);
        return listKept();
      case 'keepNow':
        return training?.session.keepSoon();
      default: {
        const unknown: never = command;
        return unknown;
      }
    }
  }

  async function openSchool({ seed, reading, backend, ...wanted }: CommandOf<'open'>): Promise<void> {
    if (!open) emit({ kind: 'status', status: { kind: 'starting' } });
    const opened = await prepareSchool(
      environment,
      { language: wanted.language, preset: presetOf(presets, wanted), seed, ...(reading && { reading }) },
      emit,
      open,
    );
    await leave();
    await startBackend(opened.school, backend);
    await enter(opened, []);
    emit(openedEvent(opened.school));
    tellCheckpoints();
    tellIdle();
  }

  /** For a school: where there is a choice, its own training is timed. */
  async function startBackend({ modelConfig, preset, language }: School, requested?: BackendName): Promise<void> {
    emit({ kind: 'working', task: 'compile', done: 0, total: 1 });
    // It belongs to the backend that was.
    setRecorder(undefined);
    const time = () => timeStep(modelConfig, preset.pretrain[language].batchSize, nowMs);
    const choice = await chooseBackend(environment.backends, requested, time);
    if (choice.name !== 'webgpu') breatheAtReads(tf.backend(), breathing);
    void deviceLost().then(() => {
      training?.session.abandon();
      emit({ kind: 'status', status: { kind: 'failed', code: 'deviceLost' } });
    });
    emit({ kind: 'working', task: 'compile', done: 1, total: 1 });
    emit({ kind: 'backend', choice });
    setRecorder(
      createRecorder({
        onRecording: (isDone) => emit({ kind: 'working', task: 'compile', done: Number(isDone), total: 1 }),
        onImpossible: (obstacle) => emit({ kind: 'backend', choice: { ...choice, notRecorded: obstacle } }),
      }),
    );
  }

  async function openStorage(): Promise<void> {
    if (!environment.keeping) return;
    const { open: openIt, dateMs, newId } = environment.keeping;
    try {
      const storage = await openIt();
      kept = { storage, keeping: createKeeping({ storage, emit: tell, nowMs, dateMs, newId, onLost: handOver }) };
    } catch (error) {
      tell({ kind: 'keepFailed', ...errorCode(error) });
    }
  }

  /** Another tab has taken the run. What is here stays, at rest; gone on with, it is kept as a run of its own. */
  function handOver(): void {
    kept?.keeping.letGo();
    training?.session.pause();
    tell({ kind: 'runTaken' });
  }

  const storage = (): RunStorage => {
    if (!kept) throw new SchoolError('storageUnavailable');
    return kept.storage;
  };

  /** Saves the lineage as it is while no stage is in training; one in training is saved by its session. */
  function keepFinished(): void {
    if (open && !training) void kept?.keeping.keep({ school: open, entries: lineage.entries(), best });
  }

  async function listKept(): Promise<void> {
    tell(await listRuns(storage(), kept?.keeping.currentId()));
  }

  /** Ends all that goes on in the open school and forgets its checkpoints; the kept run stays as it is. */
  async function leave(): Promise<void> {
    if (kept) await training?.session.rest();
    await abandonTraining();
    await questions.endAll();
    await kept?.keeping.close();
    emit({ kind: 'runLeft' });
    lineage.dropFrom('untrained');
    best = undefined;
    open = undefined;
  }

  async function abandonTraining(): Promise<void> {
    training?.session.abandon();
    await training?.settled;
  }

  function start({ runId, stage, settings, rl, edits, rateFactor = 1 }: CommandOf<'start'>): void {
    const opened = school();
    if (training) throw new SchoolError('stageRunning', { stage: training.session.stage });
    const parent = lineage.get(stageParent[stage])?.checkpoint;
    if (!parent) throw new SchoolError('stageNeedsParent', { stage, parent: `${stageParent[stage]}` });
    const notes = stage === 'sft' ? withCheckedEdits(opened.school, parent.notes, edits) : parent.notes;
    if (settings) turnKnobs(stage, settings);
    lineage.dropFrom(stageResult[stage]);
    best = undefined;
    tellCheckpoints();
    kept?.keeping.beginStage(stage);
    if (stage === 'sft' || stage === 'honest') emit({ kind: 'working', task: 'probe', done: 0, total: 1 });
    const from = { ...parent, notes };
    train({ runId, stage, rl, from, ancestors: parent.lineage, rateFactor: nearestRateFactor(rateFactor) });
  }

  /** Another setting of a stage leaves what was made before it as it is. */
  function turnKnobs(stage: TrainingStage, wanted: Settings): void {
    const current = school();
    const { language, preset } = current.school;
    const settings = withStage(preset.settings ?? noSettings, stage, wanted);
    open = {
      ...current,
      school: { ...current.school, preset: presetOf(presets, { language, preset: preset.name, settings }) },
    };
  }

  function train(assignment: Assignment): void {
    training = startTraining(assignment, {
      ...{ opened: school(), lineage, emit, nowMs, breathe, keeping: kept?.keeping },
      onBest(found) {
        best = found;
        emit({ kind: 'bestSoFar', runId: assignment.runId, step: found.step });
      },
      onEnd(outcome) {
        training = undefined;
        if (outcome === 'abandoned') return;
        tellCheckpoints();
        if (outcome === 'done') {
          keepFinished();
          tellIdle();
        } else {
          void tellFailure(outcome.error);
        }
      },
    });
  }

  /**
   * What was kept last can be gone on from; this cannot. Of a lost card, whatever it was computing may hear first: then that is the cause.
   * Nor is it news once something else is trained.
   */
  async function tellFailure(error: unknown): Promise<void> {
    if ((await isDeviceLost()) || training) return;
    emit({ kind: 'status', status: { kind: 'failed', ...errorCode(error) } });
  }

  async function resumeRun(command: CommandOf<'resumeRun'>): Promise<void> {
    const { id, runId, isPaused, backend } = command;
    if (kept?.keeping.currentId() === id) await leave();
    const found = await openRun(storage(), command, handOver);
    try {
      await takeUp(found, backend);
    } catch (error) {
      found.release();
      throw error;
    }
    const { run, live, stages, isEarlier } = found;
    const progress = live && { stage: live.progress.stage, step: live.progress.step };
    kept?.keeping.adopt({ ...found, live: progress });
    const { rateFactor = 1 } = live?.checkpoint.progress ?? {};
    best = found.best;
    const told = { stages, probe: run.probe, cards: run.cards, isEarlier, rateFactor };
    emit({ kind: 'recalled', id, runId, ...told, ...(progress && { progress }), ...(best && { best: best.step }) });
    if (!live) return tellIdle();
    if (found.isEarlier && !command.isEarlier) {
      const lostSteps = (run.progress?.now.step ?? 0) - live.progress.step;
      emit({ kind: 'recovered', cause: 'runDamaged', step: live.progress.step, lostSteps });
    }
    const { stage, step, steps, elapsedMs } = live.progress;
    const { lineage: whole } = live.checkpoint;
    const begun = { step, steps, elapsedMs, tokens: whole.at(-1)?.tokens ?? 0, isPaused };
    const ancestors = whole.slice(0, -1);
    train({ runId, stage, rl: run.rl, from: live.checkpoint, ancestors, begun, rateFactor, best });
  }

  /** Puts a kept run's school and checkpoints in the place of the open ones. */
  async function takeUp({ run, entries, live }: OpenedRun, backend?: BackendName): Promise<void> {
    const all = [...entries.map(({ checkpoint }) => checkpoint), ...(live ? [live.checkpoint] : [])];
    for (const checkpoint of all) checkShape(checkpoint, presets);
    const needed = await openFor(environment, open, all.at(-1) as Checkpoint, emit, run.reading);
    const hasBackend = open !== undefined && !backend;
    await leave();
    if (!hasBackend) await startBackend(needed.school, backend);
    await enter(needed, entries);
    emit(openedEvent(needed.school));
    tellCheckpoints();
  }

  /** Makes a school the open one, with its untrained model and the checkpoints given. */
  async function enter(opened: OpenSchool, entries: readonly Entry[]): Promise<void> {
    open = opened;
    if (entries[0]?.checkpoint.stage !== 'untrained') {
      const model = untrainedModel(opened.school);
      const checkpoint = untrainedCheckpoint(opened, await parameterValues(model));
      disposeModel(model);
      lineage.set({ checkpoint, origin: 'trained' });
    }
    for (const entry of entries) lineage.set(entry);
  }

  async function reset({ stage }: CommandOf<'reset'>): Promise<void> {
    school();
    const from = stageNames.indexOf(stageResult[stage]);
    if (training && stageNames.indexOf(stageResult[training.session.stage]) >= from) await abandonTraining();
    lineage.dropFrom(stageResult[stage]);
    best = undefined;
    tellCheckpoints();
    kept?.keeping.beginStage(stage);
    keepFinished();
    if (!training) tellIdle();
  }

  async function rollBack(): Promise<void> {
    if (!best) throw new SchoolError('checkpointMissing', { stage: stageResult.rl });
    await abandonTraining();
    lineage.set({ checkpoint: best.checkpoint, origin: 'trained' });
    tellCheckpoints();
    keepFinished();
    tellIdle();
  }

  async function load(checkpoints: Checkpoint[], origin: Entry['origin']): Promise<void> {
    const needed = await openFor(environment, open, checkpoints[0] as Checkpoint, emit);
    const isOther = needed !== open;
    const hasBackend = open !== undefined;
    await leave();
    if (!hasBackend) await startBackend(needed.school);
    await enter(
      needed,
      checkpoints.map((checkpoint) => ({ checkpoint, origin })),
    );
    if (isOther) emit(openedEvent(needed.school));
    tellCheckpoints();
    tellIdle();
    if (origin === 'file') keepFinished();
  }

  async function save({ requestId, stage, format = 'schoolbook' }: CommandOf<'save'>): Promise<void> {
    const entry = stage === 'live' ? lineage.newest() : entryOf(stage);
    const checkpoint = (stage === 'live' && (await training?.result())) || entry?.checkpoint;
    if (!checkpoint) throw new SchoolError('checkpointMissing', { stage });
    const gates = gatesOf(lineage.entries().flatMap(({ card }) => card ?? []));
    emit({ kind: 'saved', requestId, ...exportModel(checkpoint, format, gates) });
  }

  /** 'live' is the model in training, as it is now; without one, the newest checkpoint. */
  function lend(stage: StageName | 'live'): LentModel & { step: number } {
    if (stage === 'live' && training) {
      const model = copyOf(training.session.model);
      return { model, giveBack: () => disposeModel(model), step: training.session.step() };
    }
    const entry = stage === 'live' ? lineage.newest() : entryOf(stage);
    if (!entry) throw new SchoolError('checkpointMissing', { stage });
    return { ...lineage.lend(entry), step: entry.checkpoint.lineage.at(-1)?.steps ?? 0 };
  }

  return {
    handle(command) {
      breathing.beginTurn();
      queue = queue
        .then(() => perform(command))
        .catch((error: unknown) => {
          if (command.kind === 'open' && !open)
            emit({ kind: 'status', status: { kind: 'failed', ...errorCode(error) } });
          else refuse(error, 'requestId' in command ? command.requestId : undefined);
        });
    },
    dispose() {
      queue = queue.then(leave);
      return queue;
    },
  };
}
