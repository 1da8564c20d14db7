import type { Kit, LessonText } from '../kit.ts';

export interface Pages {
  panels: 'corpus';
  acts: never;
  lives: 'pagesFirst' | 'pagesLast' | 'tokens';
  guesses: never;
  sources: 'refinedWeb';
  labels: typeof labels;
}

const labels = {
  facts: (tokens: string) => `${tokens} tokens of cleaned text. What each filter left of the raw pages:`,
  pages: 'Pages left',
  bytes: 'Size left',
  filter: 'After the filter',
  filters: {
    url: 'Addresses',
    extract: 'Text extraction',
    language: 'Language',
    quality: 'Quality',
    privacy: 'Privacy',
    duplicate: 'Duplicates',
  },
  excerpt: 'One of the pages',
  otherExcerpt: 'Another page',
  waiting: 'The pages are being cleaned…',
};

function Prose({ Panel, Term, When, Live, Source }: Kit<Pages>) {
  return (
    <>
      <p>
        Before anybody can read, there must be something worth reading. Real models start from a{' '}
        <Term of="crawl">crawl</Term> of the web and throw most of it away
        <Source of="refinedWeb" />. Ours starts from a small made-up web with the same dirt in it: spam, menus, pages in
        another language, copies of copies.
      </p>
      <p>
        The pages pass one filter after another: known bad addresses go first, then the text is taken out of the markup,
        then what is in the wrong language, badly written, private, or said already elsewhere. The last one,{' '}
        <Term of="deduplication">deduplication</Term>, decides what the model will know by heart.
      </p>
      <Panel of="corpus" />
      <When of="pagesLast">
        <p>
          The first filter left <Live of="pagesFirst" /> pages, the last one <Live of="pagesLast" />:{' '}
          <Live of="tokens" /> tokens. This is the <Term of="corpus">corpus</Term> your model reads, and all it will
          ever know of the world.
        </p>
      </When>
    </>
  );
}

export const text: LessonText<Pages> = {
  task: 'Look at a second page of the cleaned corpus.',
  panels: { corpus: 'From raw pages to a corpus' },
  labels,
  sources: {
    refinedWeb: {
      authors: 'Penedo et al.',
      title: 'The RefinedWeb Dataset for Falcon LLM: Outperforming Curated Corpora with Web Data, and Web Data Only',
      year: 2023,
      url: 'https://arxiv.org/abs/2306.01116',
    },
  },
  Prose,
};
