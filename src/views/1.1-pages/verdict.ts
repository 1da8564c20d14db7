import type { Pages } from '../../lessons/1.1-pages/en.tsx';
import type { OpenedPage } from '../../llm/crawl.ts';

/** What became of a page, in a few words. */
export function verdictOf(
  { reasons, kept }: Pick<Pages['labels'], 'reasons' | 'kept'>,
  { reason }: Pick<OpenedPage, 'reason'>,
): string {
  return reason ? reasons[reason].short : kept;
}
