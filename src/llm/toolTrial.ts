/**
 * The same unseen questions with and without tools: sums that stand in no page and no example, longer sums than were ever taught, people of
 * whom a single page tells, and people of whom none does (there the search finds nothing, and the right answer is to say so).
 */
import { decodeParts, encodePrompt, text } from './chat.ts';
import type { Random } from './random.ts';
import type { School } from './school.ts';
import { ask, greedy, type Pupil } from './tasks.ts';
import { answerAll } from './tools.ts';
import type { Exercise, MessagePart, Person } from './world.ts';

export type TrialKind = 'sum' | 'longSum' | 'person' | 'nobody';
export const trialKinds: readonly TrialKind[] = ['sum', 'longSum', 'person', 'nobody'];

export interface TrialQuestion {
  kind: TrialKind;
  question: string;
  /** Whether an answer, without calls and results, is right. */
  isRight(answer: string): boolean;
}

export interface TrialCase {
  kind: TrialKind;
  question: string;
  without: { answer: string; isRight: boolean };
  with: { parts: MessagePart[]; isRight: boolean; hasCalled: boolean };
}

/** Digits of sums that no example or exercise has. */
const longDigits = 4;
const answerTokens = 70;

/** At most `count` questions of each kind, the kinds in turn, so that a trial cut short has asked some of each. */
export function drawTrial({ files, phrases }: School, count: number, rng: Random): TrialQuestion[] {
  const { world, exercises, conversations } = files;
  const seen = new Set(conversations.flatMap(({ messages }) => messages.flatMap(({ parts }) => parts.map(wordsOf))));
  const held = exercises.filter(({ split, digits }) => split === 'test' && digits > 1);
  const sumOf = ({ question, answer }: Pick<Exercise, 'question' | 'answer'>, kind: TrialKind): TrialQuestion => ({
    kind,
    question,
    // Said by itself, as the end of a working, or read off the calculator.
    isRight: (given) => new RegExp(`(^|\\D)${answer}\\D*$`).test(given),
  });
  const longSum = (): TrialQuestion => {
    const drawNumber = () => 10 ** (longDigits - 1) + rng.int(9 * 10 ** (longDigits - 1));
    for (;;) {
      const [a, b] = [drawNumber(), drawNumber()];
      const question = phrases.askSum(a, b);
      if (!seen.has(question)) return sumOf({ question, answer: a + b }, 'longSum');
    }
  };
  const personOf = (person: Person): TrialQuestion => ({
    kind: 'person',
    question: phrases.askPerson(person.name),
    isRight: (given) => phrases.statesFacts(given, person),
  });
  const nobodyOf = (name: string): TrialQuestion => ({
    kind: 'nobody',
    question: phrases.askPerson(name),
    isRight: (given) => phrases.isRefusal(given),
  });
  const piles: TrialQuestion[][] = [
    rng.sample(held, count).map((exercise) => sumOf(exercise, 'sum')),
    Array.from({ length: count }, longSum),
    rng
      .sample(
        world.people.filter(({ tier }) => tier === 'obscure'),
        count,
      )
      .map(personOf),
    rng.sample(world.newNames, count).map(nobodyOf),
  ];
  return Array.from({ length: count }, (_, i) => piles.flatMap((pile) => pile[i] ?? [])).flat();
}

/** Asks each question twice, greedily: as it is, and with the tools switched on. */
export async function runTrial(
  pupil: Pupil,
  documents: readonly string[],
  questions: readonly TrialQuestion[],
  rng: Random,
): Promise<TrialCase[]> {
  const { tokenizer, phrases } = pupil;
  const plain = await ask(
    pupil,
    questions.map(({ question }) => question),
    { mode: 'chat', maxNewTokens: answerTokens, rng },
  );
  const asked = questions.map(({ question }) => ({
    prompt: encodePrompt(tokenizer, phrases, [text('system', phrases.toolsOn), text('user', question)]),
    documents,
  }));
  const withTools = await answerAll(pupil, asked, { maxNewTokens: answerTokens, sampling: greedy, rng });
  return questions.map(({ kind, question, isRight: judge }, i) => {
    const answer = plain[i] as string;
    const parts = decodeParts(tokenizer, phrases, withTools[i] as number[]);
    const last = parts.at(-1);
    return {
      kind,
      question,
      without: { answer, isRight: judge(answer) },
      with: {
        parts,
        isRight: last?.kind === 'text' && judge(last.text),
        hasCalled: parts.some((part) => part.kind === 'toolCall'),
      },
    };
  });
}

const wordsOf = (part: MessagePart): string => (part.kind === 'text' ? part.text : '');
