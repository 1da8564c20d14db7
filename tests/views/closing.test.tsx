/** The closing lesson: what its quiz takes for right, whom the game deals, and the guesses it finds in the lessons' texts. */
import { describe, expect, it } from 'vitest';
import { text as english } from '../../src/lessons/4-closing/en.tsx';
import { text as chinese } from '../../src/lessons/4-closing/zh.tsx';
import type { Kit, LessonShape } from '../../src/lessons/kit.ts';
import {
  type PeopleScores,
  type ReportCard,
  type StageName,
  type SumScores,
  stageNames,
} from '../../src/llm/reports.ts';
import { guessedLessons, questionsIn } from '../../src/views/4-closing/predictions.ts';
import { findingOf, guessOf, quizNames, score } from '../../src/views/4-closing/quiz.ts';

interface Figures {
  famous?: number;
  invented?: number;
  valLoss?: number;
  greedy?: number;
  showsWork?: number;
}

function card(stage: StageName, { famous = 0, invented = 0, valLoss, greedy, showsWork = 0 }: Figures): ReportCard {
  const people: PeopleScores = {
    ...{ famous, mid: famous, obscure: 0 },
    newNames: { refused: 1 - invented, invented, otherName: 0 },
    recombined: { refused: 0, invented },
  };
  const sums: SumScores = {
    ...{ greedy: greedy ?? 0, sampled: 0, byDigits: [], showsWork, verbose: 0, meanTokens: 1, byStyle: {} },
  };
  const base = { valLoss: valLoss ?? 0, verbatim: 0, featured: 3, oneDigitSums: 0, workedSums: 0 };
  return { stage, people, answers: [], ...(valLoss !== undefined && { base }), ...(greedy !== undefined && { sums }) };
}

function run(figures: Partial<Record<StageName, Figures>>, teacherAccuracy?: number) {
  const reportCards = Object.fromEntries(
    stageNames.flatMap((stage) => (figures[stage] ? [[stage, card(stage, figures[stage])]] : [])),
  );
  return { reportCards, school: teacherAccuracy === undefined ? {} : { teacherAccuracy } };
}

describe('the quiz', () => {
  const usual = run(
    {
      untrained: { valLoss: 6 },
      base: { valLoss: 2, famous: 0.9 },
      assistant: { famous: 1, invented: 1, greedy: 0.5 },
      honest: { famous: 0.8, invented: 0.1, greedy: 0.5, showsWork: 0.4 },
      reasoner: { famous: 0.8, invented: 0.2, greedy: 0.97, showsWork: 0.41 },
    },
    0.9,
  );

  it('takes for right what the cards say', () => {
    const outcomes = quizNames.map((name) => findingOf(name, usual)?.outcome);
    // Grew more than tenfold; reading; the assistant; fewer; past the teacher; as often.
    expect(outcomes).toEqual([3, 0, 2, 2, 0, 1]);
  });

  it('the right token is as likely as the loss says', () => {
    const { before, after } = findingOf('surprise', usual)!;
    expect(-Math.log(before)).toBeCloseTo(6, 10);
    expect(-Math.log(after)).toBeCloseTo(2, 10);
    for (const [first, last, outcome] of [
      [2, 3, 0],
      [2, 2.1, 1],
      [5, 3, 2],
      [5, 2, 3],
    ] as const) {
      const other = run({ untrained: { valLoss: first }, base: { valLoss: last } });
      expect(findingOf('surprise', other)?.outcome, `${first} to ${last}`).toBe(outcome);
    }
  });

  it('says nothing of what has not been examined', () => {
    for (const name of quizNames) expect(findingOf(name, run({})), name).toBeUndefined();
    const { reportCards } = usual;
    const { reasoner: _, ...withoutReasoner } = reportCards as Record<StageName, ReportCard>;
    const half = { reportCards: withoutReasoner, school: usual.school };
    for (const name of ['facts', 'inventor', 'teacher', 'working'] as const) {
      expect(findingOf(name, half), name).toBeUndefined();
    }
    expect(findingOf('cost', half)?.outcome).toBe(2);
  });

  it('has a choice for whatever can come out, in both languages', () => {
    for (const { labels } of [english, chinese]) {
      const counts = quizNames.map((name) => labels.quiz[name].choices.length);
      expect(counts).toEqual([4, 4, stageNames.length, 3, 3, 3]);
    }
  });

  it('counts only answers that the run can judge', () => {
    const all = Object.fromEntries(quizNames.map((name) => [guessOf(name), findingOf(name, usual)!.outcome]));
    expect(score({ ...usual, guesses: all })).toEqual({ right: 6, judged: 6 });
    expect(score({ ...usual, guesses: { ...all, [guessOf('teacher')]: 2 } })).toEqual({ right: 5, judged: 6 });
    expect(score({ ...run({}), guesses: all })).toEqual({ right: 0, judged: 0 });
  });
});

describe('the guesses made in the lessons', () => {
  const blank = () => null;
  const marked = { Predict: () => null, Panel: blank, Live: blank } as unknown as Kit<LessonShape>;

  it('are found wherever they stand in a text', () => {
    const Prose = ({ Predict, Panel, Live }: Kit<LessonShape>) => (
      <>
        <p>
          One. <Live of="x" />
        </p>
        <div>
          <Predict of="first" question="Which?" choices={['a', 'b']}>
            seen
          </Predict>
        </div>
        <Panel of="p" />
        <Predict of="second" question="What?" choices={['c']}>
          seen
        </Predict>
      </>
    );
    expect(questionsIn({ Prose }, marked)).toEqual([
      { of: 'first', question: 'Which?', choices: ['a', 'b'] },
      { of: 'second', question: 'What?', choices: ['c'] },
    ]);
  });

  it('are listed by lesson, in order, without the quiz', () => {
    expect(guessedLessons({ guesses: { '2.3/nobody': 1, '4/facts': 0, '1.4/direction': 2 } })).toEqual(['1.4', '2.3']);
    expect(guessedLessons({ guesses: {} })).toEqual([]);
  });
});
