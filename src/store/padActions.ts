/** What the reader does on the scratch pad, and what lessons put there. */
import type { Prompt } from '../engine/protocol.ts';
import type { Fact } from '../lessons/order.ts';
import { maxNewTokens } from './limits.ts';
import type { Answering, State } from './pageState.ts';
import { activeStage, answeringStage, askedKey, continuedAnswer, isAskable, isEnded, promptOf } from './selectors.ts';
import type { Surroundings } from './surroundings.ts';

/** What a lesson puts on the scratch pad. */
export interface Put {
  prompt: string | number;
  promptKind: Prompt['kind'];
  hasTools?: boolean;
}

export function createPadActions({ get, set, send, newId }: Surroundings, record: (fact: Fact) => void) {
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
    setPadOpen: (isPadOpen: boolean): void => set({ isPadOpen }),
    setAnswering: (answering: Answering): void => changePrompt({ answering }),
    setPromptKind: (promptKind: Prompt['kind']): void => changePrompt({ promptKind }),
    setTools: (hasTools: boolean): void => changePrompt({ hasTools }),
    setPrompt: (prompt: string | number): void => changePrompt({ prompt }),
    /** Puts something on the scratch pad for the reader to try, and the pad in sight. */
    putOnPad({ prompt, promptKind, hasTools = false }: Put): void {
      changePrompt({ prompt, promptKind, hasTools });
      set({ isPadOpen: true });
    },
    inspect,
    forgetAnswer,
    nextToken(): void {
      if (!isAskable(get())) return;
      generate(1);
      record('tokenDrawn');
    },
    /** Goes on to the end; where the model has ended its answer, writes another. */
    write(): void {
      if (isEnded(continuedAnswer(get()))) forgetAnswer();
      generate(maxNewTokens);
    },
    /** Ends the answer here; what is written stays. */
    stopWriting(): void {
      const { generate: requestId } = get().requests;
      if (requestId) send({ kind: 'cancel', requestId });
    },
  };
}
