/** Teacher, imitator, and who has practiced: how often each is right at sums, and how it answers them. */
import type { ExamAnswer } from '../../engine/protocol.ts';
import { type Demonstrations, shareRight } from '../../llm/demonstrations.ts';
import { type Interval, wilsonInterval } from '../../llm/interval.ts';
import { actions, pageNow } from '../../store/page.ts';
import type { State } from '../../store/pageState.ts';
import { type QuestionStates, questionAt } from '../../store/questions.ts';
import { hasCheckpoint } from '../../store/selectors.ts';

/** Who is examined, and at which temperature: `sure` is who has practiced, always taking the likeliest token. */
const exams = {
  honest: { stage: 'honest', temperature: 1 },
  reasoner: { stage: 'reasoner', temperature: 1 },
  sure: { stage: 'reasoner', temperature: 0 },
} as const;
type Pupil = keyof typeof exams;
const pupils = Object.keys(exams) as Pupil[];
export const slots = {
  shown: '3.4/shown',
  honest: '3.4/exam/honest',
  reasoner: '3.4/exam/reasoner',
  sure: '3.4/exam/sure',
} as const;
const sumsAsked = 200;

/** The same sums to everybody who is there; other ones each time. */
export function examine(): void {
  const state = pageNow();
  const before = questionAt(state.questions, 'exam', slots.honest);
  const seed = before ? before.asked.seed + 1 : state.seed;
  for (const who of pupils) {
    const exam = exams[who];
    if (hasCheckpoint(state, exam.stage)) {
      actions.ask(slots[who], { name: 'exam', asked: { ...exam, count: sumsAsked, seed } });
    }
  }
}

export const askTeacher = (): void => actions.ask(slots.shown, { name: 'demonstrations', asked: {} });

/** How sums are answered; the teacher's `sloppy` way is its short one without the carries. */
export const styles = ['direct', 'concise', 'sloppy', 'verbose'] as const;
export type Style = (typeof styles)[number];

export interface Rung extends Interval {
  who: 'teacher' | Pupil;
  total: number;
  right: number;
  share: number;
  styles: Record<Style, number>;
}

const rung = (who: Rung['who'], total: number, right: number, byStyle: Record<Style, number>): Rung => ({
  who,
  total,
  right,
  share: right / Math.max(1, total),
  ...wilsonInterval(right, total),
  styles: byStyle,
});

const shareOf = (answers: readonly ExamAnswer[], style: Style): number =>
  answers.filter((answer) => answer.style === style).length / Math.max(1, answers.length);

/** Those of whom something is known by now. */
export function rungsOf(questions: QuestionStates): Rung[] {
  const found: Rung[] = [];
  const shown = shownIn({ questions });
  if (shown) {
    const all = Object.values(shown);
    const total = all.reduce((sum, { count }) => sum + count, 0);
    const right = all.reduce((sum, entry) => sum + entry.right, 0);
    const share = (style: Style): number => shown[style].count / Math.max(1, total);
    found.push(rung('teacher', total, right, recordOf(share)));
  }
  for (const who of pupils) {
    const answers = questionAt(questions, 'exam', slots[who])?.answer?.answers ?? [];
    if (answers.length === 0) continue;
    const right = answers.filter(({ correct }) => correct).length;
    found.push(
      rung(
        who,
        answers.length,
        right,
        recordOf((style) => shareOf(answers, style)),
      ),
    );
  }
  return found;
}

const recordOf = (share: (style: Style) => number): Record<Style, number> => ({
  direct: share('direct'),
  concise: share('concise'),
  sloppy: share('sloppy'),
  verbose: share('verbose'),
});

export const shownIn = ({ questions }: Pick<State, 'questions'>): Demonstrations | undefined =>
  questionAt(questions, 'demonstrations', slots.shown)?.answer;

export const teacherShare = (state: Pick<State, 'questions'>): number | undefined => {
  const shown = shownIn(state);
  return shown && shareRight(shown);
};
