/**
 * How much base models said by heart of the pages that the crawl repeats, by what they had read. Remembered from one school to the next, so
 * that a reader can lay two runs of their own side by side.
 */
import type { AnswerEvent, CheckpointSummary } from '../engine/protocol.ts';
import type { Language, PresetName } from '../llm/config.ts';
import type { ReadingNote } from '../llm/reading.ts';
import type { RecitedPage } from '../llm/recital.ts';
import type { ReportCard } from '../llm/reports.ts';
import { type QuestionStates, questionAt, slotOf } from './questions.ts';

export interface Recital {
  language: Language;
  preset: PresetName;
  seed: number;
  reading: ReadingNote;
  origin: CheckpointSummary['origin'];
  /** Training steps of the base model. */
  steps: number;
  /** Mean over the pages, in [0, 1]: `repeatedRecited` of the report card. */
  share: number;
  /** Page by page; not known where only the report card told. */
  pages?: readonly RecitedPage[];
}

/** Of what the page knows about its model. */
interface Known {
  school: Pick<Recital, 'language' | 'preset' | 'seed' | 'reading'> | undefined;
  checkpoints: readonly CheckpointSummary[];
  questions: QuestionStates;
}

/** Lists of switched-off filters stand in the order of the filters. */
export const isSameReading = (a: ReadingNote, b: ReadingNote): boolean =>
  a.isOwn === b.isOwn && a.switchedOff.join() === b.switchedOff.join();

/** What is known of the base model in memory. */
export function recitalOfBase(
  recitals: readonly Recital[],
  { school, checkpoints }: Pick<Known, 'school' | 'checkpoints'>,
): Recital | undefined {
  const base = checkpoints.find(({ stage }) => stage === 'base');
  return recitals.find(
    (recital) =>
      recital.language === school?.language &&
      isComparable(recital, { ...school, steps: base?.steps }) &&
      recital.origin === base?.origin &&
      isSameReading(recital.reading, school.reading),
  );
}

function withRecital(
  recitals: readonly Recital[],
  { school, checkpoints }: Pick<Known, 'school' | 'checkpoints'>,
  share: number | undefined,
  pages?: readonly RecitedPage[],
): readonly Recital[] {
  const base = checkpoints.find(({ stage }) => stage === 'base');
  if (!school || !base || share === undefined) return recitals;
  const { language, preset, seed, reading } = school;
  const { origin, steps } = base;
  const known = recitalOfBase(recitals, { school, checkpoints });
  const all = pages ?? known?.pages;
  const recital = { language, preset, seed, reading, origin, steps, share, ...(all && { pages: all }) };
  return [...recitals.filter((other) => other !== known), recital];
}

export const withExamined = (
  recitals: readonly Recital[],
  known: Known,
  { stage, base }: ReportCard,
): readonly Recital[] => (stage === 'base' ? withRecital(recitals, known, base?.repeatedRecited) : recitals);

export function withRecited(
  recitals: readonly Recital[],
  known: Known,
  { requestId, name, answer }: AnswerEvent,
): readonly Recital[] {
  if (name !== 'recital') return recitals;
  const slot = slotOf(known.questions, requestId);
  const asked = slot === undefined ? undefined : questionAt(known.questions, 'recital', slot)?.asked;
  const { pages } = answer;
  if (asked?.stage !== 'base' || pages.length === 0) return recitals;
  return withRecital(recitals, known, pages.reduce((sum, { share }) => sum + share, 0) / pages.length, pages);
}

const isOfCrawl = (reading: ReadingNote, hasCopies: boolean): boolean =>
  !reading.isOwn && reading.switchedOff.join() === (hasCopies ? 'duplicate' : '');

/**
 * The newest run on the crawl as it is cleaned, and the newest with nothing but the duplicates left in, in the language of the school. Of
 * runs alike in size and seed, if there are such, so that the two differ in nothing else.
 */
export function comparedRecitals(
  recitals: readonly Recital[],
  language: Language,
): { clean: Recital | undefined; copied: Recital | undefined } {
  const of = (hasCopies: boolean): Recital[] =>
    recitals.filter((recital) => recital.language === language && isOfCrawl(recital.reading, hasCopies)).toReversed();
  const [cleans, copies] = [of(false), of(true)];
  for (const copied of copies) {
    const clean = cleans.find((candidate) => isComparable(candidate, copied));
    if (clean) return { clean, copied };
  }
  return { clean: cleans[0], copied: copies[0] };
}

/** Whether two runs differ in what they read alone. */
export const isComparable = (
  a: Pick<Recital, 'preset' | 'seed' | 'steps'>,
  b: Partial<Pick<Recital, 'preset' | 'seed' | 'steps'>>,
): boolean => a.preset === b.preset && a.seed === b.seed && a.steps === b.steps;
