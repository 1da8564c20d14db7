/** What the reader does in lessons: leaves facts, guesses, sets a lesson's own values, asks its questions. */
import type { Question } from '../engine/protocol.ts';
import type { Fact } from '../lessons/order.ts';
import { noProgress, withFact, withOpened } from './progress.ts';
import { type Slice, withSlice } from './slice.ts';
import type { Surroundings } from './surroundings.ts';

export function createLessonActions({ get, set, send, newId }: Surroundings) {
  const record = (fact: Fact): void => {
    const progress = withFact(get().progress, fact);
    if (progress !== get().progress) set({ progress });
  };

  return {
    record,
    forgetProgress: (): void => set({ progress: withOpened(noProgress, get().lesson) }),
    guess: (name: string, choice: number): void => set({ guesses: { ...get().guesses, [name]: choice } }),
    /** Sets a lesson's own value; see slice.ts. */
    setSlice: <T>(slice: Slice<T>, value: T): void => set({ slices: withSlice(get(), slice, value) }),
    /** Puts a question of a lesson; the answer appears in the slot, see questions.ts. */
    ask(slot: string, question: Question): void {
      const { questions } = get();
      const before = questions[slot];
      if (before?.isOpen) send({ kind: 'cancel', requestId: before.requestId });
      const requestId = newId(question.name);
      set({ questions: { ...questions, [slot]: { ...question, requestId, answer: undefined, isOpen: true } } });
      send({ kind: 'ask', requestId, ...question });
    },
    /** What has been answered so far stays. */
    stopAsking(slot: string): void {
      const question = get().questions[slot];
      if (question?.isOpen) send({ kind: 'cancel', requestId: question.requestId });
    },
  };
}
