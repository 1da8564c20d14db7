/**
 * A page of each kind out of a school's own schoolbook: one to read, a worked example, exercises with only the answers in the back. They
 * are what the three stages train on; nothing here is made up for show.
 */
import type { Random } from './random.ts';
import type { School } from './school.ts';
import type { Message } from './world.ts';

export interface SchoolbookPages {
  /** A training document, or the beginning of one. */
  reading: string;
  /** A sum with its working; absent where no conversation shows one. */
  example?: { question: string; answer: string };
  exercises: { question: string; answer: number }[];
}

/** What fits on a page of the picture. */
const maxCharacters = 240;
const exerciseCount = 3;

/** Draws a page of each kind. */
export function drawPages({ documents, files }: Pick<School, 'documents' | 'files'>, rng: Random): SchoolbookPages {
  const worked = files.conversations.filter(({ style }) => style === 'concise' || style === 'verbose');
  const exercises = files.exercises.filter(({ split }) => split === 'train');
  const [question, answer] = worked.length > 0 ? rng.fork('example').pick(worked).messages.map(textOf) : [];
  const draw = rng.fork('exercises');
  return {
    reading: beginning(rng.fork('reading').pick(documents)),
    ...(question !== undefined && answer !== undefined && { example: { question, answer } }),
    exercises: Array.from({ length: Math.min(exerciseCount, exercises.length) }, () => {
      const { question, answer } = draw.pick(exercises);
      return { question, answer };
    }),
  };
}

const textOf = ({ parts }: Message): string => parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');

/** Whole, or up to the last end of a sentence that fits; a page without one is cut where it must be. */
function beginning(document: string): string {
  const characters = [...document];
  if (characters.length <= maxCharacters) return document;
  const start = characters.slice(0, maxCharacters).join('');
  const end = Math.max(...['.', '。', '！', '？', '!', '?'].map((mark) => start.lastIndexOf(mark)));
  return end > 0 ? start.slice(0, end + 1) : `${start}…`;
}
