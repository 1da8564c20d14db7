/** What the page remembers from one visit to the next: small, and read back like any text from outside. */
import { noProgress, type Progress, parseProgress } from './progress.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface Kept {
  theme: Theme;
  hasShortcuts: boolean;
  progress: Progress;
}

/** Where it is kept. A browser that keeps nothing reads as `undefined` and writes nowhere. */
export interface Memory {
  read(): string | undefined;
  write(text: string): void;
}

export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export const nothingKept: Kept = { theme: 'system', hasShortcuts: true, progress: noProgress };

export function parseKept(text: string | undefined): Kept {
  const kept = Object.entries(parsedObject(text ?? ''));
  const field = (name: string): unknown => kept.find(([key]) => key === name)?.[1];
  return {
    theme: themes.find((theme) => theme === field('theme')) ?? nothingKept.theme,
    hasShortcuts: field('hasShortcuts') !== false,
    progress: parseProgress(field('progress')),
  };
}

export const formatKept = ({ theme, hasShortcuts, progress }: Kept): string =>
  JSON.stringify({ theme, hasShortcuts, progress });

function parsedObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
