/** The lessons in both languages, by the place where they stand. */
import { examples as enExamples } from './en/examples.ts';
import { exercises as enExercises } from './en/exercises.ts';
import { opening as enOpening } from './en/opening.ts';
import { reading as enReading } from './en/reading.ts';
import { report as enReport } from './en/report.ts';
import { tokens as enTokens } from './en/tokens.ts';
import type { Lesson, LessonName } from './lesson.ts';
import { examples as zhExamples } from './zh/examples.ts';
import { exercises as zhExercises } from './zh/exercises.ts';
import { opening as zhOpening } from './zh/opening.ts';
import { reading as zhReading } from './zh/reading.ts';
import { report as zhReport } from './zh/report.ts';
import { tokens as zhTokens } from './zh/tokens.ts';

export const lessons: Record<'en' | 'zh', Record<LessonName, Lesson>> = {
  en: {
    opening: enOpening,
    tokens: enTokens,
    reading: enReading,
    examples: enExamples,
    exercises: enExercises,
    report: enReport,
  },
  zh: {
    opening: zhOpening,
    tokens: zhTokens,
    reading: zhReading,
    examples: zhExamples,
    exercises: zhExercises,
    report: zhReport,
  },
};
