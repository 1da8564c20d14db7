/** A short text that opens a panel: paragraphs of plain prose. */
export interface Lesson {
  title: string;
  paragraphs: string[];
}

export type LessonName = 'opening' | 'tokens' | 'reading' | 'examples' | 'exercises' | 'report';
