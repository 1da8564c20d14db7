import type { CorpusPage } from '../../engine/protocol.ts';
import { actions, usePage } from '../../store/page.ts';
import { addressOf } from '../../store/selectors.ts';
import { defineSlice } from '../../store/slice.ts';

/** The page of the crawl that a link of another lesson leads to; lesson 1.1 opens it and forgets it. */
export const pageToOpen = defineSlice<{ place: number; url: string } | undefined>('1.1/pageToOpen', undefined);

/** The address of a page of the corpus, leading to that page as lesson 1.1 shows it. Plain text where it is no page of the crawl. */
export function PageLink({ page: { url, place } }: { page: Pick<CorpusPage, 'url' | 'place'> }) {
  const address = usePage((state) => addressOf(state, '1.1'));
  if (place === undefined) return url;
  return (
    <a href={address} data-testid="page-link" onClick={() => actions.setSlice(pageToOpen, { place, url })}>
      {url.replace('https://', '')}
    </a>
  );
}
