/**
 * What the reader can do. The only callers of the engine's client; each action sets what the page must remember of it and sends the
 * command. Whatever would throw training away asks first (`asking`), and `confirm` goes through with it.
 */
import type { EngineCommand, Prompt } from '../engine/protocol.ts';
import type { Language, SamplingConfig } from '../llm/config.ts';
import { type StageName, stageNames, stageResult, type TrainingStage } from '../llm/reports.ts';
import { maxFileBytes, maxNewTokens } from './limits.ts';
import { newRun } from './mirror.ts';
import type { Answering, Discarding, State, Theme } from './pageState.ts';
import { formatRoute, type Route } from './route.ts';
import {
  activeStage,
  answeringStage,
  askedKey,
  continuedAnswer,
  isAskable,
  lostBy,
  promptOf,
  stageState,
} from './selectors.ts';

/** What the actions need of the world: the store, the engine's door and the address bar. */
export interface Surroundings {
  get(): State;
  set(change: Partial<State>): void;
  send(command: EngineCommand): void;
  setAddress(hash: string): void;
}

export type Actions = ReturnType<typeof createActions>;

export function createActions({ get, set, send, setAddress }: Surroundings) {
  let requests = 0;
  const newId = (name: string): string => `${name}-${++requests}`;

  const showAddress = (): void => setAddress(formatRoute(get()));

  const open = ({ language, preset, seed }: Pick<Route, 'language' | 'preset' | 'seed'>): void => {
    set({ preset, seed });
    showAddress();
    const { wantedBackend } = get();
    send({ kind: 'open', language, preset, seed, ...(wantedBackend && { backend: wantedBackend }) });
  };

  const perform = (command: Discarding): void => {
    switch (command.kind) {
      case 'open':
        open(command);
        return;
      case 'start':
        start(command.stage);
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

  const start = (stage: TrainingStage): void => {
    const runId = newId('run');
    const from = stageNames.indexOf(stageResult[stage]);
    const reportCards = { ...get().reportCards };
    for (const later of stageNames.slice(from)) delete reportCards[later];
    set({ runId, runs: { ...get().runs, [stage]: newRun(runId, stage) }, reportCards });
    send({ kind: 'start', runId, stage });
  };

  /** Tokens of the answer so far, for the model to go on from. */
  const written = (): number[] => continuedAnswer(get()).map(({ token }) => token.tokenId);

  const forgetAnswer = (): void => {
    const { generate, inspect: _, ...requests } = get().requests;
    if (generate) send({ kind: 'cancel', requestId: generate });
    set({ answer: [], answeredBy: undefined, answerKey: undefined, requests });
  };

  /** Asks for the logits after the prompt and the answer so far, unless the prompt is too long to be read. */
  const inspect = (): void => {
    const state = get();
    if (!isAskable(state)) {
      set({ inspection: undefined });
      return;
    }
    const requestId = newId('inspect');
    set({ requests: { ...state.requests, inspect: requestId } });
    const stage = answeringStage(state);
    const command = { kind: 'inspect' as const, requestId, stage, prompt: promptOf(state), written: written() };
    send(command);
  };

  const generate = (count: number): void => {
    const state = get();
    if (!isAskable(state)) return;
    const requestId = newId('generate');
    const stage = answeringStage(state);
    const active = activeStage(state);
    const draws = state.draws + 1;
    set({
      draws,
      answer: continuedAnswer(state),
      answerKey: askedKey(state),
      requests: { ...state.requests, generate: requestId },
      answeredBy: stage === 'live' ? active && { training: active } : stage,
    });
    const command = {
      kind: 'generate' as const,
      requestId,
      stage,
      prompt: promptOf(state),
      written: written(),
      sampling: state.sampling,
      seed: state.seed * 1000 + draws,
      maxNewTokens: count,
    };
    send(command);
  };

  const changePrompt = (change: Partial<Pick<State, 'prompt' | 'promptKind' | 'hasTools' | 'answering'>>): void => {
    forgetAnswer();
    set(change);
  };

  return {
    /** Follows the address: a new place or interface language at once, another school only after asking. */
    follow(route: Route): void {
      const { school, language, preset, seed } = get();
      set({ language: route.language, place: route.place });
      if (route.preset !== preset || route.seed !== seed) {
        ask({ kind: 'open', language: school?.language ?? language, preset: route.preset, seed: route.seed });
      }
    },
    /** The address names the school that is open, also when a checkpoint brought another one. */
    nameSchool(): void {
      const { school } = get();
      if (school) set({ preset: school.preset, seed: school.seed });
      showAddress();
    },
    begin(): void {
      open(get());
    },
    setLanguage(language: Language): void {
      set({ language });
      showAddress();
    },
    setTheme: (theme: Theme): void => set({ theme }),
    setPadOpen: (isPadOpen: boolean): void => set({ isPadOpen }),
    setSampling: (change: Partial<SamplingConfig>): void => set({ sampling: { ...get().sampling, ...change } }),
    setAnswering: (answering: Answering): void => changePrompt({ answering }),
    setPromptKind: (promptKind: Prompt['kind']): void => changePrompt({ promptKind }),
    setTools: (hasTools: boolean): void => changePrompt({ hasTools }),
    setPrompt: (prompt: string | number): void => changePrompt({ prompt }),
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
      if (state === 'ready') start(stage);
      if (state !== 'noParent' && state !== 'otherActive' && state !== 'done') send({ kind: 'step' });
    },
    stop: (): void => send({ kind: 'stop' }),
    reset: (stage: TrainingStage): void => ask({ kind: 'reset', stage }),
    openSchool: (language: Language, preset: State['preset'], seed: number): void =>
      ask({ kind: 'open', language, preset, seed }),
    loadShipped: (stage: StageName): void => ask({ kind: 'loadShipped', stage }),
    async loadFile(file: Blob): Promise<void> {
      if (file.size > maxFileBytes) {
        set({ notice: { code: 'fileTooLarge', details: { bytes: file.size, limit: maxFileBytes } } });
        return;
      }
      ask({ kind: 'loadFile', bytes: new Uint8Array(await file.arrayBuffer()) });
    },
    save(stage: StageName): void {
      const requestId = newId('save');
      set({ requests: { ...get().requests, save: requestId } });
      send({ kind: 'save', requestId, stage });
    },
    confirm(): void {
      const { asking } = get();
      set({ asking: undefined });
      if (asking) perform(asking.command);
    },
    /** Leaves everything as it was; the address again names the school that is open. */
    decline(): void {
      const { school } = get();
      set({ asking: undefined, ...(school && { preset: school.preset, seed: school.seed }) });
      showAddress();
    },

    inspect,
    forgetAnswer,
    nextToken: (): void => generate(1),
    write: (): void => generate(maxNewTokens),
    /** Ends the answer here; what is written stays. */
    stopWriting(): void {
      const { generate: requestId } = get().requests;
      if (requestId) send({ kind: 'cancel', requestId });
    },
    /** Fills the empty columns of the report card; all of them anew when none is empty. */
    evaluate(): void {
      const { checkpoints, reportCards, requests: current } = get();
      const all = checkpoints.map(({ stage }) => stage);
      const empty = all.filter((stage) => !reportCards[stage]);
      const requestId = newId('evaluate');
      set({ requests: { ...current, evaluate: requestId }, ...(empty.length === 0 && { reportCards: {} }) });
      send({ kind: 'evaluate', requestId, stages: empty.length > 0 ? empty : all });
    },
    cancelEvaluation(): void {
      const { evaluate: requestId, ...requests } = get().requests;
      if (requestId) send({ kind: 'cancel', requestId });
      set({ requests, working: undefined });
    },
  };
}
