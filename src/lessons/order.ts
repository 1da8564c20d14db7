/**
 * The course, lesson by lesson. A lesson is done when the reader has opened it and every fact of its goal has been recorded; what a fact
 * stands for is said where it is recorded (store/progress.ts, or the lesson's own panel).
 */

/** The three kinds of page in a schoolbook, and what stands around them. Each has its accent color. */
export type Part = 'opening' | 'reading' | 'examples' | 'exercises' | 'closing' | 'lab' | 'glossary';

interface LessonEntry {
  id: string;
  part: Part;
  goal: readonly string[];
}

export const lessons = [
  { id: '0', part: 'opening', goal: ['noiseWritten'] },
  { id: '1.1', part: 'reading', goal: ['filterSwitched', 'pageOpened'] },
  { id: '1.2', part: 'reading', goal: ['pairsMerged', 'textTokenized'] },
  { id: '1.3', part: 'reading', goal: ['contextChanged', 'attentionSeen'] },
  { id: '1.4', part: 'reading', goal: ['stepped', 'trainedToRead'] },
  { id: '1.5', part: 'reading', goal: ['temperatureMoved', 'tokenDrawn'] },
  { id: '1.6', part: 'reading', goal: ['pageRecited'] },
  { id: '2.1', part: 'examples', goal: ['conversationWritten'] },
  { id: '2.2', part: 'examples', goal: ['trainedToAnswer'] },
  { id: '2.3', part: 'examples', goal: ['nobodyAsked'] },
  { id: '2.4', part: 'examples', goal: ['trainedToRefuse'] },
  { id: '2.5', part: 'examples', goal: ['toolCalled'] },
  { id: '3.1', part: 'exercises', goal: ['attemptsSeen'] },
  { id: '3.2', part: 'exercises', goal: ['trainedByPractice'] },
  { id: '3.3', part: 'exercises', goal: ['thinkingCompared'] },
  { id: '3.4', part: 'exercises', goal: ['rewardTried'] },
  { id: '4', part: 'closing', goal: ['allExamined'] },
  { id: 'lab', part: 'lab', goal: [] },
  { id: 'glossary', part: 'glossary', goal: [] },
] as const satisfies readonly LessonEntry[];

export type LessonId = (typeof lessons)[number]['id'];
/** Lessons are numbered; what stands after them is not. */
export const hasNumeral = (id: LessonId): boolean => /^\d/.test(id);

/** Something that the reader has really done. */
export type Fact = (typeof lessons)[number]['goal'][number];

export const lessonIds: readonly LessonId[] = lessons.map(({ id }) => id);
export const facts: readonly Fact[] = [...new Set(lessons.flatMap(({ goal }): readonly Fact[] => goal))];

/** @throws RangeError never for a `LessonId` */
export function entryOf(id: LessonId): { id: LessonId; part: Part; goal: readonly Fact[] } {
  const found = lessons.find((lesson) => lesson.id === id);
  if (!found) throw new RangeError(`no lesson ${id}`);
  return found;
}

/** The lessons before and after one, as far as there are any. */
export function neighbors(id: LessonId): { before: LessonId | undefined; after: LessonId | undefined } {
  const index = lessonIds.indexOf(id);
  return { before: lessonIds[index - 1], after: lessonIds[index + 1] };
}
