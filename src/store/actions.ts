/**
 * What the reader can do. The only callers of the engine's client; each action sets what the page must remember of it and sends the
 * command. Whatever would throw training away asks first (`asking`), and `confirm` goes through with it.
 */
import type { Language, SamplingConfig, Settings } from '../llm/config.ts';
import type { ExportFormat } from '../llm/export/formats.ts';
import type { Reading } from '../llm/reading.ts';
import { type StageName, stageNames, stageResult, type TrainingStage } from '../llm/reports.ts';
import { nearestRateFactor } from '../llm/schedule.ts';
import { nearestSettings, noSettings, sameSettings, settingsOf, withStage } from '../llm/settings.ts';
import { editsNow, isEdited } from './examples.ts';
import { createKeptActions } from './keptActions.ts';
import { createLessonActions } from './lessonActions.ts';
import { maxFileBytes } from './limits.ts';
import type { Theme } from './memory.ts';
import { newRun, type OpenedSchool } from './mirror.ts';
import { createPadActions } from './padActions.ts';
import type { Discarding, State } from './pageState.ts';
import { practiceOf } from './practice.ts';
import { withOpened } from './progress.ts';
import { formatRoute, type ParsedRoute, type Route } from './route.ts';
import { activeStage, lostBy, stageState } from './selectors.ts';
import type { Surroundings } from './surroundings.ts';

export type Actions = ReturnType<typeof createActions>;

type Opening = Omit<Extract<Discarding, { kind: 'open' }>, 'kind'>;

export function createActions(surroundings: Surroundings) {
  const { get, set, send, setAddress, newId } = surroundings;
  const lessonActions = createLessonActions(surroundings);
  const { record } = lessonActions;
  const padActions = createPadActions(surroundings, record);

  const showAddress = (): void => setAddress(formatRoute(get()));

  const open = ({ language, preset, settings = noSettings, seed, reading }: Opening): void => {
    set({ preset, settings, seed });
    showAddress();
    const { wantedBackend: backend } = get();
    const turned = isTurned(settings) && { settings };
    send({ kind: 'open', language, preset, seed, ...turned, ...(reading && { reading }), ...(backend && { backend }) });
  };

  const perform = (command: Discarding): void => {
    switch (command.kind) {
      case 'open':
        open(command);
        return;
      case 'start':
        start(command.stage);
        if (command.isOneStep) step();
        return;
      case 'reset': {
        const runs = { ...get().runs };
        delete runs[command.stage];
        set({ runs, ...(activeStage(get()) === command.stage && { runId: undefined }) });
        send(command);
        return;
      }
      case 'loadShipped':
        send({ ...command, language: get().school?.language ?? get().language });
        return;
      case 'loadFile':
      case 'resumeRun':
      case 'rollBack':
        send(command);
        return;
      default: {
        const unknown: never = command;
        throw new Error(`no such command: ${unknown}`);
      }
    }
  };

  const ask = (command: Discarding): void => {
    const lost = lostBy(get(), command);
    if (lost.length > 0) set({ asking: { command, lost } });
    else perform(command);
  };

  /** What a stage is told of knobs that stand otherwise than when the school was opened; noted as the school's from now on. */
  const turnKnobs = (stage: TrainingStage): { settings?: Settings } => {
    const { school, settings: wanted } = get();
    const before = school?.settings ?? noSettings;
    const settings = withStage(before, stage, wanted);
    if (!school || sameSettings(before, settings)) return {};
    set({ school: { ...school, settings } });
    return { settings };
  };

  const start = (stage: TrainingStage): void => {
    const runId = newId('run');
    const from = stageNames.indexOf(stageResult[stage]);
    const reportCards = { ...get().reportCards };
    for (const later of stageNames.slice(from)) delete reportCards[later];
    set({ runId, runs: { ...get().runs, [stage]: newRun(runId, stage) }, reportCards });
    const edits = editsNow(get());
    const edited = stage === 'sft' && isEdited(edits) && { edits };
    const rl = stage === 'rl' && practiceOf(get());
    const { rateFactor } = get();
    const turned = stage === 'pretrain' && rateFactor !== 1 && { rateFactor };
    send({ kind: 'start', runId, stage, ...turnKnobs(stage), ...edited, ...turned, ...(rl && { rl }) });
  };

  const step = (): void => {
    send({ kind: 'step' });
    record('stepped');
  };

  const openLesson = (): void => {
    const progress = withOpened(get().progress, get().lesson);
    if (progress !== get().progress) set({ progress });
  };

  const sayCorrections = (corrections: readonly string[]): void => {
    if (corrections.length === 0) return;
    set({ notice: { code: 'addressCorrected', details: { parts: corrections.join(', ') } } });
  };

  return {
    ...createKeptActions(surroundings, ask),
    ...lessonActions,
    ...padActions,
    /** Follows the address: a new lesson or interface language at once, another school only after asking. */
    follow({ route, corrections }: ParsedRoute): void {
      const { school, language, preset, settings, seed } = get();
      const { preset: _, seed: __, ...others } = route;
      set(others);
      sayCorrections(corrections);
      showAddress();
      openLesson();
      const isOtherModel = !sameSettings(settingsOf(route.settings, 'open'), settingsOf(settings, 'open'));
      if (route.preset !== preset || route.seed !== seed || isOtherModel) {
        const { preset, settings, seed } = route;
        ask({ kind: 'open', language: school?.language ?? language, preset, settings, seed });
      }
    },
    /** The address names the school that is open, also when a checkpoint brought another one. */
    nameSchool(): void {
      const { school } = get();
      if (school) set(namesOf(school));
      showAddress();
    },
    /** The first thing that happens. */
    begin(corrections: string[] = []): void {
      sayCorrections(corrections);
      openLesson();
      open(get());
    },
    showDialog: (openDialog: State['openDialog']): void => set({ openDialog }),
    setShortcuts: (hasShortcuts: boolean): void => set({ hasShortcuts }),
    setLanguage(language: Language): void {
      set({ language });
      showAddress();
    },
    setTheme: (theme: Theme): void => set({ theme }),
    setSampling(change: Partial<SamplingConfig>): void {
      set({ sampling: { ...get().sampling, ...change } });
      if (change.temperature !== undefined) record('temperatureMoved');
      showAddress();
    },
    /** A text was longer than its field takes; what stood there stays. */
    refuseText: (characters: number, limit: number): void =>
      set({ notice: { code: 'textTooLong', details: { characters, limit } } }),
    dismissNotice: (): void => set({ notice: undefined }),

    /** Start, pause or go on: what the one button of a stage does now. */
    playPause(stage: TrainingStage): void {
      const state = stageState(get(), stage);
      if (state === 'running') send({ kind: 'pause' });
      else if (state === 'paused') send({ kind: 'resume' });
      else if (state === 'ready') ask({ kind: 'start', stage });
    },
    stepOnce(stage: TrainingStage): void {
      const state = stageState(get(), stage);
      if (state === 'noParent' || state === 'otherActive' || state === 'done') return;
      if (state === 'ready') ask({ kind: 'start', stage, isOneStep: true });
      else step();
    },
    /** Multiplies the learning rate of reading, from its next step on. */
    setRateFactor(wanted: number): void {
      const factor = nearestRateFactor(wanted);
      set({ rateFactor: factor });
      if (activeStage(get()) === 'pretrain') send({ kind: 'setRateFactor', factor });
    },
    /** Once more from the parent's weights, in the place of what the stage has made of them. */
    trainAgain: (stage: TrainingStage): void => ask({ kind: 'start', stage }),
    stop: (): void => send({ kind: 'stop' }),
    /** Practice ends with its best iteration. */
    rollBack: (): void => ask({ kind: 'rollBack' }),
    reset: (stage: TrainingStage): void => ask({ kind: 'reset', stage }),
    /** With the knobs as they stand. @param reading what it reads; without, the whole crawl, cleaned */
    openSchool: (language: Language, preset: State['preset'], seed: number, reading?: Reading): void =>
      ask({ kind: 'open', language, preset, settings: get().settings, seed, ...(reading && { reading }) }),
    /** Turns knobs; what stands where the preset has it need not be named. Takes effect when the model is set up, or the stage starts. */
    setKnobs(settings: Settings): void {
      set({ settings: nearestSettings(settings) });
      showAddress();
    },
    loadShipped: (stage: StageName): void => ask({ kind: 'loadShipped', stage }),
    async loadFile(file: Blob): Promise<void> {
      if (file.size > maxFileBytes) {
        set({ notice: { code: 'fileTooLarge', details: { bytes: file.size, limit: maxFileBytes } } });
        return;
      }
      ask({ kind: 'loadFile', bytes: new Uint8Array(await file.arrayBuffer()) });
    },
    save(stage: StageName | 'live', format: ExportFormat = 'schoolbook'): void {
      const requestId = newId('save');
      set({ requests: { ...get().requests, save: requestId } });
      send({ kind: 'save', requestId, stage, format });
    },
    confirm(): void {
      const { asking } = get();
      set({ asking: undefined });
      if (asking) perform(asking.command);
    },
    /** Leaves everything as it was; the address again names the school that is open. */
    decline(): void {
      const { school } = get();
      set({ asking: undefined, ...(school && namesOf(school)) });
      showAddress();
    },

    /** Fills the empty ones among these columns of the report card; all of them anew when none is empty. */
    evaluate(stages: readonly StageName[]): void {
      const { reportCards: before, requests: current } = get();
      const empty = stages.filter((stage) => !before[stage]);
      const asked = empty.length > 0 ? empty : [...stages];
      const reportCards = { ...before };
      for (const stage of asked) delete reportCards[stage];
      const requestId = newId('evaluate');
      set({ requests: { ...current, evaluate: requestId }, reportCards });
      send({ kind: 'evaluate', requestId, stages: asked });
    },
    cancelEvaluation(): void {
      const { evaluate: requestId, ...requests } = get().requests;
      if (requestId) send({ kind: 'cancel', requestId });
      set({ requests, working: undefined });
    },
  };
}

const isTurned = (settings: Settings): boolean => Object.keys(settings).length > 0;

/** How an address names a school. */
const namesOf = ({
  preset,
  settings = noSettings,
  seed,
}: OpenedSchool): Pick<Route, 'preset' | 'settings' | 'seed'> => ({
  ...{ preset, settings, seed },
});
