/**
 * The engine: owns the school, its checkpoints and the stage in training, obeys commands and tells what happens in events. Knows nothing of
 * workers: the page runs it in one, the tests in Node.
 *
 * Commands are obeyed in the order in which they come. Questions to a model (inspect, generate, evaluate) then go on by themselves beside
 * training: they ask a copy of its weights, and take turns with it (see breathing.ts). No command waits for a question, except one that
 * would take the school away from under it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Checkpoint, encodeCheckpoint } from '../llm/checkpoint.ts';
import { SchoolError } from '../llm/errors.ts';
import { disposeModel, modelFrom, parameterValues } from '../llm/model.ts';
import { setRecorder } from '../llm/ops/recording.ts';
import { type StageName, stageNames, stageParent, stageResult } from '../llm/reports.ts';
import { type School, startStage, untrainedModel } from '../llm/school.ts';
import { chooseBackend, deviceLost } from './backend.ts';
import { breatheAtReads, createBreathing } from './breathing.ts';
import { createRecorder } from './capture.ts';
import {
  fetchShipped,
  type OpenSchool,
  presetNamed,
  readCheckpoint,
  stageCheckpoint,
  untrainedCheckpoint,
} from './checkpoints.ts';
import type { Environment } from './environment.ts';
import { copyOf, createLineage, type Entry, type LentModel } from './lineage.ts';
import { openedEvent, openFor, prepareSchool } from './opening.ts';
import type { BackendName, EngineCommand, EngineEvent } from './protocol.ts';
import { createQuestions, errorCode } from './questions.ts';
import { type Outcome, type Session, startSession } from './session.ts';
import { timeStep } from './trial.ts';

export interface Engine {
  handle(command: EngineCommand): void;
  /** Ends whatever runs and frees all tensors. */
  dispose(): Promise<void>;
}

type CommandOf<Kind extends EngineCommand['kind']> = Extract<EngineCommand, { kind: Kind }>;
export function createEngine(emit: (event: EngineEvent) => void, environment: Environment): Engine {
  const { nowMs, presets } = environment;
  const breathing = createBreathing(nowMs, environment.nextTask);
  const { breathe } = breathing;
  const lineage = createLineage();
  let open: OpenSchool | undefined;
  let training: { session: Session; settled: Promise<void> } | undefined;
  let queue: Promise<void> = Promise.resolve();

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
      case 'stop':
        training?.session.stop();
        return training?.settled;
      case 'reset':
        return reset(command);
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
      default: {
        const unknown: never = command;
        return unknown;
      }
    }
  }

  async function openSchool({ language, preset: name, seed, reading, backend }: CommandOf<'open'>): Promise<void> {
    if (!open) emit({ kind: 'status', status: { kind: 'starting' } });
    const opened = await prepareSchool(
      environment,
      { language, preset: presetNamed(presets, name), seed, ...(reading && { reading }) },
      emit,
    );
    await leave();
    await startBackend(opened.school, backend);
    open = opened;
    const model = untrainedModel(opened.school);
    const checkpoint = untrainedCheckpoint(opened, await parameterValues(model));
    disposeModel(model);
    lineage.set({ checkpoint, origin: 'trained' });
    emit(openedEvent(opened.school));
    tellCheckpoints();
    tellIdle();
  }

  /** For a school: where there is a choice, its own training is timed. */
  async function startBackend({ modelConfig, preset }: School, requested?: BackendName): Promise<void> {
    emit({ kind: 'working', task: 'compile', done: 0, total: 1 });
    // It belongs to the backend that was.
    setRecorder(undefined);
    const time = () => timeStep(modelConfig, preset.pretrain.batchSize, nowMs);
    const choice = await chooseBackend(environment.backends, requested, time);
    if (choice.name !== 'webgpu') breatheAtReads(tf.backend(), breathing);
    void deviceLost().then(() => {
      training?.session.abandon();
      emit({ kind: 'status', status: { kind: 'failed', code: 'backendUnavailable' } });
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

  /** Ends all that goes on in the open school and forgets its checkpoints. */
  async function leave(): Promise<void> {
    await abandonTraining();
    await questions.endAll();
    lineage.dropFrom('untrained');
    open = undefined;
  }

  async function abandonTraining(): Promise<void> {
    training?.session.abandon();
    await training?.settled;
  }

  function start({ runId, stage, rl }: CommandOf<'start'>): void {
    const opened = school();
    if (training) throw new SchoolError('stageRunning', { stage: training.session.stage });
    const parent = lineage.get(stageParent[stage])?.checkpoint;
    if (!parent) throw new SchoolError('stageNeedsParent', { stage, parent: `${stageParent[stage]}` });
    const model = modelFrom(parent.model, parent.parameters);
    lineage.dropFrom(stageResult[stage]);
    tellCheckpoints();
    const probes = stage === 'sft' || stage === 'honest';
    if (probes) emit({ kind: 'working', task: 'probe', done: 0, total: 1 });
    const run = startStage(opened.school, stage, model, parent.notes, {
      ...(rl && { rl }),
      onProbe(results) {
        emit({ kind: 'working', task: 'probe', done: 1, total: 1 });
        emit({ kind: 'probed', runId, results });
      },
    });
    const session = startSession({ runId, stage, model, run, emit, nowMs, breathe });
    const settle = async (outcome: Outcome): Promise<void> => {
      const isKept = outcome.steps > 0 && !outcome.isAbandoned;
      const learned = isKept && { ...outcome, parameters: await parameterValues(model), notes: run.notes() };
      run.dispose();
      disposeModel(model);
      training = undefined;
      if (learned) {
        lineage.set({ checkpoint: stageCheckpoint(opened, stage, learned, parent, rl), origin: 'trained' });
        tellCheckpoints();
      }
      if (outcome.isAbandoned) return;
      if (outcome.error === undefined) tellIdle();
      else emit({ kind: 'status', status: { kind: 'failed', ...errorCode(outcome.error) } });
    };
    const fail = (error: unknown): void => {
      training = undefined;
      emit({ kind: 'status', status: { kind: 'failed', ...errorCode(error) } });
    };
    training = { session, settled: session.ended.then(settle).catch(fail) };
  }

  async function reset({ stage }: CommandOf<'reset'>): Promise<void> {
    school();
    const from = stageNames.indexOf(stageResult[stage]);
    if (training && stageNames.indexOf(stageResult[training.session.stage]) >= from) await abandonTraining();
    lineage.dropFrom(stageResult[stage]);
    tellCheckpoints();
    if (!training) tellIdle();
  }

  async function load(checkpoints: Checkpoint[], origin: Entry['origin']): Promise<void> {
    const needed = await openFor(environment, open, checkpoints[0] as Checkpoint, emit);
    const isOther = needed !== open;
    const hasBackend = open !== undefined;
    await leave();
    if (!hasBackend) await startBackend(needed.school);
    open = needed;
    if (checkpoints[0]?.stage !== 'untrained') {
      const model = untrainedModel(needed.school);
      const checkpoint = untrainedCheckpoint(needed, await parameterValues(model));
      disposeModel(model);
      lineage.set({ checkpoint, origin: 'trained' });
    }
    for (const checkpoint of checkpoints) lineage.set({ checkpoint, origin });
    if (isOther) emit(openedEvent(needed.school));
    tellCheckpoints();
    tellIdle();
  }

  function save({ requestId, stage }: CommandOf<'save'>): void {
    const { checkpoint } = entryOf(stage);
    const bytes = encodeCheckpoint(checkpoint, 'float32');
    const { language, preset, seed } = checkpoint;
    emit({ kind: 'saved', requestId, fileName: `schoolbook-${language}-${preset}-${seed}-${stage}.bin`, bytes });
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
